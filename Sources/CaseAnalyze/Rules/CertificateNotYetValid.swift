import CaseFacts
import CaseModel

extension AnalysisRule {
    static let certificateNotYetValid = AnalysisRule(
        "certificate-not-yet-valid", .cause,
        help: "Says when a certificate's first day has not come yet.",
        needs: .any(.edge, .origin),
        against: "A clock of this host that is wrong.",
        asks: [.chain], source: .standard("RFC 5280 §4.1.2.5")
    ) { view, _ in
        view.certificates.compactMap { reading -> Finding? in
            guard
                reading.problems.contains(where: { problem in
                    if case .notYetValid = problem { true } else { false }
                })
            else { return nil }
            let isOrigin = reading.step.leg == .origin
            let who = isOrigin ? "the origin" : "the edge"
            return Finding(
                "certificate-not-yet-valid",
                "the certificate \(who) shows for \(reading.host) is not valid yet",
                isOrigin ? .origin : .edgeConfiguration, .high, because: [reading.cite()],
                next: [
                    isOrigin
                        ? "Check the clock of this host first; then install a certificate that is valid today on the origin."
                        : "Check the zone's edge certificates in the dashboard under SSL/TLS."
                ])
        }
    }
}
