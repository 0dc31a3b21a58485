package import CaseFacts
package import CaseModel

/// A question put to the evidence, and the findings it may end in.
package struct AnalysisRule: Sendable {
    /// How near a rule's findings come to what the user complains about.
    package enum Relevance: Int, Sendable, CaseIterable, Comparable {
        /// They name the failure or what is behind it.
        case cause
        /// They may play a part, or say where to look.
        case lead
        /// They help to read the rest.
        case context

        package static func < (a: Relevance, b: Relevance) -> Bool { a.rawValue < b.rawValue }
    }

    /// Kebab-case; a finding's ID is this, or begins with this and a hyphen.
    package let id: String
    package let relevance: Relevance
    /// One sentence that ends in a period.
    package let help: String
    package let evaluate: @Sendable (EvidenceView, Facts) -> [Finding]

    init(
        _ id: String, _ relevance: Relevance, help: String,
        evaluate: @escaping @Sendable (EvidenceView, Facts) -> [Finding]
    ) {
        self.id = id
        self.relevance = relevance
        self.help = help
        self.evaluate = evaluate
    }

    /// Every rule; of two findings that are equal otherwise, the earlier rule's stands first.
    package static let all: [AnalysisRule] = [
        .edge526, .edge525, .edge521, .edge523, .edge522, .edge524, .edge520, .edge530, .edge1xxx,
        .serverError, .edgeUnreachable, .nameNotFound, .nameLookupFails, .redirectLoop, .challenge,
        .certificateExpired, .certificateNotYetValid, .certificateNameMismatch, .certificateUnknownAuthority,
        .rayInOriginLog, .statusDiffers, .resolverDisagreement, .dnsOnly, .pathLossToTarget, .pathStops,
        .harRayNotInLog, .blockedInHAR, .timeoutFingerprint, .clientClosedRequests, .originErrorLog,
        .wayDiffers, .dnssecBogus, .delegation, .collectingHost, .whoMadeError, .originTLSVersions,
        .intermittent,
        .staleCopy,
        .certificateExpiresSoon, .clockSkew, .harFailures, .notReproduced, .originLocked, .pathLossMiddleHop,
        .pathSilentTarget, .logWithoutRay, .logEdgeAddresses,
    ]

    /// The rule a finding comes from.
    package static func rule(ofFinding id: String) -> AnalysisRule? {
        all.filter { id == $0.id || id.hasPrefix($0.id + "-") }.max { $0.id.utf8.count < $1.id.utf8.count }
    }
}

extension Finding {
    /// A finding that cites something; without a citation it would be an opinion.
    ///
    /// - Returns: `nil` when no citation is left. Repeated ones and those past the twelfth are dropped.
    init?(
        _ id: String, _ title: String, _ attribution: Attribution, _ confidence: Confidence,
        because: [Citation?], against: [Citation?] = [], next: [String] = []
    ) {
        let because = Self.trimmed(because)
        guard !because.isEmpty else { return nil }
        self.init(id: id, title: title, attribution: attribution, confidence: confidence, because: because)
        self.against = Self.trimmed(against)
        nextSteps = next
    }

    /// The same finding with the origin of the knowledge behind it.
    func resting(on source: String?, asOf: String?) -> Finding {
        var finding = self
        finding.source = source
        finding.asOf = asOf
        return finding
    }

    private static func trimmed(_ citations: [Citation?]) -> [Citation] {
        var seen: Set<Citation> = []
        return Array(citations.compactMap { $0 }.filter { seen.insert($0).inserted }.prefix(12))
    }
}
