/// What the two ends of the edge have of the same requests.
package struct Correlation: Sendable, Hashable {
    /// Failing requests first, then in order of time; at most 200.
    package var journeys: [Journey] = []
    /// How many there are, listed or not.
    package var journeyCount = 0
    /// Requests the edge answered that the origin's log has.
    package var atBoth = 0
    /// Requests the edge answered that stand in no line of a log that covers their time; without those from the cache.
    package var atEdgeOnly = 0
    /// Requests no log covers.
    package var notCovered = 0
    /// Lines of the origin's logs with a Ray ID that no HAR and no probe has.
    package var atOriginOnly = 0
    /// Of those, the failing ones that are listed, by their places.
    package var failedAtOriginOnly: [RayJoin.Seen] = []

    package init() {}
}

/// One request's way from the browser over the edge to the origin and back.
package struct Journey: Sendable, Hashable {
    /// Who has it.
    package enum Origin: Sendable, Hashable {
        /// The line of the origin's log for the same Ray ID.
        case logged(RayJoin.Seen)
        /// The log covers the time and has no line for it.
        case absent
        /// Nothing says what the origin saw.
        case unknown
        /// The edge answered without the origin: from its cache.
        case notAsked
    }

    /// A stretch of the request's time.
    package struct Part: Sendable, Hashable {
        /// In the order they follow each other.
        package enum Place: String, Sendable, CaseIterable {
            /// In the browser before the request was sent: queue, lookup, connection.
            case before
            /// From the request to the first byte, less what edge and origin say they took of it.
            case wait
            case edge
            case origin
            /// The body's way to the browser.
            case receive
        }

        package var place: Place
        package var duration: Duration
        /// Who says so: `har`, `probe`, `server-timing` or `log`.
        package var source: String

        package init(_ place: Place, _ duration: Duration, source: String) {
            self.place = place
            self.duration = duration
            self.source = source
        }
    }

    package var ray: RayID?
    package var host: String?
    /// By the edge's clock, as far as that is known.
    package var startedAt: Timestamp?
    package var uncertainty: Duration?
    /// As the visitor got it; `nil` without an answer.
    package var status: Int?
    /// From the start to the last byte.
    package var total: Duration?
    /// `cf-cache-status`, as the edge wrote it.
    package var cacheStatus: String?
    package var origin = Origin.unknown
    /// How long the origin's log says that it took.
    package var originTook: Duration?
    /// Only what is known; they need not add up to the total.
    package var parts: [Part] = []
    /// Where the visitor's side stands: a HAR and the entry's index, or a step's record.
    package var file: String
    package var entry: Int?

    package init(file: String, entry: Int?) {
        self.file = file
        self.entry = entry
    }
}
