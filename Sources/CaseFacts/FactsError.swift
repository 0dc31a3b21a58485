package import CaseModel

/// Why a data file cannot be used.
package enum FactsError: ExplainedError, Hashable {
    /// The file is not JSON; the offset is in bytes.
    case notJSON(file: String, offset: Int)
    /// A member is missing, of the wrong kind or out of bounds.
    case wrongMember(file: String, member: String)
    /// The file is over 4 MB.
    case tooBig(file: String)

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
        }
    }
}
