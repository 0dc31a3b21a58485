import JSONBytes

/// A shape of JSON, written as JSON Schema (draft 2020-12).
///
/// Objects are closed: a member that is not named here is a mistake, so a misspelt one is found.
struct Shape: Sendable {
    let json: JSONValue

    init(_ json: JSONValue) { self.json = json }

    private init(type: String, _ more: KeyValuePairs<String, JSONValue?> = [:]) {
        json = .object(
            [JSONValue.Member("type", .string(type))]
                + more.compactMap { name, value in value.map { JSONValue.Member(name, $0) } })
    }

    /// Any text that says something.
    static let text = Shape(type: "string", ["minLength": .int(1)])
    /// A text that may be empty: a header's value, a body.
    static let anyText = Shape(type: "string")
    static let flag = Shape(type: "boolean")
    static let number = Shape(type: "number")
    static let integer = Shape(type: "integer")
    /// How many; 0 and up.
    static let count = Shape(type: "integer", ["minimum": .int(0)])
    /// Milliseconds or a share; 0 and up.
    static let measure = Shape(type: "number", ["minimum": .int(0)])
    static let percent = Shape(type: "number", ["minimum": .int(0), "maximum": .int(100)])
    static let status = Shape(type: "integer", ["minimum": .int(100), "maximum": .int(999)])
    /// RFC 3339, UTC, milliseconds.
    static let time = pattern("^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$")
    /// The 16 digits of a Ray ID, without the data centre.
    static let ray = pattern("^[0-9a-f]{16}$")
    /// The three letters of a data centre.
    static let colo = pattern("^[A-Z]{3}$")
    static let sha256 = pattern("^[0-9a-f]{64}$")
    static let hex = pattern("^([0-9a-f]{2})*$")
    /// A path below the bundle's root.
    static let path = pattern("^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$")

    static func pattern(_ expression: String) -> Shape {
        Shape(type: "string", ["pattern": .string(expression)])
    }

    /// One of some words.
    static func word(_ words: [String]) -> Shape {
        Shape(JSONValue(members: ["enum": .array(words.map { .string($0) })]))
    }

    /// One of the words of an enumeration.
    static func word<Word: CaseIterable & RawRepresentable<String>>(_ type: Word.Type) -> Shape {
        word(type.allCases.map(\.rawValue))
    }

    static func constant(_ text: String) -> Shape { Shape(JSONValue(members: ["const": .string(text)])) }

    static func list(_ item: Shape, most: Int? = nil) -> Shape {
        Shape(type: "array", ["items": item.json, "maxItems": most.map { .int($0) }])
    }

    /// Numbers by names that are the evidence's own.
    static let counts = map(count)

    /// Counts by status.
    static let statusCounts = Shape(
        type: "object",
        [
            "propertyNames": JSONValue(members: ["pattern": .string("^[0-9]{1,3}$")]),
            "additionalProperties": count.json,
        ])

    static func map(_ value: Shape) -> Shape { Shape(type: "object", ["additionalProperties": value.json]) }

    /// A closed object.
    ///
    /// - Parameters:
    ///   - about: What it is, in a sentence.
    ///   - required: Members it always has.
    ///   - optional: Members that are left out when nothing is known.
    /// - Returns: A shape that takes no other member.
    static func object(
        _ about: String, _ required: KeyValuePairs<String, Shape>,
        optional: KeyValuePairs<String, Shape> = [:]
    ) -> Shape {
        let members = (Array(required) + Array(optional)).map { JSONValue.Member($0.key, $0.value.json) }
        return Shape(
            type: "object",
            [
                "description": .string(about), "properties": .object(members),
                "required": required.isEmpty ? nil : .array(required.map { .string($0.key) }),
                "additionalProperties": .bool(false),
            ])
    }

    /// This closed object with more members.
    func adding(optional: KeyValuePairs<String, Shape>) -> Shape {
        var members = json.members ?? []
        for index in members.indices {
            guard members[index].name == "properties", case .object(let old) = members[index].value
            else { continue }
            members[index].value = .object(old + optional.map { JSONValue.Member($0.key, $0.value.json) })
        }
        return Shape(.object(members))
    }

    /// The same with a sentence about it.
    func about(_ sentence: String) -> Shape {
        Shape(.object((json.members ?? []) + [JSONValue.Member("description", .string(sentence))]))
    }
}
