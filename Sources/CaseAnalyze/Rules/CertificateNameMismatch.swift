import CaseFacts
import CaseModel

extension AnalysisRule {
    static let certificateNameMismatch = AnalysisRule(
        "certificate-name-mismatch", .cause,
        help: "Says when a certificate does not cover the host it is shown for.",
        needs: .any(.edge, .origin),
        against: "A name of the certificate that covers the host.",
        asks: [.chain], source: .standard("RFC 9525 §6.3")
    ) { view, _ in
        view.certificates.compactMap { reading -> Finding? in
            // One star too high has a rule of its own.
            guard reading.problems.contains(.nameMismatch), reading.starAbove == nil else { return nil }
            let isOrigin = reading.step.leg == .origin
            let who = isOrigin ? "the origin" : "the edge"
            return Finding(
                "certificate-name-mismatch", "the certificate \(who) shows does not cover \(reading.host)",
                isOrigin ? .origin : .edgeConfiguration, .high, because: [reading.cite()],
                next: [
                    isOrigin
                        ? "Install a certificate on the origin that names this host; check that the origin looks at SNI."
                        : "Check the zone's edge certificates in the dashboard under SSL/TLS."
                ])
        }
    }
}
