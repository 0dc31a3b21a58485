import ByteBlocks
import JSONBytes

/// What is known about the members of the object that is being rewritten.
struct JSONMembers {
    /// Whether `text` is base64, when the object is a HAR content.
    private(set) var isBase64 = false
    /// Lower-case media type, when the object is a HAR content or a form.
    private var mimeType: [UInt8] = []
    /// The longest string among the members, as the look ahead found it.
    private(set) var longest = JSONScanner.Text.none
    /// Whether the object is a WebSocket message.
    private let isMessage: Bool
    private var name: Range<Int>?
    private var key = 0..<0
    private var previousEnd: Int?
    private var droppedStart: Int?

    /// Looks ahead when the object's members explain each other and may come in any order.
    init(_ pass: JSONPass, _ place: JSONPlace) throws(JSONError) {
        isMessage = place == .message
        guard place == .content || place == .postData else { return }
        var cursor = pass.scanner
        let bytes = pass.source.span
        try cursor.expect(UInt8(ascii: "{"), bytes)
        guard !cursor.take(UInt8(ascii: "}"), bytes) else { return }
        repeat {
            let key = try cursor.text(bytes)
            try cursor.expect(UInt8(ascii: ":"), bytes)
            guard try cursor.peek(bytes) == .string else {
                _ = try cursor.value(bytes)
                continue
            }
            let text = try cursor.text(bytes)
            if text.range.count > longest.range.count { longest = text }
            guard text.range.count < 300 else { continue }
            if Self.isKey(Self.encodingKey, bytes, key) {
                isBase64 = PlainText.unescaped(bytes, text.range).map(lowered) == Self.base64
            } else if Self.isKey(Self.mimeTypeKey, bytes, key) {
                mimeType = PlainText.unescaped(bytes, text.range).map(lowered)
            }
        } while cursor.take(UInt8(ascii: ","), bytes)
    }

    var isForm: Bool { mimeType.isEmpty || mimeType.span.contains(Self.form) }

    /// Whether the media type is one of tables.
    var isTable: Bool { Self.tableWords.contains { mimeType.span.contains($0) } }

    private static let tableWords = ["text/csv", "tab-separated"].map { Array($0.utf8) }

    /// Whether the media type is one of text.
    var isText: Bool {
        Self.textWords.contains { mimeType.span.contains($0) } && !mimeType.span.contains(Self.office)
    }

    private static let encodingKey = Array("encoding".utf8)
    private static let mimeTypeKey = Array("mimeType".utf8)
    private static let base64 = Array("base64".utf8)
    private static let form = Array("x-www-form-urlencoded".utf8)
    private static let office = Array("officedocument".utf8)
    private static let textWords = [
        "text/", "json", "xml", "javascript", "ecmascript", "x-www-form", "csv", "yaml", "html", "graphql",
    ].map { Array($0.utf8) }

    private static func isKey(_ name: [UInt8], _ bytes: Span<UInt8>, _ key: JSONScanner.Text) -> Bool {
        if key.hasEscape { return PlainText.unescaped(bytes, key.range) == name }
        return key.range.count == name.count && bytes.has(name, at: key.range.lowerBound, end: bytes.count)
    }

    /// Begins a member; when the first was dropped, the comma behind it goes now.
    mutating func begin(_ key: Range<Int>, _ pass: inout JSONPass) {
        self.key = key
        guard let start = droppedStart else { return }
        pass.replace(start..<key.lowerBound - 1, with: [])
        droppedStart = nil
    }

    /// Whether a key is that of a WebSocket message's bytes; whether they are text, only a look at them says.
    func isBinaryData(_ pass: JSONPass, _ key: Range<Int>) -> Bool {
        isMessage && key.count == 4
            && pass.source.span.has(Self.dataKey, at: key.lowerBound, end: key.upperBound)
    }

    private static let dataKey = Array("data".utf8)
    private static let keyType = Array("\"kty\"".utf8)
    private static let keyParts = Set(["d", "p", "q", "dp", "dq", "qi", "k"].map { Array($0.utf8) })

