import CaseFacts
import CaseModel

extension AnalysisRule {
    static let serverError = AnalysisRule(
        "server-error", .cause,
        help: "Tells an error the origin made (500 to 504) from one the edge made.",
        needs: .all(.edge),
        against: "Another status of the origin for the same request.",
        asks: [.originProbe, .originLog], source: .error(502)
    ) { view, facts in
        var seen: Set<String> = []
        return view.web.compactMap { step -> Finding? in
            guard step.leg == .edge, let status = step.status, (500...504).contains(status),
                let last = step.last,
                EdgeErrorNumber.of(last) == nil, seen.insert("\(status) \(last.url.host)").inserted
            else { return nil }
            let origin = view.origin(of: step.host, url: step.probe.url)
            let (variant, says, attribution, confidence) = Self.judge(status, origin)
            let fact = facts.error(status)
            var next = fact.map { [$0.ownerAction] } ?? []
            if case .notProbed = origin { next.insert(Advice.probeOrigin(step.probe.url.description), at: 0) }
            return Finding(
                "server-error-\(variant)", "\(status) through the edge for \(last.url.host): \(says)",
                attribution,
                confidence, because: [step.cite(), origin.citation], next: next
            )?.resting(on: fact?.source, asOf: fact?.asOf)
        }
    }

    private static func judge(
        _ status: Int, _ origin: OriginResult
    ) -> (String, String, Finding.Attribution, Finding.Confidence) {
        switch origin {
        case .notProbed:
            (
                "origin-unknown", "who made it cannot be told without asking the origin", .undetermined,
                .possible
            )
        case .answered(_, status):
            (
                "origin-same", "the origin gives the same answer directly, so the error is its own", .origin,
                .high
            )
        case .answered(_, let other) where other >= 500:
            ("origin-fails", "the origin fails directly as well, with \(other)", .origin, .likely)
        case .answered(_, let other):
            (
                "origin-answers",
                "the origin answers this host with \(other), so the error is of the edge or passing",
                .undetermined, .possible
            )
        case .failed(_, let failure):
            ("origin-fails", "asked directly, the origin fails as well (\(failure.says))", .origin, .likely)
        }
    }
}
