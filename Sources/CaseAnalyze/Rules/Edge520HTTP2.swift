import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge520HTTP2 = AnalysisRule(
        "edge-520-http2", .cause,
        help:
            "Says when the origin works over HTTP/1.1 and breaks off over HTTP/2, and the edge answers 520.",
        needs: .either([.edge, .origin, .ways], [.har, .origin, .ways]),
        against: "A zone that does not ask its origin over HTTP/2.", asks: [.errorLog, .capture],
        source: .error(520)
    ) { view, facts in
        view.edgeFindings(520) { error, origin in
            guard let pair = view.brokenHTTP2(at: error.host) else { return nil }
            return error.finding(
                "http2-breaks", "the origin works over HTTP/1.1 and breaks off over HTTP/2", .origin, .likely,
                origin: origin, facts: facts,
                next: [
                    "Mend HTTP/2 at the origin, or let it offer http/1.1 alone in ALPN until then.",
                    "Compare: curl -v --http1.1 and curl -v --http2, both with --connect-to to the origin.",
                ], more: [pair.failed.cite(), pair.worked.cite()])
        }
    }
}

extension EvidenceView {
    /// The origin's failure over HTTP/2 with its success over HTTP/1.1, for one URL of a host.
    func brokenHTTP2(at host: String) -> (failed: WebStep, worked: WebStep)? {
        let steps = (ways + web).filter { $0.leg == .origin && $0.host == host }
        let failed = steps.first { step in
            step.probe.way == .version(.http2) && step.isFailing && !step.isLocal
                && [.request, .response].contains(step.failure?.operation)
        }
        guard let failed else { return nil }
        let worked = steps.first { step in
            !step.isFailing && step.last?.version == HTTPVersion.http1.name
                && step.probe.url == failed.probe.url && step.probe.pin == failed.probe.pin
        }
        return worked.map { (failed, $0) }
    }
}
