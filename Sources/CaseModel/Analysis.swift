/// What analysis concluded; texts in it are made of sealed evidence and sealed once more before they are written.
package struct Analysis: Sendable {
    /// Most telling first.
    package var findings: [Finding] = []
    /// In order of time.
    package var timeline: [TimelineEvent] = []
    package var rayJoins: [RayJoin] = []
    /// How urgent the evidence shows the case to be; `nil` when nothing was measured.
    package var priority: PrioritySuggestion?
    /// What the vendor's status page said, to stand after "status page": `checked 2026-11-22T10:31:00.000Z: no incident`;
    /// `nil` when nobody looked.
    package var statusPage: String?

    package init() {}
}

/// Something that happened at a known instant.
package struct TimelineEvent: Sendable, Hashable {
    package var at: Timestamp
    package var zoneSource: ZoneSource
    /// `probe`, `har`, `log`, `user`.
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
