import CaseIngest

/// Any bytes as an answer of a status page and of the vendor's API.
func fuzzServices(_ bytes: [UInt8]) {
    if let report = StatusPageText.parse(bytes) { precondition(report.events.count <= 4000) }
    if let answer = APIAnswerText.parse(bytes) { precondition(answer.items.count <= 500) }
}
