import CaseFacts
import CaseModel

extension AnalysisRule {
    static let pathLossToTarget = AnalysisRule(
        "path-loss-to-target", .lead,
        help: "Says when packets are lost all the way to the target, and from which hop on.",
        needs: .all(.path),
        against: "Good answers over the same path at the same time.",
        asks: [.path, .secondNetwork], source: .evidence
    ) { view, _ in
        Finding.merged(view.paths) { path in
            // One lost packet of ten is chance; and of three to closed ports a host may answer one, for it answers so many a
            // second and no more.
            guard path.targetHop?.sent ?? 10 >= 5, let target = path.targetHop, let loss = target.loss,
                loss >= 5, loss < 100,
                target.lostCount.map({ $0 >= 2 }) ?? true, let start = path.lossStart
            else { return nil }
            let lost = target.lostCount.flatMap { lost in target.sent.map { "\(lost) of \($0) packets" } }
            let amount = lost ?? "\(oneDecimal(loss)) % of packets"
            return Finding(
                "path-loss-to-target",
                "\(amount) are lost on the way to \(path.target), from hop \(start.ttl) on",
                .path, loss >= 20 && (target.sent ?? 0) >= 10 ? .high : .likely,
                because: [
                    path.cite("\(target.says), the target, lost \(oneDecimal(loss)) %"),
                    path.cite("the loss begins at \(start.says)"),
                ],
                next: [
                    "Run 100 packets from another network, and from the target back: mtr -rwbzc 100 \(path.target)",
                    "Show it to the provider of the network where the loss begins.",
                ])
        }
    }
}
