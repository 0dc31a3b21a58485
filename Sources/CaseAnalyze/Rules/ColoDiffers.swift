import CaseFacts
import CaseModel

extension AnalysisRule {
    static let coloDiffers = AnalysisRule(
        "colo-differs", .lead,
        help: "Says when requests fail in some data centres of the edge and are answered in others.",
        needs: .any(.samples, .har), against: "A failure in the other data centres at another time.",
        asks: [.secondNetwork, .pathBack, .samples], source: .evidence
    ) { view, _ in
        let sampled = view.ways.filter { $0.probe.way == .samples && $0.leg == .edge }.compactMap { step in
            finding(
                step.exchanges.compactMap { exchange in
                    exchange.ray?.colo.map { ($0, exchange.isFailing) }
                }, step.host
            ) { step.cite($0) }
        }
        var byHost: [String: [(String, Bool)]] = [:]
        for har in view.hars {
            for entry in har.summary.withRay where view.concerns(entry.host) {
                guard let colo = entry.ray?.colo, let host = entry.host else { continue }
                byHost[host, default: []].append((colo, (entry.status ?? 599) >= 500))
            }
        }
        return sampled
            + byHost.sorted { $0.key < $1.key }.prefix(10).compactMap { host, answers in
                finding(answers, host) { view.hars.first?.cite($0) }
            }
    }

    /// Judges answers by the data centre each came from and whether it failed.
    private static func finding(
        _ answers: [(String, Bool)], _ host: String, _ cite: (String) -> Finding.Citation?
    ) -> Finding? {
        var counts: [String: (count: Int, failed: Int)] = [:]
        for (colo, hasFailed) in answers {
            counts[colo, default: (0, 0)].count += 1
            if hasFailed { counts[colo, default: (0, 0)].failed += 1 }
        }
        // Fewer than three of one kind may be chance.
        let bad = counts.filter { $0.value.count >= 3 && $0.value.failed * 2 > $0.value.count }.keys.sorted()
        let good = counts.filter { $0.value.count >= 3 && $0.value.failed == 0 }.keys.sorted()
        guard !bad.isEmpty, !good.isEmpty else { return nil }
        return Finding(
            "colo-differs",
            "\(host) fails in \(bad.joined(separator: ", ")) and is answered in \(good.joined(separator: ", "))",
            .undetermined, .likely,
            because: (bad + good).map { colo in
                cite("\(colo): \(counts[colo]?.failed ?? 0) of \(counts[colo]?.count ?? 0) failed")
            },
            next: [
                "Look whether the origin lets in all blocks of the edge: each data centre asks from other addresses.",
                "Give support the Ray IDs of failures from each of these data centres.",
            ])
    }
}
