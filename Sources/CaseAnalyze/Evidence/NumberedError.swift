import CaseFacts
import CaseModel

/// A 1xxx number the edge answered with for one host, and where.
struct NumberedError {
    let number: Int
    let host: String
    var steps: [WebStep]

    var citations: [Finding.Citation?] { steps.prefix(6).map { $0.cite("\($0.says), error \(number)") } }

    /// Answers that bear no Ray ID, only another mark of the edge.
    var doubts: [Finding.Citation?] {
        steps.filter { $0.last?.ray == nil }
            .map { $0.cite("the answer has no cf-ray: another proxy may have made it") }
    }
}

extension EvidenceView {
    func listNumberedErrors() -> [NumberedError] {
        var errors: [NumberedError] = []
        // A page of the zone's own has no number; the structured form has, and comes in another answer.
        let structured = ways.filter { $0.probe.way == .problem }
        for step in web + structured where step.leg != .origin {
            guard let last = step.last, let number = EdgeErrorNumber.of(last) else { continue }
            let host = last.url.host.description
            if let place = errors.firstIndex(where: { $0.number == number && $0.host == host }) {
                errors[place].steps.append(step)
            } else {
                errors.append(NumberedError(number: number, host: host, steps: [step]))
            }
        }
        return Array(errors.prefix(10))
    }

    /// One finding for each host with one of these numbers; `judge` says what the other evidence makes of it.
    func numberFindings(
        _ numbers: Set<Int>, _ facts: Facts, _ judge: (NumberedError, NameReading) -> NumberReading
    ) -> [Finding] {
        numberedErrors.filter { numbers.contains($0.number) }.compactMap { error in
            let reading = judge(error, nameReading(error.host))
            let fact = facts.error(error.number)
            return Finding(
                "edge-\(error.number)\(reading.variant.isEmpty ? "" : "-")\(reading.variant)",
                "error \(error.number) at the edge for \(error.host)"
                    + (fact.map { ", \($0.title)" } ?? "") + ": \(reading.says)", reading.attribution,
                error.doubts.isEmpty ? reading.confidence : .possible,
                because: error.citations + reading.because, against: reading.against + error.doubts,
                next: reading.next + (fact.map { [$0.ownerAction] } ?? [])
            )?.resting(on: fact?.source, asOf: fact?.asOf)
        }
    }
}

/// What the DNS evidence makes of a 1xxx number.
struct NumberReading {
    var variant: String
    var says: String
    var confidence: Finding.Confidence
    var attribution = Finding.Attribution.edgeConfiguration
    var because: [Finding.Citation?] = []
    var against: [Finding.Citation?] = []
    var next: [String] = []
}
