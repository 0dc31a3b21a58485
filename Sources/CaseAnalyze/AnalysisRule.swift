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
    /// Without this the rule stays silent.
    package let needs: EvidenceNeed
    /// What would speak against its findings, a sentence; what of it the evidence has is in their `against`.
    package let against: String
    /// What would settle its findings; of this a finding asks for what the case has not.
    package let asks: [EvidenceAsk]
    package let source: RuleSource
    package let evaluate: @Sendable (EvidenceView, Facts) -> [Finding]

    init(
        _ id: String, _ relevance: Relevance, help: String, needs: EvidenceNeed, against: String,
        asks: [EvidenceAsk], source: RuleSource,
        evaluate: @escaping @Sendable (EvidenceView, Facts) -> [Finding]
    ) {
        self.id = id
        self.relevance = relevance
        self.help = help
        self.needs = needs
        self.against = against
        self.asks = asks
        self.source = source
        self.evaluate = evaluate
    }

    /// The rule's findings on the evidence, each with the evidence that would settle it and the source of what is known.
    func findings(_ view: EvidenceView, _ facts: Facts) -> [Finding] {
        let missing = asks.filter { $0.isMissing(in: view) }.map(\.words)
        return evaluate(view, facts).map { finding in
            var finding = finding
            // What is harmless needs no more evidence.
            if finding.evidenceToAdd.isEmpty, finding.attribution != .benign {
                finding.evidenceToAdd = missing
            }
            if finding.source == nil, let words = source.words(facts) {
                (finding.source, finding.asOf) = words
            }
            return finding
        }
    }

    /// Every rule; of two findings that are equal otherwise, the earlier rule's stands first.
    package static let all: [AnalysisRule] = failures + names + transport + inputs + services

    /// What the edge says went wrong.
    private static let failures: [AnalysisRule] = [
        .edge526, .edge525, .edge521, .edge523, .edge522, .edge524, .edge524Log, .edge520Headers,
        .edge520HTTP2, .edge520KeepAlive, .originCompression, .edge520, .edge1000, .edge1001, .edge1014,
        .edge1016, .edge1033,
        .edge1034, .ownerBlock, .edge530, .edge1xxx, .serverError, .wrongPort, .edgeUnreachable,
    ]
    /// What name servers say.
    private static let names: [AnalysisRule] = [
        .nameNotFound, .nameLookupFails, .dnssecBogus, .dnssecRefused, .nameServersMisspelled,
        .nameServersNotServing,
        .nameServersSwapped, .nameServersMixed, .zoneElsewhere, .delegation, .negativeCache,
        .resolverDisagreement, .dnsOnly, .caaExcludes,
    ]
    /// What connections, certificates and answers show.
    private static let transport: [AnalysisRule] = [
        .redirectLoop, .challenge, .certificateRevoked, .certificateExpired, .certificateNotYetValid,
        .certificateDepth,
        .certificateNameMismatch, .certificateUnknownAuthority, .statusDiffers, .pathLossToTarget, .pathStops,
        .wayDiffers, .relativeDiffers, .coloDiffers, .intermittent, .transfersStall, .edgeRoute,
        .whoMadeError,
        .originTLSVersions, .balancerCookie, .staleCopy, .certificateExpiresSoon, .clockSkew, .visitorTunnel,
        .collectingHost, .notReproduced, .originLocked, .pathLossMiddleHop, .pathSilentTarget,
    ]
    /// What HARs and logs show.
    private static let inputs: [AnalysisRule] = [
        .rayInOriginLog, .harRayNotInLog, .blockedInHAR, .requestTooBig, .timeoutFingerprint,
        .clientClosedRequests,
        .originLogFailures, .originErrorLog, .harFailures, .logWithoutRay, .logEdgeAddresses, .browserGaveUp,
        .prefetchRefused,
        .earlyHints, .monitorRequests,
    ]

    /// What the vendor's status page and API say, and the cache.
    private static let services: [AnalysisRule] = [
        .rayRecord, .zoneState, .statusIncident, .zoneRecord, .zoneSSLMode, .zoneCertificate, .zoneDNSSEC,
        .statusColo, .statusClear, .cacheVerdict,
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
