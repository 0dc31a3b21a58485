import CaseModel
import CaseReport

/// What a case lacks for a ticket that can be answered at once, and how to add it.
package func missingFromTicket(_ request: CaseRequest) -> [(item: String, hint: String)] {
    let screenshots = request.attachments.filter { input in
        [".png", ".jpg", ".jpeg"].contains { input.label.lowercased().hasSuffix($0) }
    }
    let missing = missingItems(
        request.incident, hasHAR: !request.hars.isEmpty, hasLog: !request.logs.isEmpty,
        hasScreenshot: !screenshots.isEmpty)
    return missing.map { ($0, hint(for: $0)) }
}

private func hint(for item: String) -> String {
    let words = item.lowercased()
    let hints: [(String, String)] = [
        ("zone id", "zone_id = \"…\": the dashboard shows it on the zone's overview page, under API"),
        ("time", "since = \"2026-11-22T10:00Z\" and until, or at with around"),
        ("frequency", "frequency = \"3 of 10 requests\""), ("steps", "step = [\"Open …\", \"Press …\"]"),
        ("expected", "expected = \"…\""), ("actual", "actual = \"…\""),
        ("error", "error_message = [\"the exact words\"]"),
        ("har", "har = [\"site.har\"], recorded in a private window"),
        ("screenshot", "attach = [\"screenshot.png\"]"), ("log", "log = [\"/var/log/nginx/access.log\"]"),
        ("priority", "priority = \"P2\": P1 is down for many, P4 is a question"),
        ("impact", "impact = \"who cannot do what\""),
        ("plan", "plan = \"business\""), ("description", "summary = \"…\""), ("summary", "summary = \"…\""),
    ]
    return hints.first { words.contains($0.0) }?.1 ?? "say it in the case file"
}
