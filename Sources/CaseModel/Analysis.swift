/// What analysis concluded; texts in it are made of sealed evidence and sealed once more before they are written.
package struct Analysis: Sendable {
    /// Most telling first.
    package var findings: [Finding] = []
    /// In order of time.
    package var timeline: [TimelineEvent] = []
    package var rayJoins: [RayJoin] = []
    package var correlation = Correlation()
    /// What is harmless and was not taken for the failure, in order of the kinds.
    package var setAside: [SetAside] = []
    /// How urgent the evidence shows the case to be; `nil` when nothing was measured.
    package var priority: PrioritySuggestion?
    /// What the vendor's status page said, to stand after "status page": `checked 2026-11-22T10:31:00.000Z: no incident`;
    /// `nil` when nobody looked.
    package var statusPage: String?

    package init() {}
}

/// Entries of one kind that were counted and left out of the conclusions.
package struct SetAside: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Requests somebody gave up (499).
        case abandoned
        /// 504 of the edge's look-up for early hints, which no visitor saw.
        case earlyHints = "early_hints"
        /// 503 to what a browser fetched ahead.
        case prefetch
        /// Requests the browser itself stopped or held back.
        case browser
        /// Failing requests of monitors.
        case monitoring
    }

    package var kind: Kind
    package var count: Int
    /// Where they stand, and a sentence's part on why they are harmless.
    package var file: String
    package var says: String

    package init(_ kind: Kind, _ count: Int, file: String, says: String) {
        self.kind = kind
        self.count = count
        self.file = file
        self.says = says
    }
}

/// Something that happened at a known instant.
package struct TimelineEvent: Sendable, Hashable {
    /// As it was written, by the clock it was written by.
    package var at: Timestamp
    package var zoneSource: ZoneSource
    /// How far that clock runs ahead of the edge's; zero when nothing says so.
    package var skew: Duration = .zero
    /// How far off `at` less `skew` may be, either way; `nil` when nothing tells.
    package var uncertainty: Duration?
    /// An open word: `probe`, `har`, `log`, `user`, ….
    package var source: String
    package var file: String?
    package var says: String

    package init(at: Timestamp, zoneSource: ZoneSource = .stated, source: String, file: String?, says: String)
    {
        self.at = at
        self.zoneSource = zoneSource
        self.source = source
        self.file = file
        self.says = says
    }

    /// When it was by the edge's clock, as far as that is known; events stand in this order.
    package var instant: Timestamp { at.advanced(by: .zero - skew) }
}

/// One Ray ID and everywhere it was seen.
package struct RayJoin: Sendable, Hashable {
    package var ray: RayID
    /// `har/har-1.har` entry indexes.
    package var harEntries: [Seen] = []
    package var logLines: [Seen] = []
    package var steps: [StepID] = []

    package init(ray: RayID) { self.ray = ray }

    package struct Seen: Sendable, Hashable {
        package var file: String
        /// Entry index from 0, or line number from 1.
        package var place: Int
        package var status: Int?
        package var at: Timestamp?

        package init(file: String, place: Int, status: Int?, at: Timestamp?) {
            self.file = file
            self.place = place
            self.status = status
            self.at = at
        }
    }
}
