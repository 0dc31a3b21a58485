import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge526 = AnalysisRule(
        "edge-526", .cause,
        help: "Says what is wrong with the origin's certificate (526).",
        needs: .any(.edge, .har),
        against:
            "A certificate of the origin that is in date, covers the name and comes from a known authority.",
        asks: [.chain, .originProbe], source: .error(526)
    ) { view, facts in
        view.edgeFindings(526) { error, origin in
            let check =
                "Read the chain: openssl s_client -connect ORIGIN:443 -servername \(error.host) -showcerts </dev/null"
            if case .notProbed = origin { return error.unknownOrigin(facts, next: [check]) }
            let reading = view.certificates.first { $0.step.leg == .origin && $0.host == error.host }
            if let reading, let words = Self.complaint(reading) {
                return error.finding(
                    "origin-certificate", "the origin's certificate \(words)", .origin, .high, origin: origin,
                    facts: facts, next: [check], more: [reading.cite()])
            }
            if case .failed(_, let failure) = origin {
                return error.originFails(failure, origin, facts, next: [check])
            }
            if let reading, reading.problems.contains(.originAuthority) {
                return error.finding(
                    "origin-authority",
                    "the origin's certificate is from the Cloudflare Origin CA and in order, which mode strict takes",
                    .undetermined, .possible, origin: origin, facts: facts,
                    next: [
                        "Check that the record's address is this origin; a Worker or a Gateway in between knows that authority not.",
                        check,
                    ], more: [reading.cite()])
            }
            return error.finding(
                "origin-answers", "nothing is wrong with the certificate the origin shows this host", .origin,
                .possible,
                origin: origin, facts: facts,
                next: [
                    "Check that the DNS record's address is the origin that was probed, and that the chain is complete.",
                    check,
                ], more: [reading?.cite()])
        }
    }

    private static func complaint(_ reading: CertificateReading) -> String? {
        for problem in reading.problems {
            switch problem {
            case .expired(let date): return "has expired" + (date.map { " on \($0.dateText)" } ?? "")
            case .notYetValid: return "is not valid yet"
            default: continue
            }
        }
        if reading.problems.contains(.nameMismatch) { return "does not cover the name" }
        if reading.problems.contains(.unknownAuthority) {
            return reading.isSelfSigned
                ? "is signed by itself"
                : "comes from no authority the edge trusts, or its chain is incomplete"
        }
        return nil
    }
}

extension CertificateReading {
    /// Whether nobody but its holder vouches for it.
    fileprivate var isSelfSigned: Bool {
        certificate.map { $0.subject == $0.issuer } ?? false
    }
}
