package import CaseModel
package import JSONBytes

/// How two recordings are compared.
package struct HARComparisonOptions: Sendable {
    /// Whether requests to different hosts are the same request.
    package var ignoresHost = false
    /// Times differ when they are further apart than this and by a quarter of the longer, milliseconds.
    package var thresholdMS = 250.0

    package init() {}
}

/// Pairs the requests of two recordings, A and B, and says what differs.
///
/// Requests pair by method, URL shape and their order among those of equal shape. Takes entries whose secrets are
/// removed already; holds a few hundred bytes of each.
package struct HARComparer: Sendable {
    /// Which recording an entry is of.
    package enum Side: Sendable { case a, b }

    /// Entries of each file that are compared; later ones are counted.
    static let entryLimit = 100_000

    let options: HARComparisonOptions
    var texts = InternedTexts(limit: 16 << 20)
    private var exchangesA: [HARExchange] = []
    private var exchangesB: [HARExchange] = []
    private var comparison = HARComparison()

    package init(_ options: HARComparisonOptions) { self.options = options }

    /// Takes an entry of one file; what is no object is counted alone.
    ///
    /// - Throws: `JSONError` when the bytes are not JSON.
    package mutating func add(_ bytes: [UInt8], index: Int, to side: Side) throws(JSONError) {
        let isFull = (side == .a ? exchangesA : exchangesB).count >= Self.entryLimit
        if side == .a { comparison.a.entries += 1 } else { comparison.b.entries += 1 }
        guard !isFull, bytes.first == UInt8(ascii: "{") else { return }
        let entry = try readHAREntry(bytes, index: index)
        var headers = HARHeaderReader()
        try headers.read(bytes.span, texts: &texts)
        let shape = URLShape.of(entry.url, ignoresHost: options.ignoresHost)
        let exchange = HARExchange(
            index: index, method: entry.method, url: Self.clipped(entry.url),
            key: texts.number("\(entry.method) \(shape)"), status: entry.status, bodyBytes: entry.bodyBytes,
            timeMS: entry.timeMS, headers: headers.headers)
        if side == .a { exchangesA.append(exchange) } else { exchangesB.append(exchange) }
    }

    /// Takes what made a file.
    package mutating func note(creator: String?, of side: Side) {
        if side == .a { comparison.a.creator = creator } else { comparison.b.creator = creator }
    }

    /// Adds a notice.
    package mutating func add(_ notice: Notice) { comparison.notices.append(notice) }

    /// The comparison of everything added so far.
    package func finish() -> HARComparison {
        var result = comparison
        result.ignoresHost = options.ignoresHost
        result.thresholdMS = options.thresholdMS
        for (side, name) in [(result.a, "A"), (result.b, "B")] where side.entries > Self.entryLimit {
            result.notices.append(
                Notice(
                    .warning, "\(name) has \(side.entries) entries; the first \(Self.entryLimit) are compared"
                ))
        }
        if texts.isFull {
            result.notices.append(Notice(.info, "values past 16 MB are compared and not shown"))
        }
        pair(&result)
        return result
    }

    private func pair(_ result: inout HARComparison) {
        var waiting: [UInt32: [Int]] = [:]
        for place in exchangesB.indices.reversed() {
            waiting[exchangesB[place].key, default: []].append(place)
        }
        var isPaired = [Bool](repeating: false, count: exchangesB.count)
        for before in exchangesA {
            guard let place = waiting[before.key]?.popLast() else {
                result.a.onlyCount += 1
                if result.a.only.count < HARComparison.listLimit { result.a.only.append(before.request) }
                continue
            }
            isPaired[place] = true
            result.pairs += 1
            let difference = difference(before, exchangesB[place], &result.noise)
            guard !difference.isEmpty else { continue }
            result.differing += 1
            if result.differences.count < HARComparison.listLimit { result.differences.append(difference) }
        }
        for place in exchangesB.indices where !isPaired[place] {
            result.b.onlyCount += 1
            if result.b.only.count < HARComparison.listLimit {
                result.b.only.append(exchangesB[place].request)
            }
        }
    }

    /// A URL's first 300 bytes, whole characters.
    private static func clipped(_ url: String) -> String {
        guard url.utf8.count > 300 else { return url }
        return String(decoding: url.utf8.prefix(300), as: UTF8.self) + "…"
    }
}
