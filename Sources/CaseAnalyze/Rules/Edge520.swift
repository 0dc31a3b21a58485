import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge520 = AnalysisRule(
        "edge-520", .cause, help: "Says why the edge could not use the origin's answer (520)."
    ) { view, facts in
        view.edgeFindings(520) { error, origin in
            switch origin {
            case .notProbed: return error.unknownOrigin(facts)
            case .answered(let step, let status):
                // The documented limit is 32 KB in older editions and 128 KB in newer ones.
                let bytes =
                    step.last?.fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 } ?? 0
                if bytes > 32_768 {
                    return error.finding(
                        "headers-too-big", "the origin's answer has \(bytes) bytes of headers", .origin,
                        .high,
                        origin: origin, facts: facts, next: ["Set fewer and shorter cookies and headers."])
                }
                return error.finding(
                    "origin-answers",
                    "the origin answers this host with \(status): it treats the edge differently, or fails at times",
                    .origin, .likely, origin: origin, facts: facts, next: [Advice.allowEdge])
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
