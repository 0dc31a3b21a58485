import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge520 = AnalysisRule(
        "edge-520", .cause,
        help: "Says why the edge could not use the origin's answer (520).",
        needs: .any(.edge, .har),
        against: "A direct answer that is whole, and good answers of the edge to the same URL.",
        asks: [.secondHAR, .errorLog, .capture, .originProbe], source: .error(520)
    ) { view, facts in
        view.edgeFindings(520) { error, origin in
            switch origin {
            case .notProbed: return error.unknownOrigin(facts)
            case .answered(_, let status):
                // What says why has a rule of its own.
                guard view.bigHeaders(of: origin, facts) == nil, view.brokenHTTP2(at: error.host) == nil
                else { return nil }
                // A race for a closing connection is the better guess when good answers stand beside the bad.
                let isRace = view.isRace(origin, error, facts)
                return error.finding(
                    "origin-answers",
                    "the origin answers this host with \(status): it treats the edge differently, or fails at times",
                    .origin, isRace ? .possible : .likely, origin: origin, facts: facts,
                    next: [Advice.allowEdge])
            case .failed(_, let failure):
                switch failure.code {
                case .emptyReply, .connectionReset, .httpProtocol:
                    return error.finding(
                        "origin-breaks-off", "the origin breaks off its answer to this host as well", .origin,
                        .high,
                        origin: origin, facts: facts)
                default: return error.originFails(failure, origin, facts)
                }
            }
        }
    }
}
