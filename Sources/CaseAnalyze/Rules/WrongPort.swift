import CaseFacts
import CaseModel

extension AnalysisRule {
    static let wrongPort = AnalysisRule(
        "wrong-port", .cause,
        help: "Says when HTTPS is spoken to a port of HTTP, or HTTP to one of HTTPS.",
        needs: .any(.origin, .log), against: "A handshake on the same port that succeeds.",
        asks: [.settings], source: .standard("RFC 8446 §5.1")
    ) { view, _ in
        [probed(view)].compactMap { $0 }
            + view.logs.compactMap { log -> Finding? in
                guard log.evidence.handshakes > 0 else { return nil }
                let count = log.evidence.handshakes
                // Scanners do so too; a share says more than a count.
                let isMuch = count * 20 >= log.evidence.summary.parsed
                return Finding(
                    "wrong-port-log",
                    "the origin's log has \(counted(count, "TLS handshake")) on a port that speaks plain HTTP",
                    isMuch ? .origin : .undetermined, isMuch ? .likely : .possible,
                    because: [
                        log.cite("\(count) of \(log.evidence.summary.parsed) requests begin with \\x16\\x03")
                    ],
                    next: [
                        "Let the port the SSL mode uses (443 in full and strict) speak TLS: nginx listen 443 ssl; Apache SSLEngine on."
                    ])
            }
    }

    private static func probed(_ view: EvidenceView) -> Finding? {
        let direct = view.web.filter { $0.leg == .origin }
        let plain = direct.first { step in
            let detail = (step.failure?.detail ?? "").lowercased()
            return step.failure?.operation == .tls
                && ["wrong version number", "packet length too long", "http request"].contains(
                    where: detail.contains)
        }
        let secured = direct.first { step in
            guard step.status == 400, let last = step.last, last.url.scheme == .http else { return false }
            let body = String(decoding: last.body.bytes.prefix(2048), as: UTF8.self).lowercased()
            return body.contains("plain http request was sent to https port")
                || body.contains("speaking plain http to an ssl-enabled server port")
        }
        guard let step = plain ?? secured else { return nil }
        return Finding(
            "wrong-port",
            plain != nil
                ? "the origin's port speaks plain HTTP, and was asked with TLS"
                : "the origin's port speaks TLS, and was asked in plain HTTP", .origin, .high,
            because: [step.cite()],
            next: [
                "Compare the port and the SSL mode with what the server has there: openssl s_client -connect ORIGIN:PORT."
            ])
    }
}
