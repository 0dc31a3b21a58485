package import CaseModel

/// An item a support ticket must have, in the order the ticket form asks for them.
///
/// The list is step 10 of "Getting help with an issue" in "Contacting Cloudflare Support"; why each matters is data.
package enum TicketItem: String, Sendable, CaseIterable {
    case description, timestamp
    case zoneName = "zone-name"
    case zoneID = "zone-id"
    case frequency, steps, expected, actual, urls
    case errorMessages = "error-messages"
    case har, screenshot
    case originLogs = "origin-logs"
    case testTools = "test-tools"
    case priority, impact, collaborators

    /// Lower-case words to stand after "missing".
    package var name: String {
        switch self {
        case .description: "description"
        case .timestamp: "time window (UTC)"
        case .zoneName: "zone name"
        case .zoneID: "zone ID"
        case .frequency: "frequency"
        case .steps: "steps to reproduce"
        case .expected: "expected result"
        case .actual: "actual result"
        case .urls: "example URLs"
        case .errorMessages: "exact error messages"
        case .har: "HAR file"
        case .screenshot: "screenshot"
        case .originLogs: "origin server logs"
        case .testTools: "output of test tools"
        case .priority: "priority"
        case .impact: "impact"
        case .collaborators: "people to copy"
        }
    }

    /// The option of `collect` that adds it, and its key in a case file.
    package var how: String {
        switch self {
        case .description: #"--summary "Checkout answers 522 since 10:00 UTC" (summary)"#
        case .timestamp:
            "--since 2026-11-22T10:00Z --until 2026-11-22T10:30Z (since, until), or --at with --around (at, around)"
        case .zoneName: "--zone example.com (zone)"
        case .zoneID: "--zone-id, 32 hex digits from the zone's overview page, under API (zone_id)"
        case .frequency: #"--frequency "3 of 10 requests" (frequency); --samples 10 measures it"#
        case .steps: #"--step "Open the shop" --step "Press Checkout" (step = ["…", "…"])"#
        case .expected: #"--expected "The order page" (expected)"#
        case .actual: #"--actual "Error 522 after 19 seconds" (actual)"#
        case .urls: #"a whole URL that fails, as an argument (urls = ["https://www.example.com/checkout"])"#
        case .errorMessages: #"--error-message "Error 522: Connection timed out" (error_message)"#
        case .har: "--har checkout.har, recorded in a private window (har)"
        case .screenshot: "--attach error.png with --caption (attach, caption)"
        case .originLogs: "--log /var/log/nginx/access.log (log)"
        case .testTools: "run without --offline, or --path-output mtr.txt (path_output)"
        case .priority: "--priority P2: P1 is down for many, P4 is a question (priority)"
        case .impact: #"--impact "who cannot do what" (impact)"#
        case .collaborators: "--cc colleague@example.com (cc)"
        }
    }

    /// Whether a ticket is whole without it.
    package var isOptional: Bool { self == .collaborators }
}

/// What a case has besides words, as counts.
package struct TicketEvidence: Sendable, Hashable {
    package var hars = 0
    package var logs = 0
    /// Logs that say how long requests took.
    package var logsWithDurations = 0
    package var screenshots = 0
    package var texts = 0
    /// Pasted paths that lead to an address of the edge: the way back from the origin.
    package var reversePaths = 0
    /// Whether tools ran or their output was given.
    package var hasTestTools = false
    /// Whether the same request was made many times, which measures how often it fails.
    package var hasSamples = false
    package var hasOrigin = false
    package var hasOriginCertificate = false

    package init() {}
}

/// A ticket held against the list of what it must have.
package struct TicketCheck: Sendable {
    package struct Row: Sendable, Hashable {
        package let item: TicketItem
        package let isGiven: Bool
    }

    /// Every item, in the form's order.
    package let rows: [Row]

    package init(_ incident: Incident, _ evidence: TicketEvidence) {
        rows = TicketItem.allCases.map { Row(item: $0, isGiven: Self.isGiven($0, incident, evidence)) }
    }

    /// Items that are needed and not there.
    package var missing: [TicketItem] { rows.filter { !$0.isGiven && !$0.item.isOptional }.map(\.item) }

    /// How many of the needed items are there.
    package var score: (given: Int, total: Int) {
        let needed = rows.filter { !$0.item.isOptional }
        return (needed.count { $0.isGiven }, needed.count)
    }

    private static func isGiven(_ item: TicketItem, _ incident: Incident, _ evidence: TicketEvidence) -> Bool
    {
        switch item {
        case .description: isSaid(incident.summary)
        case .timestamp: incident.window != nil
        case .zoneName: true
        case .zoneID: incident.zoneID != nil
        case .frequency: isSaid(incident.frequency) || evidence.hasSamples
        case .steps: incident.steps.contains(where: isSaid)
        case .expected: isSaid(incident.expected)
        case .actual: isSaid(incident.actual)
        case .urls: !incident.targets.isEmpty
        case .errorMessages: incident.errorMessages.contains(where: isSaid)
        case .har: evidence.hars > 0
        case .screenshot: evidence.screenshots > 0
        case .originLogs: evidence.logs > 0
        case .testTools: evidence.hasTestTools
        case .priority: incident.priority != nil
        case .impact: isSaid(incident.impact)
        case .collaborators: incident.cc.contains(where: isSaid)
        }
    }
}

/// Which of the items a support ticket must have are missing, in the order the ticket asks for them.
///
/// - Returns: Lower-case words to stand after "missing", empty when nothing is.
package func missingItems(_ incident: Incident, _ evidence: TicketEvidence) -> [String] {
    TicketCheck(incident, evidence).missing.map(\.name)
}

/// Whether a text says anything.
func isSaid(_ text: String?) -> Bool {
    text?.contains { !$0.isWhitespace } ?? false
}
