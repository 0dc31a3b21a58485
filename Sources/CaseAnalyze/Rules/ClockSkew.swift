import CaseFacts
import CaseModel

extension AnalysisRule {
    static let clockSkew = AnalysisRule(
        "clock-skew", .context,
        help: "Says when the clock of this host, the origin or the browser is over 5 s off."
    ) { view, _ in
        // The reading nearest to ours counts: a slow answer or an old copy can only make the others worse.
        let edge = view.clockReadings([.trace, .edge]).min { $0.skew.magnitude < $1.skew.magnitude }
        let origin = view.clockReadings([.origin]).min { $0.skew.magnitude < $1.skew.magnitude }
        var findings: [Finding?] = []
        if let edge, edge.skew.magnitude > .seconds(5) {
            findings.append(
                Self.finding(
                    "clock-skew", "the clock of this host is \(Self.words(edge.skew))", edge.citation,
                    "Set the clock (chronyc makestep); times in this case are off by as much."))
        }
        if let edge, let origin, (origin.skew - edge.skew).magnitude > .seconds(5) {
            let words = Self.words(edge.skew - origin.skew)
            findings.append(
                Self.finding(
                    "clock-skew-origin", "the clock of the origin is \(words)", origin.citation,
                    "Set the origin's clock; until then look in its log at times moved by as much."))
        }
        for har in view.hars {
            guard let reading = har.clockReading, reading.skew.magnitude > .seconds(5) else { continue }
            findings.append(
                Self.finding(
                    "clock-skew-browser", "the clock of the browser's host is \(Self.words(reading.skew))",
                    reading.citation, "Move the HAR's times by as much when comparing them with logs."))
        }
        return findings.compactMap { $0 }
    }

    private static func finding(
        _ id: String, _ title: String, _ citation: Finding.Citation?, _ next: String
    ) -> Finding? {
        Finding(
            id, title, id == "clock-skew-origin" ? .origin : .client, .high, because: [citation], next: [next]
        )
    }

    /// Says how a clock stands when another one, taken for right, runs ahead of it by `skew`.
    private static func words(_ skew: Duration) -> String {
        "\(skew.magnitude.spoken) \(skew > .zero ? "slow" : "fast")"
    }
}
