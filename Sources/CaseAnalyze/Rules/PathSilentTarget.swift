import CaseFacts
import CaseModel

extension AnalysisRule {
    static let pathSilentTarget = AnalysisRule(
        "path-silent-target", .context,
        help:
            "Says when a path does not show its target though connections to it succeed: probes are filtered.",
        needs: .either([.path, .edge], [.path, .origin]),
        against: "Connections that fail.",
        asks: [], source: .evidence
    ) { view, _ in
        Finding.merged(view.paths) { path in
            guard view.isUnreached(path),
                let step = view.connections(to: path).first(where: \.isConnected)
            else { return nil }
            return Finding(
                "path-silent-target",
                "the path does not show \(path.target), yet connections to it succeed: it filters path probes",
                .benign,
                .high,
                because: [
                    path.cite("the last of \(path.record.hops.count) hops is not the target"), step.cite(),
                ])
        }
    }
}

extension EvidenceView {
    /// Requests that went where a path leads.
    func connections(to path: PathTrace) -> [WebStep] {
        web.filter { step in
            if step.host == path.target {
                return path.probe.map { ($0.leg == .origin) == (step.leg == .origin) } ?? true
            }
            let address = IPAddress(path.target) ?? path.record.targetAddress
            return address != nil
                && (step.last?.remote?.address == address || step.probe.pin?.address == address)
        }
    }
}

extension WebStep {
    /// Whether a connection was made.
    var isConnected: Bool { exchanges.contains { $0.timings.connect != nil || $0.status != nil } }
}
