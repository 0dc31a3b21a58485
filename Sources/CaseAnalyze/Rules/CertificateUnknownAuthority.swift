import CaseFacts
import CaseModel

extension AnalysisRule {
    static let certificateUnknownAuthority = AnalysisRule(
        "certificate-unknown-authority", .lead,
        help:
            "Says when a certificate's authority is not trusted, and when that is as it should be behind the CDN.",
        needs: .any(.edge, .origin),
        against: "A store of authorities of this host that is old, or one of its own that is missing here.",
        asks: [.chain], source: .standard("RFC 5280 §6")
    ) { view, _ in
        view.certificates.compactMap { reading -> Finding? in
            let isOrigin = reading.step.leg == .origin
            if reading.problems.contains(.originAuthority) {
                return isOrigin ? Self.originAuthority(reading) : Self.exposed(reading)
            }
            guard reading.problems.contains(.unknownAuthority) else { return nil }
            return Finding(
                "certificate-unknown-authority",
                "no authority known here signed the certificate \(isOrigin ? "the origin" : "the edge") shows for "
                    + reading.host, isOrigin ? .origin : .client, isOrigin ? .likely : .possible,
                because: [reading.cite()],
                next: isOrigin
                    ? [
                        "Send the whole chain from the origin; mode strict wants a public authority or the Cloudflare Origin CA."
                    ]
                    : ["Look for a proxy or virus scanner on this network that opens TLS connections."])
        }
    }

    private static func originAuthority(_ reading: CertificateReading) -> Finding? {
        Finding(
            "certificate-unknown-authority-origin-ca",
            "the origin's certificate for \(reading.host) is from the Cloudflare Origin CA: right behind the CDN, "
                + "though a direct visitor would be warned", .benign, .high, because: [reading.cite()])
    }

    private static func exposed(_ reading: CertificateReading) -> Finding? {
        Finding(
            "certificate-unknown-authority-exposed",
            "visitors of \(reading.host) are shown a Cloudflare Origin CA certificate, so they bypass the CDN",
            .edgeConfiguration, .likely, because: [reading.cite()],
            next: [
                "Switch the record to proxied, or install a certificate of a public authority on the origin."
            ])
    }
}
