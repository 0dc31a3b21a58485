import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edgeUnreachable = AnalysisRule(
        "edge-unreachable", .cause,
        help: "Says when no answer of any kind comes from where the name leads.",
        needs: .all(.edge),
        against: "An answer of the same name to this host, of any status.",
        asks: [.path, .secondNetwork], source: .evidence
    ) { view, _ in
        var seen: Set<String> = []
        return view.web.compactMap { step -> Finding? in
            guard step.leg == .edge, let failure = step.failure, step.status == nil,
                [.connect, .tls, .request, .response].contains(failure.operation),
                !Self.isCertificate(failure.code), seen.insert(step.host).inserted
            else { return nil }
            let others = view.web.filter { $0.leg != .origin && $0.host == step.host && $0.status != nil }
            let isLocal = failure.code == .networkUnreachable
            return Finding(
                "edge-unreachable", "\(step.host) gives no answer to this host: \(failure.says)",
                isLocal ? .client : .path, others.isEmpty ? .likely : .possible,
                because: [step.cite()], against: others.prefix(3).map { $0.cite() },
                next: [
                    "Try from another network; no Ray ID exists for a connection that failed, so send the path instead.",
                    "mtr -rwbzc 50 \(step.last?.remote?.address.description ?? step.host)",
                ])
        }
    }

    private static func isCertificate(_ code: FailureCode) -> Bool {
        switch code {
        case .tlsUnknownAuthority, .tlsInvalidHostname, .tlsInvalidCertificate: true
        default: false
        }
    }
}
