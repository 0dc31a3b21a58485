import CaseFacts
import CaseModel

extension AnalysisRule {
    static let intermittent = AnalysisRule(
        "intermittent", .lead,
        help: "Says how often a URL that was asked again and again failed: sometimes, or every time.",
        needs: .all(.samples),
        against: "A rate limit that the samples themselves ran into.",
        asks: [.originLog, .samples], source: .evidence
    ) { view, _ in
        view.ways.filter { $0.probe.way == .samples }.compactMap { step -> Finding? in
            let failed = step.exchanges.filter(\.isFailing)
            let count = step.exchanges.count
            // Twice may be chance.
            guard !failed.isEmpty, failed.count < count || count >= 5 else { return nil }
            let isSteady = failed.count == count
            let who = step.leg == .origin ? "origin" : "edge"
            let codes = Set(
                failed.map { $0.failure?.code.rawValue ?? $0.status.map(String.init) ?? "no answer" })
            return Finding(
                "intermittent-\(who)\(isSteady ? "-always" : "")",
                "the \(who) failed \(isSteady ? "every one of \(count)" : "\(failed.count) of \(count)") times "
                    + "(\(codes.sorted().joined(separator: ", ")))\(isSteady ? ": now it is not intermittent" : "")",
                step.leg == .origin ? .origin : .undetermined, .high,
                because: [step.cite("\(failed.count) of \(count) requests in a row failed")],
                next: [
                    step.leg == .origin
                        ? "Look in the origin's log at the times of the failures."
                        : "Compare with the origin's samples: failures there too make the origin the likely cause."
                ])
        }
    }
}
