package import CaseModel
import JSONBytes

/// Sums up a HAR entry by entry; its size is bounded whatever the file's.
package struct HARSummaryBuilder: Sendable {
    private var summary = HARSummary()
    private var statuses = BoundedCounts<Int>(limit: 1000)
    private var methods = BoundedCounts<String>(limit: 64)
    private var hosts = BoundedCounts<String>(limit: 10_000)
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
        summary.responseBodyBytes = summary.responseBodyBytes.saturatingAdd(entry.bodyBytes ?? 0)
        if summary.first.count < 200 { summary.first.append(entry) }
        if (entry.status ?? 999) >= 400, summary.failed.count < HARSummary.listLimit {
            summary.failed.append(entry)
        }
        if entry.ray != nil {
            summary.rayCount += 1
            if summary.withRay.count < HARSummary.listLimit { summary.withRay.append(entry) }
        }
        rank(entry)
    }

    /// Takes what the members beside the entries say: `creator` and `browser`.
    ///
    /// - Parameters:
    ///   - name: The member's name; others than those two are passed.
    ///   - bytes: Its value as JSON.
    package mutating func note(member name: String, _ bytes: [UInt8]) {
        guard name == "creator" || name == "browser", bytes.count <= 65_536,
            let value = try? JSONValue(parsing: bytes)
        else { return }
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
        if withoutTime > 0 {
            result.notices.append(
                Notice(
                    .warning, "\(withoutTime) of \(summary.entries) entries have no start time with a zone"))
        }
        if withoutURL > 0 {
            result.notices.append(Notice(.warning, "\(withoutURL) of \(summary.entries) entries have no URL"))
        }
        for (beyond, what) in [
            (statuses.beyond, "status"), (methods.beyond, "method"), (hosts.beyond, "host"),
        ]
        where beyond > 0 {
            result.notices.append(
                Notice(
                    .warning, "there are too many kinds of \(what); \(beyond) entries are not in its counts"))
        }
        return result
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

extension Int {
    /// The sum, or the largest number when it does not fit.
    func saturatingAdd(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
