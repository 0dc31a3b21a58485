import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge1000 = AnalysisRule(
        "edge-1000", .cause,
        help: "Says which address or proxy leads the edge back to itself (1000, 1002).",
        needs: .any(.edge, .trace),
        against: "An origin address outside the CDN that answers without its mark.",
        asks: [.record, .originProbe], source: .error(1000)
    ) { view, facts in
        view.numberFindings([1000, 1002], facts) { error, _ in
            let direct = view.web.filter { $0.leg == .origin && $0.host == error.host }
            let pinned = direct.first { step in step.probe.pin.map { facts.isProxy($0.address) } ?? false }
            if let pinned, let address = pinned.probe.pin?.address {
                return NumberReading(
                    variant: "origin-is-edge",
                    says: "the origin that was given, \(address), is an address of the CDN itself",
                    confidence: .high, because: [pinned.cite("asked at \(address), a block of the CDN")],
                    next: ["Put the web server's own address into the record."])
            }
            if let looped = direct.first(where: { $0.exchanges.contains { $0.ray != nil } }) {
                return NumberReading(
                    variant: "origin-proxied",
                    says: "the origin's own answer comes through the CDN: a proxy there leads back to it",
                    confidence: .likely, because: [looped.cite("\(looped.says), with a cf-ray")],
                    next: [
                        "Let the proxy at the origin ask the application's own address, not a name that is proxied."
                    ])
            }
            if let sent = error.steps.first(where: \.sentEdgeFields) { return clientFields(sent) }
            let clean = direct.first { $0.status != nil }
            return NumberReading(
                variant: "",
                says:
                    "a record or a proxy of the zone leads back to the CDN, or the client sent fields only the edge may send",
                confidence: clean == nil ? .likely : .possible, against: [clean?.cite()],
                next: [
                    "Read the record in the dashboard: it may hold neither an address of the CDN nor a proxied name."
                ])
        }
    }

    private static func clientFields(_ sent: WebStep) -> NumberReading {
        NumberReading(
            variant: "client-fields", says: "the request itself sent fields only the edge may send",
            confidence: .high, attribution: .client,
            because: [sent.cite("the request has CF-Connecting-IP, or X-Forwarded-For twice")],
            next: ["Leave these fields out of the request (--header)."])
    }
}

extension WebStep {
    /// Whether the request claims to come from an edge, or twice from somebody else.
    fileprivate var sentEdgeFields: Bool {
        exchanges.contains { exchange in
            let names = exchange.requestFields.map { $0.name.lowercased() }
            return names.contains("cf-connecting-ip") || names.count { $0 == "x-forwarded-for" } > 1
        }
    }
}
