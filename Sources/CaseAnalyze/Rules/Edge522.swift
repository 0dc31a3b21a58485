import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge522 = AnalysisRule(
        "edge-522", .cause,
        help: "Says whether the origin is silent only to the edge or to everybody (522).",
        needs: .any(.edge, .har),
        against:
            "A line in the origin's log for the same Ray ID, or good answers of the edge at the same time.",
        asks: [.pathBack, .host, .originProbe, .originLog], source: .error(522)
    ) { view, facts in
        let trace = Advice.traceBack(view)
        return view.edgeFindings(522) { error, origin in
            switch origin {
            case .notProbed: return error.unknownOrigin(facts, next: [trace])
            case .answered(let step, _):
                let time = step.exchanges.first?.timings.firstByte.map { " in \($0.spoken)" } ?? ""
                return error.finding(
                    "origin-answers",
                    "the origin answers this host\(time) and may drop Cloudflare's addresses", .origin,
                    .likely,
                    origin: origin, facts: facts, next: [Advice.allowEdge, trace], always: true)
            case .failed(_, let failure) where failure.operation == .connect && failure.code == .timeout:
                return error.finding(
                    "origin-silent",
                    "the origin does not answer this host either: it is down, overloaded or elsewhere",
                    .origin, .high, origin: origin, facts: facts,
                    next: ["Check that the DNS record holds the origin's present address.", trace])
            case .failed(_, let failure): return error.originFails(failure, origin, facts, next: [trace])
            }
        }
    }
}
