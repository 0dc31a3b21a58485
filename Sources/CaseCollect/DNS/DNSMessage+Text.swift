package import CaseModel

extension DNSMessage {
    /// The message as dig 9.18 prints it, the times in UTC.
    ///
    /// The first line names this program, as it is not dig that asked.
    ///
    /// - Parameters:
    ///   - server: Who answered; the port is 53 when missing.
    ///   - transport: What the answer came over.
    ///   - queryTime: From query to answer; printed in whole milliseconds.
    ///   - at: When the answer came.
    ///   - size: Of the message on the wire, in bytes.
    ///   - probe: What was asked.
    ///   - remarks: What happened before the answer, a line each.
    /// - Returns: Lines of ASCII and, in extended errors, of printable Unicode; the last ends with a newline.
    package func dnsText(
        server: Endpoint, transport: DNSEvidence.Transport, queryTime: Duration, at: Timestamp, size: Int,
        probe: DNSProbe, remarks: [String] = []
    ) -> String {
        var text = DigText()
        text.line("; <<>> casefile <<>> \(probe.arguments)")
        for remark in remarks { text.line(";; \(remark)") }
        text.line(";; Got answer:")
        text.header(self)
        if let edns { text.options(edns) }
        if !questions.isEmpty { text.questions(questions) }
        text.section("ANSWER", answers)
        text.section("AUTHORITY", authority)
        text.section("ADDITIONAL", additional)
        text.line(";; Query time: \(queryTime.nanoseconds / 1_000_000) msec")
        let address = server.address
        text.line(
            ";; SERVER: \(address)#\(server.port ?? probe.carrier.port)(\(address)) (\(transport.digWord))")
        text.line(";; WHEN: \(DigText.when(at))")
        text.line(";; MSG SIZE  rcvd: \(size)")
        return text.text
    }
}

extension DNSEvidence.Transport {
    /// As dig says it.
    fileprivate var digWord: String {
        switch self {
        case .udp: "UDP"
        case .tcp: "TCP"
        case .tls: "TLS"
        case .https: "HTTPS"
        }
    }
}

extension DNSMessage.ExtendedError {
    /// The registered words for the code (RFC 8914 §5.2 and the IANA registry, 2025-06), if there are any.
    package var name: String? {
        let names = [
            "Other", "Unsupported DNSKEY Algorithm", "Unsupported DS Digest Type", "Stale Answer",
            "Forged Answer", "DNSSEC Indeterminate", "DNSSEC Bogus", "Signature Expired",
            "Signature Not Yet Valid", "DNSKEY Missing", "RRSIGs Missing", "No Zone Key Bit Set",
            "NSEC Missing", "Cached Error", "Not Ready", "Blocked", "Censored", "Filtered", "Prohibited",
            "Stale NXDOMAIN Answer", "Not Authoritative", "Not Supported", "No Reachable Authority",
            "Network Error", "Invalid Data", "Signature Expired before Valid", "Too Early",
            "Unsupported NSEC3 Iterations Value", "Unable to conform to policy", "Synthesized",
            "Invalid Query Type",
        ]
        return Int(code) < names.count ? names[Int(code)] : nil
    }
}