    /// Whether the member is a private part of a JSON Web Key (RFC 7518 §6): its key says so, and `kty` stands near.
    func isPrivateKeyPart(_ pass: JSONPass) -> Bool {
        guard key.count <= 2, Self.keyParts.contains(Array(pass.source[key])) else { return false }
        let near = max(0, key.lowerBound - 2048)..<min(pass.source.count, key.upperBound + 2048)
        return pass.source.span.extracting(near).contains(Self.keyType)
    }

    private static let schema = Set(
        [
            "type", "format", "minlength", "maxlength", "description", "title", "pattern", "required",
            "writeonly",
        ]
        .compactMap { PackedWord($0) })

    /// Whether the member is one of a schema, which says what a value has to be (JSON Schema 2020-12).
    func isOfSchema(_ pass: JSONPass) -> Bool {
        guard let name = NameParts(pass.source.span, key).joined else { return false }
        return Self.schema.contains(name)
    }

    private static let argument = Array("arg_".utf8)

    /// Whether the member is the value of a parameter, `arg_email`.
    func isArgument(_ pass: JSONPass) -> Bool {
        pass.source.span.has(Self.argument, at: key.lowerBound, end: key.upperBound)
    }

    /// Whether the member says who was logged in.
    func isUser(_ pass: JSONPass) -> Bool {
        guard let name = NameParts(pass.source.span, key).joined else { return false }
        return NameWords.users.contains(name)
    }

    private static let cookieMarks = ["\"httpOnly\"", "\"hostOnly\""].map { Array($0.utf8) }

    /// Whether the member is the value of a cookie as browsers export it: the object has a member only cookies have.
    func isCookieValue(_ pass: JSONPass) -> Bool {
        let bytes = pass.source.span
        let start = bytes.last(UInt8(ascii: "{"), before: key.lowerBound, within: 1024) ?? key.lowerBound
        let stop = bytes.first(
            UInt8(ascii: "}"), in: key.upperBound..<min(bytes.count, key.upperBound + 1024))
        let object = bytes.extracting(start..<(stop ?? key.upperBound))
        return Self.cookieMarks.contains { object.contains($0) }
    }

    /// Remembers the value of `name`, which says what the value of `value` is.
    mutating func look(_ pass: JSONPass, _ kind: NameClass) throws(JSONError) {
        guard kind == .name || name == nil && isAlias(pass, key) else { return }
        var scanner = pass.scanner
        guard try scanner.peek(pass.source.span) == .string else { return }
        name = try scanner.string(pass.source.span)
    }

    private static let aliases = ["key", "label", "header", "field"].map { Array($0.utf8) }

    /// Whether a key is what some programs call the name of a pair.
    private func isAlias(_ pass: JSONPass, _ key: Range<Int>) -> Bool {
        Self.aliases.contains {
            $0.count == key.count && pass.source.span.has($0, at: key.lowerBound, end: key.upperBound)
        }
    }

    /// The name that belongs to the value the scanner is at, before it or behind it.
    func pairName(_ pass: JSONPass) throws(JSONError) -> Range<Int>? {
        if let name { return name }
        let bytes = pass.source.span
        var scanner = pass.scanner
        _ = try scanner.value(bytes)
        // A pair has few members; the bound keeps hostile nesting from costing squares.
        for _ in 0..<12 {
            guard scanner.take(UInt8(ascii: ","), bytes) else { return nil }
            let key = pass.decoded(try scanner.string(bytes))
            try scanner.expect(UInt8(ascii: ":"), bytes)
            let kind = try scanner.peek(bytes)
            let value = try scanner.value(bytes)
            if key == Array("name".utf8) || Self.aliases.contains(key), kind == .string {
                return value.lowerBound + 1..<value.upperBound - 1
            }
        }
        return nil
    }

    /// Ends a member; a member that is dropped takes one comma with it.
    mutating func end(_ pass: inout JSONPass, drops: Bool) {
        let stop = pass.scanner.position
        guard drops else {
            previousEnd = stop
            return
        }
        if let previousEnd {
            pass.replace(previousEnd..<stop, with: [])
        } else {
            droppedStart = key.lowerBound - 1
        }
    }

    /// Ends the object: a member that was dropped and stood alone goes too.
    mutating func finish(_ pass: inout JSONPass) {
        guard let start = droppedStart else { return }
        pass.replace(start..<pass.scanner.position - 1, with: [])
    }
}
