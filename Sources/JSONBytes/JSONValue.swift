/// A JSON value in memory; members keep their order, numbers of any size keep their text.
///
/// For small documents and for writing; big inputs go through `JSONScanner`.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The number's own text.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// A name and its value; names may repeat in what was read.
    package struct Member: Hashable, Sendable {
        package var name: String
        package var value: JSONValue

        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// Reads a whole document; a UTF-8 byte order mark is passed.
    ///
    /// - Throws: `JSONError` with the offset of the first byte that is wrong.
    package init(parsing bytes: [UInt8], depthLimit: Int = 128) throws(JSONError) {
        let span = bytes.span
        var scanner = JSONScanner(depthLimit: depthLimit)
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { scanner.position = 3 }
        self = try Self.read(span, &scanner, depth: 0)
        scanner.skipBlanks(span)
        guard scanner.position == span.count else {
            throw JSONError(.trailingBytes, offset: scanner.position)
        }
    }

    /// An object from names and values; members whose value is `nil` are left out.
    package init(members: KeyValuePairs<String, JSONValue?>) {
        self = .object(members.compactMap { name, value in value.map { Member(name, $0) } })
    }

    /// The first member of that name, if this is an object that has one.
    package subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    package var int: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
    }

    package var double: Double? {
        guard case .number(let text) = self else { return nil }
        return Double(text)
    }

    package var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    package var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    package var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// A number, or `nil` for one JSON has no text for.
    package static func double(_ value: Double) -> JSONValue? {
        guard value.isFinite else { return nil }
        if value == value.rounded(), abs(value) < 1e15 { return .number(String(Int(value))) }
        return .number(String(value))
    }

    package static func int(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }

    private static func read(
        _ bytes: Span<UInt8>, _ scanner: inout JSONScanner, depth: Int
    ) throws(JSONError) -> JSONValue {
        guard depth < scanner.depthLimit else { throw JSONError(.tooDeep, offset: scanner.position) }
        switch try scanner.peek(bytes) {
        case .end: throw JSONError(.unexpectedEnd, offset: scanner.position)
        case .null:
            _ = try scanner.word(bytes)
            return .null
        case .bool:
            let range = try scanner.word(bytes)
            return .bool(range.count == 4)
        case .number:
            let range = try scanner.number(bytes)
            var text: [UInt8] = []
            for index in range { text.append(bytes[index]) }
            return .number(String(decoding: text, as: UTF8.self))
        case .string: return .string(try text(bytes, &scanner))
        case .array: return .array(try elements(bytes, &scanner, depth: depth))
        case .object: return .object(try members(bytes, &scanner, depth: depth))
        }
    }

    private static func text(_ bytes: Span<UInt8>, _ scanner: inout JSONScanner) throws(JSONError) -> String {
        let range = try scanner.string(bytes)
        return String(decoding: JSONString.unescaped(bytes, range), as: UTF8.self)
    }

    private static func elements(
        _ bytes: Span<UInt8>, _ scanner: inout JSONScanner, depth: Int
    ) throws(JSONError) -> [JSONValue] {
        var elements: [JSONValue] = []
        try scanner.expect(UInt8(ascii: "["), bytes)
        guard !scanner.take(UInt8(ascii: "]"), bytes) else { return [] }
        repeat {
            elements.append(try read(bytes, &scanner, depth: depth + 1))
        } while scanner.take(
            UInt8(ascii: ","), bytes)
        try scanner.expect(UInt8(ascii: "]"), bytes)
        return elements
    }

    private static func members(
        _ bytes: Span<UInt8>, _ scanner: inout JSONScanner, depth: Int
    ) throws(JSONError) -> [Member] {
        var members: [Member] = []
        try scanner.expect(UInt8(ascii: "{"), bytes)
        guard !scanner.take(UInt8(ascii: "}"), bytes) else { return [] }
        repeat {
            let name = try text(bytes, &scanner)
            try scanner.expect(UInt8(ascii: ":"), bytes)
            members.append(Member(name, try read(bytes, &scanner, depth: depth + 1)))
        } while scanner.take(UInt8(ascii: ","), bytes)
        try scanner.expect(UInt8(ascii: "}"), bytes)
        return members
    }
}

extension JSONValue {
    /// The document as bytes: two blanks of indent and a final newline when pretty, one line without when not.
    package func serialized(pretty: Bool = true) -> [UInt8] {
        var output: [UInt8] = []
        write(to: &output, indent: pretty ? 0 : nil)
        if pretty { output.append(0x0a) }
        return output
    }

    private func write(to output: inout [UInt8], indent: Int?) {
        switch self {
        case .null: output += Array("null".utf8)
        case .bool(let value): output += Array((value ? "true" : "false").utf8)
        case .number(let text): output += Array(text.utf8)
        case .string(let text): Self.write(text, to: &output)
        case .array(let elements):
            Self.write(elements, "[", "]", to: &output, indent: indent) { element, output, indent in
                element.write(to: &output, indent: indent)
            }
        case .object(let members):
            Self.write(members, "{", "}", to: &output, indent: indent) { member, output, indent in
                Self.write(member.name, to: &output)
                output += Array((indent == nil ? ":" : ": ").utf8)
                member.value.write(to: &output, indent: indent)
            }
        }
    }

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        JSONString.escape(text.utf8, to: &output)
        output.append(UInt8(ascii: "\""))
    }

    private static func write<Item>(
        _ items: [Item], _ open: Unicode.Scalar, _ close: Unicode.Scalar, to output: inout [UInt8],
        indent: Int?,
        each: (Item, inout [UInt8], Int?) -> Void
    ) {
        output.append(UInt8(ascii: open))
        let inner = indent.map { $0 + 2 }
        for (index, item) in items.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            newline(inner, to: &output)
            each(item, &output, inner)
        }
        if !items.isEmpty { newline(indent, to: &output) }
        output.append(UInt8(ascii: close))
    }

    private static func newline(_ indent: Int?, to output: inout [UInt8]) {
        guard let indent else { return }
        output.append(0x0a)
        output += Array(repeating: 0x20, count: indent)
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .int(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}
