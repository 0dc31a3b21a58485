import CaseFacts
import CaseModel

extension AnalysisRule {
    static let certificateRevoked = AnalysisRule(
        "certificate-revoked", .cause,
        help:
            "Says when a server itself proves that its certificate was revoked, or sends a proof that is not valid.",
        needs: .all(.ways), against: "A proof that is older than a new certificate.", asks: [.chain],
        source: .standard("RFC 6960 §2.2")
    ) { view, _ in
        var seen: Set<String> = []
        return view.ways.filter { $0.probe.way == .staple }.compactMap { step -> Finding? in
            guard let staple = step.last?.tls?.staple, ["revoked", "invalid"].contains(staple) else {
                return nil
            }
            let who = step.leg == .origin ? "origin" : "edge"
            guard seen.insert(who + staple).inserted else { return nil }
            let says =
                staple == "revoked"
                ? "the certificate of the \(who) was revoked, by the proof it sends itself"
                : "the \(who) sends a proof about its certificate that is not valid (OCSP)"
            return Finding(
                "certificate-revoked-\(who)" + (staple == "invalid" ? "-proof" : ""), says,
                step.leg == .origin ? .origin : .edgeConfiguration, staple == "revoked" ? .high : .possible,
                because: [step.cite("OCSP: \(staple)")],
                next: [
                    staple == "revoked"
                        ? "Order a new certificate and put it in place."
                        : "Let the server fetch a new proof, and check its clock."
                ])
        }
    }
}
