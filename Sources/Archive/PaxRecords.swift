/// What an extended header says about the next entry (POSIX.1-2017 pax, "pax Extended Header").
struct PaxRecords {
    private(set) var path: [UInt8]?
    private(set) var size: Int?

    init() {}

    /// Reads `LENGTH KEY=VALUE\n` records; unknown keys go by, keys that make links or sparse files are refused.
    init(_ bytes: [UInt8]) throws(ArchiveError) {
        var position = 0
        while position < bytes.count {
            guard let blank = bytes[position...].prefix(12).firstIndex(of: 0x20),
                let length = Self.number(bytes[position..<blank]), length > blank - position + 1,
                length <= bytes.count - position
            else { throw .damaged }
            let record = bytes[(blank + 1)..<(position + length)]
            guard record.last == 0x0a, let equals = record.firstIndex(of: UInt8(ascii: "=")) else {
                throw .damaged
            }
            try take(Array(record[..<equals]), Array(record[(equals + 1)...].dropLast()))
            position += length
        }
    }

    private mutating func take(_ key: [UInt8], _ value: [UInt8]) throws(ArchiveError) {
        let key = String(decoding: key, as: UTF8.self)
        switch key {
        case "path": path = value
        case "size":
            guard let number = Self.number(value[...]) else { throw .damaged }
            size = number
        case "linkpath": throw .notAFile
        default: if key.hasPrefix("GNU.sparse") { throw .unsupported }
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 18, digits.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }
}
