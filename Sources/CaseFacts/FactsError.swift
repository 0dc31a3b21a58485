package import CaseModel

/// Why a data file cannot be used.
package enum FactsError: ExplainedError, Hashable {
    /// The file is not JSON; the offset is in bytes.
    case notJSON(file: String, offset: Int)
    /// A member is missing, of the wrong kind or out of bounds.
    case wrongMember(file: String, member: String)
    /// The file is over 4 MB.
    case tooBig(file: String)
    /// A file of the user's.
    case policy(path: String, PolicyProblem)

    /// What is wrong with a policy file.
    package enum PolicyProblem: Hashable, Sendable {
        case notJSON(offset: Int)
        case tooBig
        /// Nothing in it changes anything.
        case empty
        /// The data has no such member; those it has there, where it is an object.
        case unknown(place: String, known: [String])
        case wrong(place: String)
    }

    package var explanation: Explanation {
        switch self {
        case .notJSON(let file, let offset):
            Explanation("the facts file \(file).json is not JSON at byte \(offset)")
        case .wrongMember(let file, let member):
            Explanation(
                "the facts file \(file).json lacks \"\(member)\" or holds something else there",
                hints: "compare it with the bundled edition of the file")
        case .tooBig(let file):
            Explanation("the facts file \(file).json is over 4 MB")
        case .policy(let path, let problem): Self.explain(path, problem)
        }
    }

    private static func explain(_ path: String, _ problem: PolicyProblem) -> Explanation {
        switch problem {
        case .notJSON(let offset):
            Explanation("the policy file \(path) is not a JSON object at byte \(offset)")
        case .tooBig: Explanation("the policy file \(path) is over 4 MB")
        case .empty:
            Explanation(
                "the policy file \(path) changes nothing",
                hints: "it needs a part of \(FactsFiles.names.joined(separator: ", "))")
        case .unknown(let place, let known):
            Explanation(
                "the policy file \(path): there is no \"\(place)\" in the data",
                hints: known.isEmpty
                    ? "what stands there has no members" : "known there: \(known.joined(separator: ", "))")
        case .wrong(let place):
            Explanation("the policy file \(path): \"\(place)\" is missing or of the wrong kind")
        }
    }
}
