import CaseModel

/// Evidence that would settle a finding, and how to see that it is there already.
package struct EvidenceAsk: Sendable, Hashable {
    /// A phrase a sentence may go on with: `the origin's error log of the window`.
    package let words: String
    /// The kind that covers it; what no kind of evidence shows is always asked for.
    private let kind: EvidenceKind?
    private let count: Int

    private init(_ words: String, coveredBy kind: EvidenceKind? = nil, count: Int = 1) {
        self.words = words
        self.kind = kind
        self.count = count
    }

    static let originProbe = EvidenceAsk(
        "the same request straight to the origin (--origin ADDRESS)", coveredBy: .origin)
    static let originLog = EvidenceAsk(
        "the origin's access log of the window, with Ray ID and duration in each line (--log FILE)",
        coveredBy: .rayLog)
    static let errorLog = EvidenceAsk(
        "the origin's error log of the window (--log FILE)", coveredBy: .errorLog)
    static let har = EvidenceAsk(
        "a HAR of the failing page, taken while it fails (--har FILE)", coveredBy: .har)
    static let secondHAR = EvidenceAsk(
        "two HARs of the same page, one through the CDN and one straight to the origin", coveredBy: .har,
        count: 2)
    static let samples = EvidenceAsk(
        "the share that fails, of 20 requests and more (--samples 20)", coveredBy: .samples)
    static let trace = EvidenceAsk("/cdn-cgi/trace from an affected client", coveredBy: .trace)
    static let walk = EvidenceAsk("the delegation from the root of DNS, with DS records", coveredBy: .walk)
    static let lookups = EvidenceAsk("the name's addresses at several resolvers", coveredBy: .lookups)
    static let path = EvidenceAsk("mtr from an affected client to the site", coveredBy: .path)
    static let pathBack = EvidenceAsk(
        "mtr from the origin to a Cloudflare address out of the origin's log (--path-output FILE, or --reverse there)"
    )
    static let capture = EvidenceAsk(
        "a packet capture at the origin, filtered to Cloudflare's addresses, over one failing request")
    static let host = EvidenceAsk("what the hosting provider found at these times")
    static let securityEvent = EvidenceAsk("the Security Event of the Ray ID, with the rule that acted")
    static let record = EvidenceAsk("the DNS record as the dashboard shows it, proxied or not")
    static let assignedServers = EvidenceAsk("the name servers the zone was assigned, and the registrar")
    static let tunnelLog = EvidenceAsk("the log of cloudflared over the window")
    static let secondNetwork = EvidenceAsk("the same collection from another network")
    static let settings = EvidenceAsk("the SSL mode and the redirect rules of the zone")
    static let chain = EvidenceAsk("the whole certificate chain the origin sends", coveredBy: .origin)

    func isMissing(in view: EvidenceView) -> Bool {
        guard let kind else { return true }
        if count > 1, kind == .har { return view.hars.count < count }
        return !view.has(kind)
    }
}
