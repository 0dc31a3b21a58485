import ByteBlocks

/// A cursor over JSON text (RFC 8259) that checks what it passes and hands out ranges instead of copies.
///
/// The bytes are passed to every call as a `Span`, so the scanner itself is a plain value and the same one can go on
/// over a buffer that has moved.
package struct JSONScanner: Sendable {
    /// What comes next.
    package enum Kind: Sendable { case object, array, string, number, bool, null, end }

    /// A string: the range between its quotes, escapes as they stand, and what is known of these.
    package struct Text: Sendable {
        package let range: Range<Int>
        package let hasEscape: Bool
        /// Whether an escape stands for a letter, a digit or a mark that could stand there as it is.
        package let hidesText: Bool

        /// No string yet.
        package static let none = Text(range: 0..<0, hasEscape: false, hidesText: false)
    }

    /// The next byte to read.
    package var position: Int
    /// Objects and arrays may be nested this deep; the limit keeps hostile input off the stack.
    package let depthLimit: Int

    /// Starts at a place in the bytes.
    package init(position: Int = 0, depthLimit: Int = 512) {
        self.position = position
        self.depthLimit = depthLimit
    }

    /// Passes blanks and says what the next byte begins.
    ///
    /// - Throws: `JSONError` when no value begins with it; `,` `:` `]` `}` included.
    @inlinable
    package mutating func peek(_ bytes: Span<UInt8>) throws(JSONError) -> Kind {
        skipBlanks(bytes)
        guard position < bytes.count else { return .end }
        switch bytes[position] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        default: throw JSONError(.unexpectedByte, offset: position)
        }
    }

    /// Passes blanks, then `byte` if it is next.
    ///
    /// - Returns: Whether it was.
    @inlinable
    package mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        skipBlanks(bytes)
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// Passes blanks and `byte`, which must be there.
    @inlinable
    package mutating func expect(_ byte: UInt8, _ bytes: Span<UInt8>) throws(JSONError) {
        guard take(byte, bytes) else {
            throw JSONError(position < bytes.count ? .unexpectedByte : .unexpectedEnd, offset: position)
        }
    }

    /// Passes a string.
    ///
    /// - Returns: The range between its quotes, escapes as they stand.
    package mutating func string(_ bytes: Span<UInt8>) throws(JSONError) -> Range<Int> {
        try text(bytes).range
    }

    /// Passes a string and says what escapes it has.
    package mutating func text(_ bytes: Span<UInt8>) throws(JSONError) -> Text {
        try expect(UInt8(ascii: "\""), bytes)
        let start = position
        let text = bytes.jsonText(from: start)
        position = text.end
        guard position < bytes.count else { throw JSONError(.unexpectedEnd, offset: position) }
        guard bytes[position] == UInt8(ascii: "\"") else { throw brokenText(bytes) }
        position += 1
        return Text(range: start..<text.end, hasEscape: text.hasEscape, hidesText: text.hidesText)
    }

    /// Passes a number of any size.
    ///
    /// - Returns: Its range.
    package mutating func number(_ bytes: Span<UInt8>) throws(JSONError) -> Range<Int> {
        skipBlanks(bytes)
        let start = position
        _ = takeRaw(UInt8(ascii: "-"), bytes)
        if !takeRaw(UInt8(ascii: "0"), bytes) { try digits(bytes) }
        if takeRaw(UInt8(ascii: "."), bytes) { try digits(bytes) }
        if takeRaw(UInt8(ascii: "e"), bytes) || takeRaw(UInt8(ascii: "E"), bytes) {
            if !takeRaw(UInt8(ascii: "+"), bytes) { _ = takeRaw(UInt8(ascii: "-"), bytes) }
            try digits(bytes)
        }
        return start..<position
    }

    /// Passes `true`, `false` or `null`.
    package mutating func word(_ bytes: Span<UInt8>) throws(JSONError) -> Range<Int> {
        skipBlanks(bytes)
        let start = position
        guard position < bytes.count else { throw JSONError(.unexpectedEnd, offset: position) }
        // The letters of "true", "false" and "null", the first the lowest.
        var expected: UInt64 =
            switch bytes[position] {
            case UInt8(ascii: "t"): 0x6575_7274
            case UInt8(ascii: "f"): 0x65_736c_6166
            default: 0x6c6c_756e
            }
        while expected != 0 {
            guard position < bytes.count else { throw JSONError(.unexpectedEnd, offset: position) }
            guard takeRaw(UInt8(truncatingIfNeeded: expected), bytes) else {
                throw JSONError(.unexpectedByte, offset: position)
            }
            expected >>= 8
        }
        return start..<position
    }

    /// Passes a whole value of any kind, checking all of it.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - depth: How many containers are open around it.
    /// - Returns: Its range, blanks around it left out.
    /// - Throws: `JSONError` at the first byte that is wrong.
    package mutating func value(_ bytes: Span<UInt8>, depth: Int = 0) throws(JSONError) -> Range<Int> {
        let kind = try peek(bytes)
        let start = position
        switch kind {
        case .string: _ = try string(bytes)
        case .number: _ = try number(bytes)
        case .bool, .null: _ = try word(bytes)
        case .end: throw JSONError(.unexpectedEnd, offset: position)
        case .object, .array: try container(bytes, depth: depth)
        }
        return start..<position
    }

    /// Passes blanks.
    @inlinable
    package mutating func skipBlanks(_ bytes: Span<UInt8>) {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0a, 0x0d, 0x09: position += 1
            default: return
            }
        }
    }

    /// Passes a container without recursion; a bit a level says which kind is open.
    private mutating func container(_ bytes: Span<UInt8>, depth: Int) throws(JSONError) {
        var open: [Bool] = []
        var expectsValue = true
        repeat {
            if expectsValue {
                expectsValue = false
                switch try peek(bytes) {
                case .string: _ = try string(bytes)
                case .number: _ = try number(bytes)
                case .bool, .null: _ = try word(bytes)
                case .end: throw JSONError(.unexpectedEnd, offset: position)
                case .object:
                    position += 1
                    try push(true, &open, depth)
                    if take(UInt8(ascii: "}"), bytes) {
                        open.removeLast()
                    } else {
                        try key(bytes)
                        expectsValue = true
                    }
                case .array:
                    position += 1
                    try push(false, &open, depth)
                    if take(UInt8(ascii: "]"), bytes) { open.removeLast() } else { expectsValue = true }
                }
            } else if let isObject = open.last {
                if take(UInt8(ascii: ","), bytes) {
                    if isObject { try key(bytes) }
                    expectsValue = true
                } else {
                    try expect(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"), bytes)
                    open.removeLast()
                }
            }
        } while expectsValue || !open.isEmpty
    }

    private func push(_ isObject: Bool, _ open: inout [Bool], _ depth: Int) throws(JSONError) {
        guard open.count + depth < depthLimit else { throw JSONError(.tooDeep, offset: position) }
        open.append(isObject)
    }

    private mutating func key(_ bytes: Span<UInt8>) throws(JSONError) {
        _ = try string(bytes)
        try expect(UInt8(ascii: ":"), bytes)
    }

    /// What is wrong with the control character or the escape that the text of a string stopped at.
    private func brokenText(_ bytes: Span<UInt8>) -> JSONError {
        guard bytes[position] == UInt8(ascii: "\\") else { return JSONError(.badString, offset: position) }
        guard position + 1 < bytes.count else { return JSONError(.unexpectedEnd, offset: position) }
        guard bytes[position + 1] == UInt8(ascii: "u") else { return JSONError(.badString, offset: position) }
        for place in position + 2..<position + 6 {
            guard place < bytes.count else { return JSONError(.unexpectedEnd, offset: position) }
            if hexValue(bytes[place]) == nil { return JSONError(.badString, offset: place) }
        }
        return JSONError(.badString, offset: position)
    }

    private mutating func takeRaw(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func digits(_ bytes: Span<UInt8>) throws(JSONError) {
        let start = position
        while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
        guard position > start else {
            throw JSONError(position < bytes.count ? .badNumber : .unexpectedEnd, offset: position)
        }
    }
}

/// The value of a hex digit.
func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 48...57: UInt32(byte - 48)
    case 65...70: UInt32(byte - 55)
    case 97...102: UInt32(byte - 87)
    default: nil
    }
}
