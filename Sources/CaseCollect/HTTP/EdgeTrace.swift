/// What `/cdn-cgi/trace` answers: one `key=value` a line, order not promised, unknown keys kept.
package struct EdgeTrace: Sendable {
    /// In the order of the text; a key may come twice.
    package let entries: [(key: String, value: String)]

    /// Reads the body of an answer; lines without `=` are passed over.
    package init(_ bytes: [UInt8]) { entries = Self.parse(bytes) }

    /// The value of the first line with that key.
    package subscript(key: String) -> String? { entries.first { $0.key == key }?.value }

    /// Splits every line at its first `=`.
    ///
    /// - Parameter bytes: Foreign; at most 1000 lines of 4096 bytes are read.
    /// - Returns: In the order of the text; a key may come twice.
    package static func parse(_ bytes: [UInt8]) -> [(key: String, value: String)] {
        var entries: [(key: String, value: String)] = []
        for line in bytes.split(separator: 10) {
            guard entries.count < 1000 else { break }
            guard line.count <= 4096, let mark = line.firstIndex(of: 61), mark > line.startIndex else {
                continue
            }
            let end = line.last == 13 ? line.endIndex - 1 : line.endIndex
            let value = line[(mark + 1)..<max(mark + 1, end)]
            entries.append(
                (String(decoding: line[..<mark], as: UTF8.self), String(decoding: value, as: UTF8.self)))
        }
        return entries
    }
}
