import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge521 = AnalysisRule(
        "edge-521", .cause,
        help: "Says whether the origin refuses only the edge or everybody (521).",
        needs: .any(.edge, .har),
        against: "A direct answer of the origin, or a line of it in the origin's log for the same Ray ID.",
        asks: [.originProbe, .errorLog, .host], source: .error(521)
    ) { view, facts in
        view.edgeFindings(521) { error, origin in
            switch origin {
            case .notProbed: return error.unknownOrigin(facts)
            case .answered(_, let status):
                return error.finding(
                    "origin-answers",
                    "the origin answers this host with \(status), so it refuses Cloudflare's addresses, or does not "
                        + "listen on the port the SSL mode uses", .origin, .likely, origin: origin,
                    facts: facts,
                    next: [Advice.allowEdge], always: true)
            case .failed(_, let failure) where failure.code == .connectionRefused:
                return error.finding(
                    "origin-refuses", "the origin refuses this host as well: the web server is down", .origin,
                    .high,
                    origin: origin, facts: facts, next: ["On the origin run: ss -ltnp"])
            case .failed(_, let failure): return error.originFails(failure, origin, facts)
            }
        }
    }
}
