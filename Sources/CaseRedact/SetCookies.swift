import ByteBlocks

/// Several cookies in one Set-Cookie field: browsers join fields by line ends, NetLogs by NUL, proxies by commas.
enum SetCookies {
    private static let attributes = ["samesite", "path", "domain", "max-age", "expires"].map {
        Array($0.utf8)
    }

    /// Whether a name is that of an attribute (RFC 6265 §4.1), blanks before it passed over.
    static func isAttribute(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        attributes.contains {
            $0.count == name.count && bytes.hasIgnoringCase($0, at: name.lowerBound, end: name.upperBound)
        }
    }

    private static let nameBytes: ByteClass = [.word, .hyphen, .dot]
    private static let joints = [", ", ",", "\0", "\n", "\\u0000", "\\n"].map { Array($0.utf8) }

    /// Where the run of a cookie's name that ends at `=` begins.
    static func nameStart(_ bytes: Span<UInt8>, before equals: Int, floor: Int) -> Int {
        var start = equals
        while start > floor, equals - start < 128, nameBytes.contains(bytes[start - 1]) { start -= 1 }
        // The last letter of an escape is no letter of the name.
        if start >= floor + 1, bytes[start - 1] == UInt8(ascii: "\\") {
            if bytes.has(Array("u0000".utf8), at: start, end: equals) { return start + 5 }
            if bytes.has(Array("n".utf8), at: start, end: equals) { return start + 1 }
        }
        return start
    }

    /// Whether what joins two cookies ends at a place.
    static func isJoint(_ bytes: Span<UInt8>, before place: Int, floor: Int) -> Bool {
        joints.contains { place - $0.count >= floor && bytes.has($0, at: place - $0.count, end: place) }
    }

    /// The cookies of a field's value, each with what joins it to the next.
    static func parts(_ value: [UInt8]) -> [Range<Int>] {
        let bytes = value.span
        var parts: [Range<Int>] = []
        var start = 0
        for index in value.indices where value[index] == UInt8(ascii: "=") {
            let name = nameStart(bytes, before: index, floor: start)
            guard name > start, name < index, isJoint(bytes, before: name, floor: start) else { continue }
            parts.append(start..<name)
            start = name
        }
        parts.append(start..<value.count)
        return parts
    }
}
