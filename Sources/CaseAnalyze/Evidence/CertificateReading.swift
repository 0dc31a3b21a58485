import CaseModel

/// A certificate a server showed, and what is wrong with it for the host it was asked for.
struct CertificateReading {
    enum Problem: Hashable {
        case expired(Timestamp?)
        case notYetValid(Timestamp?)
        case expiresSoon(Timestamp)
        case nameMismatch
        case unknownAuthority
        /// Not trusted by browsers, accepted by the edge in every mode.
        case originAuthority
    }

    let step: WebStep
    let host: String
    let certificate: Certificate?
    let problems: Set<Problem>

    /// Certificates with less than this left are worth a word.
    private static let soon = Duration.seconds(14 * 86_400)

    init?(_ step: WebStep, _ exchange: HTTPExchange, now: Timestamp) {
        let isTLSFailure = exchange.failure?.operation == .tls
        guard exchange.tls != nil || isTLSFailure else { return nil }
        self.step = step
        host = exchange.url.host.description
        certificate = exchange.tls?.chain.first
        var problems: Set<Problem> = []
        let complaint =
            (exchange.tls?.verifyError ?? "").lowercased() + " "
            + (exchange.failure?.detail ?? "").lowercased()
        let code = exchange.failure?.code
        if let problem = Self.dates(certificate, complaint, now) { problems.insert(problem) }
        if Self.misnames(certificate, host, complaint, code) { problems.insert(.nameMismatch) }
        if Self.isUnknown(complaint) || code == .tlsUnknownAuthority {
            let issuer = certificate?.issuer.lowercased() ?? ""
            problems.insert(issuer.contains("cloudflare origin") ? .originAuthority : .unknownAuthority)
        }
        self.problems = problems
    }

    private static func dates(_ certificate: Certificate?, _ complaint: String, _ now: Timestamp) -> Problem?
    {
        if let notAfter = certificate?.notAfter {
            if notAfter < now { return .expired(notAfter) }
            if let notBefore = certificate?.notBefore, notBefore > now { return .notYetValid(notBefore) }
            // An intermediate may have expired even when the leaf has not.
            if complaint.contains("has expired") { return .expired(nil) }
            return now.duration(to: notAfter) < soon ? .expiresSoon(notAfter) : nil
        }
        if complaint.contains("has expired") { return .expired(nil) }
        return complaint.contains("not yet valid") ? .notYetValid(nil) : nil
    }

    private static func misnames(
        _ certificate: Certificate?, _ host: String, _ complaint: String, _ code: FailureCode?
    ) -> Bool {
        if let names = certificate?.names, !names.isEmpty { return !names.contains { covers($0, host) } }
        return code == .tlsInvalidHostname || complaint.contains("hostname mismatch")
    }

    private static func isUnknown(_ complaint: String) -> Bool {
        [
            "self-signed", "self signed", "unable to get local issuer", "unable to get issuer",
            "unable to verify the first certificate", "unknown ca",
        ].contains { complaint.contains($0) }
    }

    /// Whether a name of a certificate covers a host; a star stands for one label (RFC 9525 §6.3).
    static func covers(_ name: String, _ host: String) -> Bool {
        let name = name.lowercased()
        let host = host.lowercased()
        if let wanted = IPAddress(host) { return IPAddress(name) == wanted }
        guard name.hasPrefix("*.") else { return name == host }
        guard let dot = host.firstIndex(of: "."), dot > host.startIndex else { return false }
        return host[dot...] == name.dropFirst()
    }

    /// Cites the step with the dates and names.
    func cite() -> Finding.Citation? {
        let who = step.leg == .origin ? "the origin" : "the edge"
        guard let certificate else {
            return step.cite("\(who): \(step.failure?.says ?? "the certificate is not accepted")")
        }
        let names = certificate.names.prefix(4).joined(separator: ", ")
        return step.cite(
            "\(who) showed a certificate" + (names.isEmpty ? "" : " for \(names)")
                + (certificate.notAfter.map { ", valid until \($0)" } ?? "")
                + ", issued by \(certificate.issuer)")
    }
}

extension EvidenceView {
    /// One reading a leg and host, in plan order.
    var certificates: [CertificateReading] {
        var seen: Set<String> = []
        var readings: [CertificateReading] = []
        for step in web where step.leg != .trace {
            for exchange in step.exchanges {
                guard let reading = CertificateReading(step, exchange, now: now) else { continue }
                let leaf = reading.certificate.map { "\($0.issuer) \($0.serial ?? "")" } ?? ""
                guard seen.insert("\(step.leg) \(reading.host) \(leaf)").inserted else { continue }
                readings.append(reading)
            }
        }
        return readings
    }
}
