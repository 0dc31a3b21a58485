import ByteBlocks

/// The columns of a W3C extended log that are somebody's: a user, cookies, a query without its question mark.
struct W3CColumns: Sendable {
    enum Kind: Sendable { case user, cookie, query }

    private var kinds: [Kind?] = []
    private static let directive = Array("#Fields:".utf8)

    /// Reads the line that names the columns; any other leaves them as they are.
    mutating func read(_ line: Span<UInt8>) {
        guard line.has(Self.directive, at: 0, end: line.count) else { return }
        let names = String(decoding: line.copy(Self.directive.count..<line.count), as: UTF8.self).lowercased()
        kinds = names.split { " \t\r".contains($0) }.map { name in
            switch name {
            case "cs-username": .user
            case "cs-uri-query": .query
            default: name.contains("cookie") ? .cookie : nil
            }
        }
    }

    /// Where they stand in a line, from left to right; none when the line has fewer columns.
    func places(_ line: Span<UInt8>) -> [(range: Range<Int>, kind: Kind)] {
        guard kinds.contains(where: { $0 != nil }), line.count > 0, line[0] != UInt8(ascii: "#") else {
            return []
        }
        var places: [(range: Range<Int>, kind: Kind)] = []
        var column = 0
        var position = 0
        while position < line.count, column < kinds.count {
            var stop = position
            while stop < line.count, line[stop] != 0x20, line[stop] != 0x09 { stop += 1 }
            let isAbsent = stop - position == 1 && line[position] == UInt8(ascii: "-")
            if let kind = kinds[column], stop > position, !isAbsent { places.append((position..<stop, kind)) }
            column += 1
            position = stop + 1
        }
        return column == kinds.count ? places : []
    }
}
