import CaseModel

/// How often a request that was made again and again failed, and how long it took.
struct SampleSummary {
    let count: Int
    /// Without an answer, with one of 5xx, or with one that broke off or came under a certificate that is not accepted.
    let failed: Int
    /// Between which parts of a hundred the true rate lies, 95 times of a hundred (Wilson 1927).
    let interval: (low: Double, high: Double)
    /// Milliseconds to the first byte that half, nine tenths and 99 of a hundred answers did not pass (nearest rank).
    let p50: Double?
    let p90: Double?
    let p99: Double?
    /// By data centre, protocol and family: how many, and how many of them failed.
    let byColo: [String: (count: Int, failed: Int)]
    let byProtocol: [String: (count: Int, failed: Int)]
    let byFamily: [String: (count: Int, failed: Int)]
    /// Answers by status, `none` without.
    let statuses: [String: Int]

    /// - Returns: `nil` without a sample.
    init?(_ exchanges: [HTTPExchange]) {
        guard !exchanges.isEmpty else { return nil }
        count = exchanges.count
        failed = exchanges.count(where: \.isFailing)
        interval = Self.wilson(failed, of: count)
        let times = exchanges.compactMap { $0.timings.firstByte?.milliseconds }.sorted()
        (p50, p90, p99) = (Self.rank(50, times), Self.rank(90, times), Self.rank(99, times))
        byColo = Self.counts(exchanges) { $0.ray?.colo }
        byProtocol = Self.counts(exchanges, by: \.version)
        byFamily = Self.counts(exchanges) { $0.remote.map { $0.address.isV4 ? "IPv4" : "IPv6" } }
        statuses = exchanges.reduce(into: [:]) { $0[$1.status.map(String.init) ?? "none", default: 0] += 1 }
    }

    /// `3 of 20 requests failed (15 %; 95 % sure: 5 % to 36 %), first byte 82 ms in the median, 140 ms at 90 %`.
    var sentence: String {
        let rate = Measure.percent(100 * Double(failed) / Double(count)) ?? ""
        let low = Measure.percent(interval.low) ?? ""
        let high = Measure.percent(interval.high) ?? ""
        var words =
            "\(failed) of \(Measure.count(count, "request")) failed (\(rate); 95 % sure: \(low) to \(high))"
        if let p50 = p50.flatMap({ Measure.milliseconds($0) }),
            let p90 = p90.flatMap({ Measure.milliseconds($0) })
        {
            words += ", first byte \(p50) in the median, \(p90) at 90 %"
        }
        let parts = [byColo, byProtocol, byFamily].filter { $0.count > 1 }.map { groups in
            groups.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.failed) of \($0.value.count)" }
                .joined(separator: ", ")
        }
        return words + parts.map { "; \($0)" }.joined()
    }

    private static func counts(_ exchanges: [HTTPExchange], by key: (HTTPExchange) -> String?)
        -> [String: (count: Int, failed: Int)]
    {
        exchanges.reduce(into: [:]) { counts, exchange in
            guard let name = key(exchange) else { return }
            counts[name, default: (0, 0)].count += 1
            if exchange.isFailing { counts[name, default: (0, 0)].failed += 1 }
        }
    }

    private static func rank(_ percent: Int, _ sorted: [Double]) -> Double? {
        sorted.isEmpty ? nil : sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
    }

    /// The score interval of a proportion, in parts of a hundred.
    static func wilson(_ failed: Int, of count: Int) -> (low: Double, high: Double) {
        guard count > 0 else { return (0, 100) }
        let (n, p, z) = (Double(count), Double(failed) / Double(count), 1.959963984540054)
        let middle = p + z * z / (2 * n)
        let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let whole = 1 + z * z / n
        return (100 * max(0, middle - spread) / whole, 100 * min(whole, middle + spread) / whole)
    }
}
