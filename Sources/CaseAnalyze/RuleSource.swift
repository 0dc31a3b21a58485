package import CaseFacts

/// Where the knowledge behind a rule comes from.
package enum RuleSource: Sendable, Hashable {
    /// The entry of an error number in the knowledge base.
    case error(Int)
    /// A named time limit.
    case timeout(String)
    /// A data file as a whole: `ranges`, `network`, ….
    case edition(String)
    /// A published standard, which does not age: `RFC 9110 §15`.
    case standard(String)
    /// The evidence speaks for itself.
    case evidence

    /// The text of the source, and how old it is.
    package func words(_ facts: Facts) -> (source: String, asOf: String?)? {
        switch self {
        case .error(let code): facts.error(code).map { ($0.source, $0.asOf) }
        case .timeout(let name): facts.timeout(name).map { ($0.source, $0.asOf) }
        case .edition(let name): facts.editions.first { $0.name == name }.map { ($0.source, $0.asOf) }
        case .standard(let name): (name, nil)
        case .evidence: nil
        }
    }
}
