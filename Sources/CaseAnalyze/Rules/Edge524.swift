import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge524 = AnalysisRule(
        "edge-524", .cause,
        help: "Says whether the origin is too slow for everybody (524).",
        needs: .any(.edge, .har),
        against: "A quick direct answer, or a short duration in the origin's log for the same Ray ID.",
        asks: [.originLog, .originProbe, .capture], source: .error(524)
    ) { view, facts in
        let limit = facts.timeout("read")
        let patience = limit.map { " in \($0.duration.spoken)" } ?? ""
        return view.edgeFindings(524) { error, origin in
            switch origin {
            case .notProbed: return error.unknownOrigin(facts)
            case .answered(let step, let status):
                let time = step.exchanges.first?.timings.firstByte ?? step.duration
                // Half the limit: an answer that takes this long now can take twice as long under load.
                if let limit, time * 2 > limit.duration {
                    return error.finding(
                        "origin-slow", "the origin needs \(time.spoken) for its first byte", .origin, .high,
                        origin: origin, facts: facts)
                }
                return error.finding(
                    "origin-answers",
                    "the origin answers this host with \(status) after \(time.spoken): it is slow only at times or for some requests",
                    .origin, .possible, origin: origin, facts: facts,
                    next: ["Log how long each request takes and look for the Ray ID's line."])
            case .failed(_, let failure) where failure.code == .timeout && failure.operation != .connect:
                return error.finding(
                    "origin-slow",
                    "the origin took the request from this host and did not answer\(patience) either",
                    .origin, .high, origin: origin, facts: facts)
            case .failed(_, let failure): return error.originFails(failure, origin, facts)
            }
        }
    }
}
