import CaseFacts
import CaseModel

extension AnalysisRule {
    static let certificateExpired = AnalysisRule(
        "certificate-expired", .cause,
        help: "Says when a certificate has expired.",
        needs: .any(.edge, .origin),
        against: "A clock of this host that is wrong.",
        asks: [.chain], source: .standard("RFC 5280 §4.1.2.5")
    ) { view, _ in
        view.certificates.compactMap { reading -> Finding? in
            guard
                let date = reading.problems.lazy.compactMap({ problem -> Timestamp?? in
                    if case .expired(let date) = problem { .some(date) } else { nil }
                }).first
            else { return nil }
            let when = date.map { " on \($0.dateText)" } ?? ""
            let isOrigin = reading.step.leg == .origin
            let who = isOrigin ? "the origin" : "the edge"
            return Finding(
                "certificate-expired", "a certificate \(who) shows for \(reading.host) has expired\(when)",
                isOrigin ? .origin : .edgeConfiguration, .high, because: [reading.cite()],
                next: [
                    isOrigin
                        ? "Renew the certificate on the origin and reload the web server."
                        : "Check the zone's edge certificates in the dashboard under SSL/TLS."
                ])
        }
    }
}
