package import CaseModel

extension Redactor {
    /// Seals a screenshot: metadata go, pixels stay.
    ///
    /// - Returns: `nil` when the bytes are not a PNG or JPEG that can be taken apart; then they are withheld.
    package mutating func seal(image: [UInt8], in file: BundlePath) -> Sealed<[UInt8]>? {
        begin(file)
        guard let stripped = PNGImage.stripped(image) ?? JPEGImage.stripped(image) else { return nil }
        return Sealed(minting: stripped)
    }
}

/// A PNG file (ISO/IEC 15948) as a list of chunks.
enum PNGImage {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    /// Chunks that say how pixels look; every other chunk is dropped.
    private static let kept: Set<[UInt8]> = Set(
        [
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "pHYs", "sBIT", "bKGD", "acTL",
            "fcTL", "fdAT",
        ].map { Array($0.utf8) })

    /// The file without its metadata and without what follows its end.
    static func stripped(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.starts(with: signature) else { return nil }
        var output = signature
        var position = signature.count
        while bytes.count - position >= 12 {
            var length = 0
            for byte in bytes[position..<position + 4] { length = length << 8 | Int(byte) }
            guard length <= bytes.count - position - 12 else { return nil }
            let kind = Array(bytes[position + 4..<position + 8])
            let stop = position + 12 + length
            if kept.contains(kind) { output += bytes[position..<stop] }
            if kind == Array("IEND".utf8) { return output }
            position = stop
        }
        return nil
    }
}

/// A JPEG file (ITU-T T.81) as a list of segments.
enum JPEGImage {
    /// The file without application data but JFIF, ICC profiles and Adobe's, and without comments.
    static func stripped(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.starts(with: [0xff, 0xd8, 0xff]) else { return nil }
        var output: [UInt8] = [0xff, 0xd8]
        var position = 2
        while position + 1 < bytes.count {
            guard bytes[position] == 0xff else { return nil }
            let marker = bytes[position + 1]
            if marker == 0xff {
                position += 1
                continue
            }
            if marker == 0xd9 { return output + [0xff, 0xd9] }
            guard position + 3 < bytes.count else { return nil }
            let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
            guard length >= 2, length + 2 <= bytes.count - position else { return nil }
            let stop = position + 2 + length
            let payload = bytes[position + 4..<stop]
            if isKept(marker, payload) { output += bytes[position..<stop] }
            position = stop
            if marker == 0xda { position = scan(bytes, from: stop, to: &output) }
        }
        return nil
    }

    private static func isKept(_ marker: UInt8, _ payload: ArraySlice<UInt8>) -> Bool {
        switch marker {
        case 0xe0, 0xee: payload.count <= 64
        case 0xe2: payload.starts(with: Array("ICC_PROFILE\0".utf8))
        case 0xe1...0xef, 0xfe: false
        default: true
        }
    }

    /// Copies entropy-coded data up to the next marker that is neither stuffed nor a restart.
    private static func scan(_ bytes: [UInt8], from start: Int, to output: inout [UInt8]) -> Int {
        var position = start
        while position + 1 < bytes.count {
            let next = bytes[position + 1]
            if bytes[position] == 0xff, next != 0, next != 0xff, !(0xd0...0xd7).contains(next) { break }
            position += 1
        }
        output += bytes[start..<position]
        return position
    }
}
