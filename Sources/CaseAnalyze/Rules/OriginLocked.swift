import CaseFacts
import CaseModel

extension AnalysisRule {
    static let originLocked = AnalysisRule(
        "origin-locked", .context,
        help:
            "Says when only the direct request to the origin fails, as it does at an origin locked to the edge.",
        needs: .all(.edge, .origin),
        against: "An address given with --origin that is not the origin's.",
        asks: [], source: .evidence
    ) { view, _ in
        var seen: Set<String> = []
        return view.web.compactMap { step -> Finding? in
            guard step.leg == .edge, let status = step.status, status < 400 else { return nil }
            let origin = view.origin(of: step.host, url: step.probe.url)
            switch origin {
            case .notProbed: return nil
            case .answered(_, let status) where status < 400: return nil
            case .failed(_, let failure) where failure.operation == .resolve: return nil
            case .answered, .failed: break
            }
            // An origin that lets this host in one way is not closed to it.
            let letIn = view.ways.contains { way in
                way.leg == .origin && way.host == step.host && way.status.map { $0 < 400 } ?? false
            }
            guard !letIn else { return nil }
            guard seen.insert(step.host).inserted else { return nil }
            return Finding(
                "origin-locked",
                "the edge serves \(step.host) and only the direct request fails: the origin seems to accept the edge "
                    + "alone, which is good practice", .benign, .likely,
                because: [step.cite(), origin.citation],
                next: ["To compare both legs, run the same from an address the origin accepts."])
        }
    }
}
