import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge520KeepAlive = AnalysisRule(
        "edge-520-keep-alive", .cause,
        help: "Says when 520 comes at times and the origin closes idle connections sooner than the edge.",
        needs: .either([.edge, .origin], [.har, .origin]),
        against: "Every request failing, for a race is lost only at times.",
        asks: [.samples, .errorLog, .capture], source: .timeout("proxy-idle")
    ) { view, facts in
        guard let idle = facts.timeout("proxy-idle") else { return [] }
        return view.edgeFindings(520) { error, origin in
            guard view.isRace(origin, error, facts), case .answered(let step, _) = origin,
                let limit = view.idleLimit(of: step), let good = error.goodAnswers.first
            else { return nil }
            return error.finding(
                "keep-alive",
                "it comes at times, and the origin closes idle connections after \(limit.spoken), the edge after "
                    + "\(idle.duration.spoken): a request may meet the closing", .origin,
                error.steps.isEmpty ? .possible : .likely, origin: origin, facts: facts,
                next: [
                    "Let the origin keep idle connections longer than the edge does (\(idle.duration.spoken)), and see whether the 520s end."
                ],
                more: [step.cite("the origin closes a connection nobody uses after \(limit.spoken)"), good])
        }
    }
}

extension EvidenceView {
    /// Whether the edge was answered at other moments by an origin that closes idle connections sooner than the edge does.
    func isRace(_ origin: OriginResult, _ error: EdgeError, _ facts: Facts) -> Bool {
        guard case .answered(let step, _) = origin, let limit = idleLimit(of: step),
            let idle = facts.timeout("proxy-idle")
        else { return false }
        return limit < idle.duration && !error.goodAnswers.isEmpty
    }

    /// After how long the origin closes an idle connection: measured, or as its `Keep-Alive` field says (RFC 2068 §19.7.1.1).
    func idleLimit(of step: WebStep) -> Duration? {
        let measured = ways.first {
            $0.leg == .origin && $0.host == step.host && $0.last?.idle?.isClosed == true
        }
        if let idle = measured?.last?.idle { return idle.duration }
        guard let text = step.last?.field("keep-alive")?.lowercased(),
            let mark = text.firstRange(of: "timeout=")
        else { return nil }
        let digits = text[mark.upperBound...].prefix { $0.isASCII && $0.isNumber }
        return Int(digits).flatMap { (1...100_000).contains($0) ? .seconds($0) : nil }
    }

    /// Answers under 500 that the edge gave for a host, in the probes and samples.
    func goodAnswers(of host: String) -> [Finding.Citation] {
        (web + ways.filter { $0.probe.way == .samples }).filter { $0.leg == .edge && $0.host == host }
            .compactMap { step in
                let good = step.exchanges.filter { !$0.isFailing && $0.url.host.description == host }
                guard let first = good.first, let status = first.status else { return nil }
                return step.cite(
                    step.exchanges.count > 1
                        ? "\(good.count) of \(step.exchanges.count) requests through the edge were answered, the first with \(status)"
                        : "the edge answered \(status)" + (first.ray.map { ", Ray \($0)" } ?? ""))
            }
    }
}
