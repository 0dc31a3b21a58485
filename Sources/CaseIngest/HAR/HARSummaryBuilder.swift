package import CaseModel
import JSONBytes

/// Sums up a HAR entry by entry; its size is bounded whatever the file's.
package struct HARSummaryBuilder: Sendable {
    private var summary = HARSummary()
    private var statuses = BoundedCounts<Int>(limit: 1000)
    private var methods = BoundedCounts<String>(limit: 64)
    private var hosts = BoundedCounts<String>(limit: 10_000)
    private var protocols = BoundedCounts<String>(limit: 64)
    private var colos = BoundedCounts<String>(limit: 1000)
    private var caches = BoundedCounts<String>(limit: 64)
    private var pageEntries = BoundedCounts<String>(limit: 1000)
    /// For each of `HARMembers.names`, entries without it.
    private var lacking = [Int](repeating: 0, count: HARMembers.names.count)
    private var named: Set<String> = []
    private var others = 0
    private var withoutTime = 0
    private var withoutURL = 0

    package init() {}

    /// Counts an entry and keeps it where it is notable.
    package mutating func add(_ entry: HAREntry) {
        summary.entries += 1
        note(time: entry.startedAt)
        if let status = entry.status { statuses.add(status) }
        if !entry.method.isEmpty { methods.add(entry.method) }
        if let host = entry.host { hosts.add(host) }
        if entry.url.isEmpty { withoutURL += 1 }
        if let version = entry.httpVersion { protocols.add(Self.spelled(version)) }
        if let cache = entry.cacheStatus { caches.add(cache.uppercased()) }
        if let page = entry.page { pageEntries.add(page) }
        summary.responseBodyBytes = summary.responseBodyBytes.saturatingAdd(entry.bodyBytes ?? 0)
        if summary.first.count < 200 { summary.first.append(entry) }
        if (entry.status ?? 999) >= 400 {
            summary.failedCount += 1
            if summary.failed.count < HARSummary.listLimit { summary.failed.append(entry) }
        }
        if let ray = entry.ray {
            summary.rayCount += 1
            if let colo = ray.colo { colos.add(colo) }
            if summary.withRay.count < HARSummary.listLimit { summary.withRay.append(entry) }
        }
        if !entry.lacking.isEmpty { note(lacking: entry.lacking) }
        rank(entry)
    }

    /// Counts an element of `log.entries` that is no object.
    package mutating func addOther() {
        summary.entries += 1
        others += 1
    }

    /// Takes what the members beside the entries say: `creator`, `browser` and one page of `pages`.
    ///
    /// - Parameters:
    ///   - name: The member's name; others than those are passed.
    ///   - bytes: Its value as JSON.
    package mutating func note(member name: String, _ bytes: [UInt8]) {
        if name == "version" || name == "creator" { named.insert(name) }
        guard name == "creator" || name == "browser" || name == "pages", bytes.count <= 65_536,
            let value = try? JSONValue(parsing: bytes)
        else { return }
        if name == "pages" { return note(page: value) }
        let words = [value["name"]?.string, value["version"]?.string].compactMap { $0 }.filter { !$0.isEmpty }
        guard !words.isEmpty else { return }
        let maker = String(words.joined(separator: " ").prefix(200))
        if name == "creator" { summary.creator = maker } else { summary.browser = maker }
    }

    /// Adds a notice; at most 100 are kept.
    package mutating func add(_ notice: Notice) {
        if summary.notices.count < 100 { summary.notices.append(notice) }
    }

    /// The summary of everything added so far.
    package func finish() -> HARSummary {
        var result = summary
        result.statusCounts = statuses.counts
        result.methodCounts = methods.counts
        result.hostCounts = hosts.counts
        result.protocolCounts = protocols.counts
        result.coloCounts = colos.counts
        result.cacheCounts = caches.counts
        for index in result.pages.indices {
            result.pages[index].entries = pageEntries.counts[result.pages[index].id] ?? 0
        }
        result.notices += gaps + omissions
        return result
    }

    /// What is missing from the file.
    private var gaps: [Notice] {
        let total = summary.entries
        var notices: [Notice] = []
        if withoutTime > 0 {
            notices.append(
                Notice(.warning, "\(withoutTime) of \(total) entries have no start time with a zone"))
        }
        if withoutURL > 0 {
            notices.append(Notice(.warning, "\(withoutURL) of \(total) entries have no URL"))
        }
        if others > 0 { notices.append(Notice(.warning, "\(others) of \(total) entries are no objects")) }
        let members = zip(HARMembers.names, lacking).filter { $0.1 > 0 }.map { "\($0.0) in \($0.1)" }
        if !members.isEmpty {
            let list = members.joined(separator: ", ")
            notices.append(Notice(.info, "HAR 1.2 demands members that entries here have not: \(list)"))
        }
        for name in ["version", "creator"] where !named.contains(name) {
            notices.append(Notice(.info, "HAR 1.2 demands a \(name), and none was read", place: "log"))
        }
        return notices
    }

    /// What the counts leave out.
    private var omissions: [Notice] {
        let kinds = [(statuses.beyond, "status"), (methods.beyond, "method"), (hosts.beyond, "host")]
        return kinds.filter { $0.0 > 0 }.map { beyond, what in
            Notice(.warning, "there are too many kinds of \(what); \(beyond) entries are not in its counts")
        }
    }

    private mutating func note(lacking members: HARMembers) {
        for bit in lacking.indices where members.contains(HARMembers(bit: bit)) {
            // What is missing with the object around it is said once.
            let around = HARMembers.parents[bit]
            if around.map({ members.contains(HARMembers(bit: $0)) }) != true { lacking[bit] += 1 }
        }
    }

    private mutating func note(page value: JSONValue) {
        guard summary.pages.count < 200, let id = value["id"]?.string else { return }
        var page = HARPage(id: String(id.prefix(200)))
        page.title = value["title"]?.string.map { boundedURL(String($0.prefix(4096))) }
        page.startedAt = value["startedDateTime"]?.string.flatMap(instant)
        let times = value["pageTimings"]
        page.contentLoadMS = Self.milliseconds(times?["onContentLoad"])
        page.loadMS = Self.milliseconds(times?["onLoad"])
        summary.pages.append(page)
    }

    private static func milliseconds(_ value: JSONValue?) -> Double? {
        guard let number = value?.double, number.isFinite, number >= 0 else { return nil }
        return number
    }

    /// One spelling for the protocols browsers write in many ways.
    private static func spelled(_ version: String) -> String {
        switch version.lowercased() {
        case "h2", "http/2", "http/2.0": "HTTP/2"
        case "h3", "http/3", "http/3.0", "h3-29": "HTTP/3"
        case "http/1.1": "HTTP/1.1"
        case "http/1.0": "HTTP/1.0"
        default: String(version.prefix(40))
        }
    }

    private mutating func note(time: Timestamp?) {
        guard let time else {
            withoutTime += 1
            return
        }
        summary.firstAt = min(summary.firstAt ?? time, time)
        summary.lastAt = max(summary.lastAt ?? time, time)
    }

    private mutating func rank(_ entry: HAREntry) {
        guard let time = entry.timeMS else { return }
        if summary.slowest.count == 20, let last = summary.slowest.last?.timeMS, time <= last { return }
        let place = summary.slowest.firstIndex { ($0.timeMS ?? 0) < time } ?? summary.slowest.endIndex
        summary.slowest.insert(entry, at: place)
        if summary.slowest.count > 20 { summary.slowest.removeLast() }
    }
}
