/// How urgent the evidence shows a case to be, and what that rests on; the user decides.
package struct PrioritySuggestion: Sendable, Hashable {
    package var priority: Incident.Priority
    package var scope: MeasuredScope
    /// What keeps it from being higher; `nil` for P1.
    package var limit: Limit?

    package init(priority: Incident.Priority, scope: MeasuredScope, limit: Limit?) {
        self.priority = priority
        self.scope = scope
        self.limit = limit
    }

    package enum Limit: String, Sendable, CaseIterable {
        /// The failure was seen from one place alone.
        case onePlace = "one_place"
        /// Under half of what was measured fails.
        case partly
        /// It failed once, or a few times in a hundred.
        case rarely
        /// Nothing failed while it was measured.
        case nothingFails = "nothing_fails"
    }
}

/// How far a failure reaches, as far as it was measured.
package struct MeasuredScope: Sendable, Hashable {
    /// How many of how many.
    package struct Share: Sendable, Hashable {
        package var failed: Int
        package var total: Int

        package init(_ failed: Int = 0, of total: Int = 0) {
            self.failed = failed
            self.total = total
        }

        /// From 0 to 1; 0 of nothing is 0.
        package var part: Double { total > 0 ? Double(failed) / Double(total) : 0 }
    }

    /// The user's URLs, asked at the edge.
    package var urls = Share()
    /// The same asked at the origins.
    package var originRequests = Share()
    /// Requests at the edge over one family or version, samples aside.
    package var ways = Share()
    package var samples = Share()
    /// HAR entries of the zone.
    package var entries = Share()
    /// Lines of the origin's logs in the window, 5xx.
    package var logLines = Share()
    /// Families that fail, of those that were tried: `IPv4`, `IPv6`.
    package var failingFamilies: [String] = []
    package var triedFamilies: [String] = []
    /// Where failures were seen from: `this host (FRA)`, `har/har-1.har (AMS)`.
    package var places: [String] = []

    package init() {}

    /// Whether anything was measured at all.
    package var isMeasured: Bool {
        [urls, originRequests, ways, samples, entries, logLines].contains { $0.total > 0 }
    }

    /// How many failures of visitors' requests were seen.
    package var failures: Int {
        urls.failed + ways.failed + samples.failed + entries.failed + logLines.failed
    }
}
