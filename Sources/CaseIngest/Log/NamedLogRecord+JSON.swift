import CaseModel
import JSONBytes

extension NamedLogRecord {
    private static let depthLimit = 8

    /// Reads a line that is one JSON object, its members by their names at any depth.
    ///
    /// - Returns: `nil` when it is not.
    init?(json line: Span<UInt8>) {
        self.init()
        var scanner = JSONScanner(depthLimit: 64)
        do { try object(line, &scanner, parent: 0, depth: 0) } catch { return nil }
        scanner.skipBlanks(line)
        guard scanner.position == line.count else { return nil }
        finish(line, .json)
    }

    private mutating func object(
        _ line: Span<UInt8>, _ scanner: inout JSONScanner, parent: UInt64, depth: Int
    ) throws(JSONError) {
        try scanner.expect(UInt8(ascii: "{"), line)
        guard !scanner.take(UInt8(ascii: "}"), line) else { return }
        repeat {
            let hash = ByteHash.name(line, try scanner.string(line))
            try scanner.expect(UInt8(ascii: ":"), line)
            let name = LogFieldName.named(hash)
            switch try scanner.peek(line) {
            case .object where depth < Self.depthLimit && name != .ignored:
                try object(line, &scanner, parent: hash, depth: depth + 1)
            case .array:
                // Headers are lists of values: the first counts.
                let array = try scanner.value(line)
                var inner = JSONScanner(position: array.lowerBound + 1, depthLimit: 2)
                guard let name, (try? inner.peek(line)) == .string, let text = try? inner.string(line) else {
                    continue
                }
                take(line, name, text, parent)
            case .string:
                let text = try scanner.string(line)
                if let name { take(line, name, text, parent) }
            case .number:
                let number = try scanner.number(line)
                if let name { take(line, name, number, parent) }
            default: _ = try scanner.value(line)
            }
        } while scanner.take(UInt8(ascii: ","), line)
        try scanner.expect(UInt8(ascii: "}"), line)
    }
}
