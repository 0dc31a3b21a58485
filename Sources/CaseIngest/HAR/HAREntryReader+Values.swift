import ByteBlocks
import JSONBytes

extension HAREntryReader {
    /// A name no member of ours has.
    private static let unknown = HARName("")

    /// Notes that a required member is there.
    mutating func note(_ bit: Int?) {
        if let bit { seen |= 1 << UInt32(bit & 31) }
    }

    /// Passes a value whatever it is.
    mutating func pass(_ bytes: Span<UInt8>, depth inside: Int, _ bit: Int? = nil) throws(JSONError) {
        note(bit)
        _ = try scanner.value(bytes, depth: depth + inside)
    }

    /// Whether an object comes next; any other value is passed.
    mutating func object(
        _ bytes: Span<UInt8>, depth inside: Int, _ bit: Int? = nil
    ) throws(JSONError) -> Bool {
        guard try scanner.peek(bytes) != .object else {
            note(bit)
            return true
        }
        try pass(bytes, depth: inside)
        return false
    }

    /// Passes the braces, commas and colons of an object around its members.
    ///
    /// - Returns: The next member's name; `nil` after the last.
    mutating func member(_ bytes: Span<UInt8>, _ isFirst: inout Bool) throws(JSONError) -> HARName? {
        if isFirst {
            isFirst = false
            try scanner.expect(UInt8(ascii: "{"), bytes)
            guard !scanner.take(UInt8(ascii: "}"), bytes) else { return nil }
        } else if !scanner.take(UInt8(ascii: ","), bytes) {
            try scanner.expect(UInt8(ascii: "}"), bytes)
            return nil
        }
        let range = try scanner.string(bytes)
        try scanner.expect(UInt8(ascii: ":"), bytes)
        return HARName(bytes, range) ?? Self.unknown
    }

    /// The inside of the next value when it is a string; other values are passed.
    mutating func stringRange(_ bytes: Span<UInt8>, _ bit: Int? = nil) throws(JSONError) -> Range<Int> {
        guard try scanner.peek(bytes) == .string else {
            try pass(bytes, depth: 4)
            return 0..<0
        }
        note(bit)
        return try scanner.string(bytes)
    }

    /// The next value when it is a string that is not empty; other values are passed.
    mutating func string(
        _ bytes: Span<UInt8>, _ bit: Int? = nil, limit: Int = 1024
    ) throws(JSONError) -> String? {
        let range = try stringRange(bytes, bit)
        return range.isEmpty ? nil : decoded(bytes, range, limit: limit)
    }

    func decoded(_ bytes: Span<UInt8>, _ range: Range<Int>, limit: Int = 1024) -> String {
        let taken = range.lowerBound..<range.lowerBound + min(range.count, limit)
        guard bytes.first(UInt8(ascii: "\\"), in: taken) != nil else {
            return String(decoding: bytes.copy(taken), as: UTF8.self)
        }
        return String(decoding: JSONString.unescaped(bytes, taken), as: UTF8.self)
    }

    /// The next value when it is a number from 0 up; other values are passed, -1 means unknown.
    mutating func number(_ bytes: Span<UInt8>, _ bit: Int? = nil) throws(JSONError) -> Double? {
        guard try scanner.peek(bytes) == .number else {
            try pass(bytes, depth: 4)
            return nil
        }
        note(bit)
        let range = try scanner.number(bytes)
        if let value = Self.decimal(bytes, range) { return value }
        guard range.count <= 64, let value = Double(text(bytes, range)), value.isFinite, value >= 0 else {
            return nil
        }
        return value
    }

    /// Both the digits and the power of ten are exact, so one division rounds as the long way would.
    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    ]

    /// A number of at most 16 digits without sign and exponent.
    private static func decimal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
        guard range.count <= 17 else { return nil }
        var digits: UInt64 = 0
        var places = 0
        var isFraction = false
        for index in range {
            let byte = bytes[index]
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else {
                guard byte >= 48, byte <= 57 else { return nil }
                digits = digits &* 10 &+ UInt64(byte &- 48)
                if isFraction { places += 1 }
            }
        }
        guard digits < 1 << 53, places < powers.count else { return nil }
        return Double(digits) / powers[places]
    }
}
