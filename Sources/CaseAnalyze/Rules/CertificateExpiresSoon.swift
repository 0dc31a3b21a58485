import CaseFacts
import CaseModel

extension AnalysisRule {
    static let certificateExpiresSoon = AnalysisRule(
        "certificate-expires-soon", .context,
        help: "Says when a certificate has less than 14 days left.",
        needs: .any(.edge, .origin),
        against: "A renewal that is due before.",
        asks: [], source: .standard("RFC 5280 §4.1.2.5")
    ) { view, _ in
        view.certificates.compactMap { reading -> Finding? in
            guard
                let date = reading.problems.lazy.compactMap({ problem -> Timestamp? in
                    if case .expiresSoon(let date) = problem { date } else { nil }
                }).first
            else { return nil }
            let left = view.now.duration(to: date).components.seconds / 86_400
            let isOrigin = reading.step.leg == .origin
            let who = isOrigin ? "the origin" : "the edge"
            return Finding(
                "certificate-expires-soon",
                "the certificate \(who) shows for \(reading.host) expires in \(left) days",
                isOrigin ? .origin : .edgeConfiguration, .high, because: [reading.cite()],
                next: [
                    isOrigin
                        ? "Check that the renewal on the origin works."
                        : "Check the zone's edge certificates in the dashboard under SSL/TLS."
                ])
        }
    }
}
