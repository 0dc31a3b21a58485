import CaseModel
import JSONBytes

// Members that are `nil` are left out by `JSONValue(members:)`; nothing unknown gets a number or an empty text.
extension JSONValue {
    /// A text without control characters a terminal obeys.
    static func text(_ text: String) -> JSONValue { .string(text.printableJSON) }

    static func text(_ text: String?) -> JSONValue? { text.map { .string($0.printableJSON) } }

    static func time(_ instant: Timestamp?) -> JSONValue? { instant.map { .string($0.description) } }

    static func count(_ value: Int?) -> JSONValue? { value.map { .int($0) } }

    /// Milliseconds, to the microsecond.
    static func milliseconds(_ duration: Duration?) -> JSONValue? {
        duration.flatMap { milliseconds($0.milliseconds) }
    }

    static func milliseconds(_ value: Double?) -> JSONValue? {
        guard let value, value.isFinite, abs(value) < 1e12 else { return nil }
        return .double((value * 1000).rounded() / 1000)
    }

    /// Texts, or nothing when there are none.
    static func texts(_ texts: [String]) -> JSONValue? {
        texts.isEmpty ? nil : .array(texts.map { .text($0) })
    }

    /// Counts by name, names sorted.
    static func counts(_ counts: [String: Int]) -> JSONValue {
        .object(counts.sorted { $0.key < $1.key }.map { Member($0.key.printableJSON, .int($0.value)) })
    }

    /// Counts by status, in order of the number.
    static func counts(_ counts: [Int: Int]) -> JSONValue {
        .object(counts.sorted { $0.key < $1.key }.map { Member(String($0.key), .int($0.value)) })
    }

    static func notices(_ notices: [Notice]) -> JSONValue {
        .array(
            notices.map { notice in
                JSONValue(members: [
                    "severity": .string(notice.severity.rawValue), "message": .text(notice.message),
                    "place": .text(notice.place),
                ])
            })
    }

    static func failure(_ failure: Failure?) -> JSONValue? {
        failure.map { failure in
            JSONValue(members: [
                "operation": .string(failure.operation.rawValue), "code": .string(failure.code.rawValue),
                "detail": .text(failure.detail),
            ])
        }
    }

    /// This object's members and then those of another.
    func merging(_ other: JSONValue) -> JSONValue {
        .object((members ?? []) + (other.members ?? []))
    }
}
