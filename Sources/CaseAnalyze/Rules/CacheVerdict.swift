import CaseFacts
import CaseModel

extension AnalysisRule {
    static let cacheVerdict = AnalysisRule(
        "cache-verdict", .context,
        help: "Says what the cache does with a URL that was asked three times, and by which header.",
        needs: .all(.edge, .ways),
        against: "Another data centre, which has a cache of its own, answering one of the requests.",
        asks: [], source: .standard("RFC 9111 §3")
    ) { view, _ in
        view.ways.filter { $0.probe.way == .cache && $0.leg == .edge }.compactMap { step -> Finding? in
            let main = view.web.first { $0.leg == .edge && $0.probe.url == step.probe.url }
            let exchanges = (main?.exchanges.suffix(1) ?? []) + step.exchanges
            let states = exchanges.compactMap { $0.field("cf-cache-status")?.uppercased() }
            guard !states.isEmpty, states.count == exchanges.count, let last = exchanges.last,
                !exchanges.contains(where: \.isFailing)
            else { return nil }
            let colos = Set(exchanges.compactMap { $0.ray?.colo })
            let verdict = CacheReading(states, last).verdict
            return Finding(
                "cache-verdict-\(verdict.id)", "\(step.host): \(verdict.says)", verdict.attribution, .likely,
                because: [
                    step.cite("cf-cache-status: \(states.joined(separator: ", then "))"),
                    step.cite(CacheReading.fields(of: last)),
                ],
                against: colos.count > 1
                    ? [
                        step.cite(
                            "\(colos.count) data centres answered (\(colos.sorted().joined(separator: ", ")))"
                        )
                    ] : [],
                next: verdict.next.map { [$0] } ?? [])
        }
    }
}

/// Reads the cache's words for the same URL asked in a row.
struct CacheReading {
    struct Verdict {
        let id: String
        let says: String
        let attribution: Finding.Attribution
        let next: String?
    }

    private let states: [String]
    private let last: HTTPExchange

    init(_ states: [String], _ last: HTTPExchange) {
        self.states = states
        self.last = last
    }

    /// What decides about caching, as the answer has it.
    static func fields(of exchange: HTTPExchange) -> String {
        let names = ["cache-control", "cdn-cache-control", "expires", "age", "vary", "last-modified", "etag"]
        var shown = names.compactMap { name in exchange.field(name).map { "\(name): \($0.prefix(80))" } }
        if exchange.field("set-cookie") != nil { shown.append("set-cookie is there") }
        return shown.isEmpty ? "the answer has no header about caching" : shown.joined(separator: "; ")
    }

    var verdict: Verdict {
        let kinds = Set(states)
        let fresh: Set = ["HIT", "REVALIDATED", "UPDATING"]
        if kinds.isSubset(of: fresh) {
            return Verdict(id: "hit", says: "the cache has it and serves it", attribution: .benign, next: nil)
        }
        if let last = states.last, fresh.contains(last) {
            return Verdict(
                id: "stored", says: "the cache stored it when it was asked for and serves it from then on",
                attribution: .benign, next: nil)
        }
        if kinds.contains("STALE") {
            return Verdict(
                id: "stale", says: "the cache serves an old copy, for it could not renew it",
                attribution: .origin,
                next: "Ask the origin directly: what is not in the cache may fail.")
        }
        if kinds.contains("EXPIRED") {
            return Verdict(
                id: "expired",
                says: "the cache has a copy that is out of date each time it is asked",
                attribution: .undetermined,
                next: "Look at max-age and expires of the answer: it may be stored for less than a second.")
        }
        if kinds == ["DYNAMIC"] {
            return Verdict(
                id: "dynamic",
                says: "the cache does not take it: its kind is not cached unless a rule says so",
                attribution: .benign, next: "If it should be cached, add a cache rule that makes it eligible."
            )
        }
        if kinds.contains("BYPASS") { return bypass }
        if kinds.isSubset(of: ["NONE", "UNKNOWN", "NONE/UNKNOWN"]) {
            return Verdict(
                id: "before",
                says: "it was answered before the cache was asked, by a Worker, a redirect or a rule",
                attribution: .benign, next: nil)
        }
        return Verdict(
            id: "never",
            says: "the cache is asked and never has it, though it was asked for again a second later",
            attribution: .undetermined,
            next:
                "Look at cache-control, vary and set-cookie of the answer, and at whether one data centre answered."
        )
    }

    private var bypass: Verdict {
        let control = last.field("cache-control")?.lowercased() ?? ""
        let word = ["no-store", "private", "no-cache", "max-age=0"].first { control.contains($0) }
        let reason =
            word.map { "the origin says cache-control: \($0)" }
            ?? (last.field("set-cookie") != nil
                ? "the answer sets a cookie" : "a rule or the request says so")
        return Verdict(
            id: "bypass", says: "the cache lets it pass: \(reason)",
            attribution: word == nil ? .undetermined : .origin,
            next:
                "If it should be cached, let the origin say for how long (cache-control: public, max-age=…), and set no cookie on it."
        )
    }
}
