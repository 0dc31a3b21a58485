package import CaseModel

/// Which of the items a support ticket must have are missing, in the order the ticket asks for them.
///
/// The list is step 10 of "Getting help with an issue" in "Contacting Cloudflare Support".
///
/// - Parameters:
///   - incident: What the user said.
///   - hasHAR: Whether a HAR that could be read is in the case.
///   - hasLog: Whether a log of the origin is in the case.
///   - hasScreenshot: Whether a picture is attached.
/// - Returns: Lower-case words to stand after "missing", empty when nothing is.
package func missingItems(
    _ incident: Incident, hasHAR: Bool, hasLog: Bool, hasScreenshot: Bool
) -> [String] {
    let items: [(String, Bool)] = [
        ("description", isSaid(incident.summary)),
        ("time window (UTC)", incident.window != nil),
        ("zone ID", incident.zoneID != nil),
        ("frequency", isSaid(incident.frequency)),
        ("steps to reproduce", incident.steps.contains(where: isSaid)),
        ("expected result", isSaid(incident.expected)),
        ("actual result", isSaid(incident.actual)),
        ("exact error messages", incident.errorMessages.contains(where: isSaid)),
        ("HAR file", hasHAR),
        ("screenshot", hasScreenshot),
        ("origin server logs", hasLog),
        ("priority", incident.priority != nil),
        ("impact", isSaid(incident.impact)),
    ]
    return items.filter { !$0.1 }.map(\.0)
}

/// Whether a text says anything.
func isSaid(_ text: String?) -> Bool {
    text?.contains { !$0.isWhitespace } ?? false
}
