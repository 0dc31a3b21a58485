package import CaseModel

/// What the user decided about redaction; the defaults remove every credential and pseudonymise visitors.
package struct RedactionPolicy: Sendable {
    /// What happens to a visitor's address.
    package enum AddressMode: String, Sendable, CaseIterable {
        /// Left as it is.
        case keep
        /// The last octet of IPv4 and the last ten of IPv6 become zero.
        case truncate
        /// A token that keeps which addresses share a prefix and nothing else.
        case pseudonym
    }

    /// What happens to bodies in a HAR.
    package enum BodyMode: String, Sendable, CaseIterable {
        /// Texts are redacted, binary bodies stay.
        case keep
        /// Texts are redacted, binary bodies become a note of their size and digest.
        case text
        /// Every body becomes a note.
        case none
    }

    /// Blocks of addresses that stay readable: the CDN's published ranges.
    package var publicRanges: [IPPrefix] = []
    /// Infrastructure of this case that stays readable: origin, edge, resolvers, DNS answers.
    package var kept: Set<IPAddress> = []
    package var addresses: AddressMode = .pseudonym
    /// Lower-case names of headers, cookies, parameters and JSON keys whose values are not removed for their name.
    package var keepNames: Set<String> = []
    /// Lower-case names whose values are always removed.
    package var removeNames: Set<String> = []
    package var bodies: BodyMode = .text
    /// Rules of the user's; `add` puts them here.
    var ownRules: [OwnRule] = []

    package init() {}
}

/// Which addresses in a text are a visitor's.
package enum TextMode: Sendable {
    /// All that are not infrastructure.
    case evidence
    /// None: traceroutes and DNS answers are about infrastructure.
    case path
}

extension Step {
    /// Whose addresses the texts of its evidence hold.
    package var textMode: TextMode {
        switch action {
        case .http: .evidence
        case .dns(let probe): probe.isWhoAmI ? .evidence : .path
        case .delegation, .path: .path
        }
    }
}
