import ByteBlocks

extension RedactionRule {
    /// The private half of a PuTTY key (PPK version 2 and 3).
    static let puttyKey = RedactionRule(
        "putty-key", help: "Removes the private lines of PuTTY key files.", anchors: ["Private-Lines:"],
        examples: [
            "Private-Lines: 1\nAAAAgGn9Znz2pGsUXSa0qxNVZL9i5pbi\nPrivate-MAC: 0":
                "Private-Lines: 1\n<putty-key>\nPrivate-MAC: 0",
            "Private-Lines: 0\nx": "Private-Lines: 0\nx",
        ]
    ) { bytes, start, end in
        var position = start + Array("Private-Lines:".utf8).count
        guard bytes.has(Array("Private-Lines:".utf8), at: start, end: end) else { return nil }
        // Behind the count and the line end, plain or escaped.
        position = bytes.run(of: [.blank, .digit], from: position, end: min(end, position + 8))
        position = PuttyKeyShape.lineEnds(bytes, position, end)
        let from = position
        var stop = position
        while true {
            let line = bytes.run(of: .base64, from: position, end: min(end, position + 80))
            guard line - position >= 8,
                line == end || !isAlnum(bytes[line]) && bytes[line] != UInt8(ascii: "-")
            else {
                break
            }
            stop = line
            position = PuttyKeyShape.lineEnds(bytes, line, end)
            guard position > line, stop - from < 16_384 else { break }
        }
        return stop > from ? from..<stop : nil
    }
}

/// Finds the lines of PuTTY keys.
private enum PuttyKeyShape {
    private static let escapes = ["\\n", "\\r", "\\u000a", "\\u000d"].map { Array($0.utf8) }

    static func lineEnds(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var position = start
        while position < end {
            if bytes[position] == 0x0a || bytes[position] == 0x0d {
                position += 1
            } else if let escape = escapes.first(where: { bytes.has($0, at: position, end: end) }) {
                position += escape.count
            } else {
                break
            }
        }
        return position
    }
}
