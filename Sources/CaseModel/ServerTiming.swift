/// What an edge says in `Server-Timing` of where the time went (W3C Server Timing; names of Cloudflare).
package struct ServerTiming: Sendable, Hashable {
    /// Milliseconds in the edge, and in waiting for the origin; `nil` when it does not say, and for an origin that was not asked.
    package var edgeMS: Double?
    package var originMS: Double?

    /// Reads a field's value; of a metric named twice the first counts.
    ///
    /// - Returns: `nil` when neither metric is in it.
    package init?(_ text: some StringProtocol) {
        for metric in text.prefix(4096).split(separator: ",").prefix(64) {
            let words = metric.split(separator: ";").map { word in
                String(word.filter { $0 != " " && $0 != "\t" }).lowercased()
            }
            guard let name = words.first, name == "cfedge" || name == "cforigin",
                let duration = words.first(where: { $0.hasPrefix("dur=") }).flatMap({
                    Double($0.dropFirst(4))
                }), duration >= 0, duration < 1_000_000_000
            else { continue }
            if name == "cfedge" { edgeMS = edgeMS ?? duration } else { originMS = originMS ?? duration }
        }
        guard edgeMS != nil || originMS != nil else { return nil }
    }
}
