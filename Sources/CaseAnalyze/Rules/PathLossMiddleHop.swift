import CaseFacts
import CaseModel

extension AnalysisRule {
    static let pathLossMiddleHop = AnalysisRule(
        "path-loss-middle-hop", .context,
        help:
            "Says when a router on the way answers few probes though the target answers them: it limits its answers.",
        needs: .all(.path),
        against: "Loss at the target too.",
        asks: [], source: .evidence
    ) { view, _ in
        Finding.merged(view.paths) { path in
            guard let target = path.targetHop, let end = target.loss, end < 5 else { return nil }
            let lossy = path.record.hops.dropLast().filter { hop in
                !hop.isSilent && hop.loss.map { $0 >= 10 } ?? false
            }
            guard !lossy.isEmpty else { return nil }
            return Finding(
                "path-loss-middle-hop",
                "loss at \(lossy.count == 1 ? "a middle hop" : "\(lossy.count) middle hops") towards \(path.target) does "
                    + "not reach the target: routers limit their own answers", .benign, .high,
                because: lossy.prefix(4).map { path.cite("\($0.says) lost \(oneDecimal($0.loss ?? 0)) %") }
                    + [path.cite("\(target.says), the target, lost \(oneDecimal(end)) %")])
        }
    }
}
