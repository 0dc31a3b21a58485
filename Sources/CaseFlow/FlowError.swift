package import CaseModel
package import CasePlan
import CaseRedact

/// Why a case ended without a bundle.
package enum FlowError: Error {
    /// The request was wrong; nothing was done.
    case plan(PlanError)
    /// The gate found something in the finished archive; it was thrown away.
    case gate([GateHit])
    /// The result could not be written; `written` names what could.
    case unwritable(SinkError, written: [String])
    /// The finished archive did not read back as it was written.
    case unreadable(String)

    /// A secret's kind and place, never the secret.
    package struct GateHit: Hashable, Sendable {
        package let file: String
        package let rule: String
        package let offset: Int
    }

    /// The hits of a gate that did not stay silent.
    static func gate(_ gate: borrowing Gate) -> FlowError {
        .gate(gate.hits.map { GateHit(file: $0.file, rule: $0.rule, offset: $0.offset) })
    }
}

extension FlowError: ExplainedError {
    package var explanation: Explanation {
        switch self {
        case .plan(let error): error.explanation
        case .gate(let hits):
            Explanation(
                "the finished archive held something that looks like a secret, so it was thrown away: "
                    + Set(hits.map { "\($0.rule) in \($0.file)" }).sorted().prefix(5).joined(separator: ", "),
                hints: "leave out the input it came from, or report this as a bug with the rule's name")
        case .unwritable(let error, let written):
            Explanation(
                "the result could not be written: \(error.reason)"
                    + (written.isEmpty ? "" : "; written were \(written.joined(separator: ", "))"),
                hints: "choose another folder with -o")
        case .unreadable(let problem):
            Explanation("the finished archive did not read back as written: \(problem)")
        }
    }
}
