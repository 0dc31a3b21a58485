import CaseFacts
import CaseModel

extension AnalysisRule {
    static let certificateDepth = AnalysisRule(
        "certificate-depth", .cause,
        help: "Says when a name lies deeper than the certificate's star reaches, as under Universal SSL.",
        needs: .any(.edge, .origin, .har), against: "Another name of the certificate that covers the host.",
        asks: [.settings], source: .standard("RFC 9525 §6.3")
    ) { view, _ in
        let shown = view.certificates.compactMap { reading -> Finding? in
            guard let star = reading.starAbove else { return nil }
            let isOrigin = reading.step.leg == .origin
            return Finding(
                "certificate-depth",
                "\(reading.host) lies deeper than \(star) reaches, and the certificate \(isOrigin ? "the origin" : "the edge") "
                    + "shows has no name that does", isOrigin ? .origin : .edgeConfiguration, .high,
                because: [reading.cite()], next: [isOrigin ? Self.originAdvice : Self.edgeAdvice])
        }
        return shown.isEmpty ? refused(view) : shown
    }

    private static let edgeAdvice =
        "Order an advanced or custom certificate that names the host, or use a name one label below the zone."
    private static let originAdvice = "Install a certificate on the origin that names the host itself."

    /// An edge without a certificate for a name ends the handshake; browsers name that in words of their own.
    private static func refused(_ view: EvidenceView) -> [Finding] {
        var seen: Set<String> = []
        let zone = view.incident.zone.description
        return view.failedEntries.compactMap { har, entry -> Finding? in
            guard let host = entry.host, host.hasSuffix("." + zone),
                host.dropLast(zone.count + 1).contains("."), let error = entry.error,
                error.contains("ERR_SSL_VERSION_OR_CIPHER_MISMATCH")
                    || error.contains("SSL_ERROR_NO_CYPHER_OVERLAP"), seen.insert(host).inserted
            else { return nil }
            return Finding(
                "certificate-depth-refused",
                "the browser got no handshake for \(host), which lies two labels below the zone: its certificate may not reach "
                    + "so deep", .edgeConfiguration, .likely, because: [har.cite(entry)], next: [edgeAdvice])
        }
    }
}

extension CertificateReading {
    /// The star of the certificate that covers a name above the host, when no name covers the host itself.
    var starAbove: String? {
        guard problems.contains(.nameMismatch), let names = certificate?.names else { return nil }
        return names.first { name in
            name.hasPrefix("*.") && name.dropFirst(2).contains(".")
                && host.lowercased().hasSuffix(name.dropFirst().lowercased())
        }
    }
}
