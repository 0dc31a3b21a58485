/// Reads how many pixels a picture has from its head.
package enum PictureSize {
    /// - Returns: `nil` for another kind of file, or a head that does not say it.
    package static func of(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]) { return png(bytes) }
        if bytes.starts(with: [0xff, 0xd8]) { return jpeg(bytes) }
        return nil
    }

    /// PNG 1.2 §11.2.2: IHDR stands first, width and height lead it.
    private static func png(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        guard bytes.count >= 24, Array(bytes[12..<16]) == Array("IHDR".utf8) else { return nil }
        return size(number(bytes, 16, 4), number(bytes, 20, 4))
    }

    /// ITU-T T.81 §B.2.2: a frame header is a marker from C0 to CF but C4, C8 and CC.
    private static func jpeg(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        var place = 2
        // Segments before the frame; a file with more of them is none of a camera or a browser.
        for _ in 0..<500 {
            while place < bytes.count, bytes[place] == 0xff { place += 1 }
            guard place > 2, place + 7 < bytes.count, bytes[place - 1] == 0xff else { return nil }
            let marker = bytes[place]
            if (0xc0...0xcf).contains(marker), ![0xc4, 0xc8, 0xcc].contains(marker) {
                return size(number(bytes, place + 6, 2), number(bytes, place + 4, 2))
            }
            let length = number(bytes, place + 1, 2)
            guard length >= 2, marker != 0xda else { return nil }
            place += 1 + length
        }
        return nil
    }

    private static func size(_ width: Int, _ height: Int) -> (width: Int, height: Int)? {
        (1...1_000_000).contains(width) && (1...1_000_000).contains(height) ? (width, height) : nil
    }

    /// A number of so many bytes, the biggest first; 0 past the end.
    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
        guard start + count <= bytes.count else { return 0 }
        return bytes[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
    }
}
