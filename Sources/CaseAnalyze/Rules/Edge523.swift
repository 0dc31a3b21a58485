import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge523 = AnalysisRule(
        "edge-523", .cause,
        help: "Says whether the origin's address can be reached at all (523).",
        needs: .any(.edge, .har),
        against: "A connection from this host to the address the record holds.",
        asks: [.pathBack, .record, .originProbe], source: .error(523)
    ) { view, facts in
        let trace = Advice.traceBack(view)
        return view.edgeFindings(523) { error, origin in
            switch origin {
            case .notProbed: return error.unknownOrigin(facts, next: [trace])
            case .answered(let step, _):
                let address = step.last?.remote.map { " \($0.address)" } ?? ""
                return error.finding(
                    "origin-answers",
                    "the origin\(address) answers this host, so the DNS record holds another address or a route is wrong",
                    .edgeConfiguration, .likely, origin: origin, facts: facts,
                    next: ["Compare the record's content in the dashboard with the origin's address.", trace])
            case .failed(_, let failure)
            where failure.code == .hostUnreachable || failure.code == .networkUnreachable:
                return error.finding(
                    "origin-unreachable", "there is no route to the origin from this host either", .origin,
                    .high,
                    origin: origin, facts: facts, next: [trace])
            case .failed(_, let failure): return error.originFails(failure, origin, facts, next: [trace])
            }
        }
    }
}
