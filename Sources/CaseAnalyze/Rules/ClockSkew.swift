import CaseFacts
import CaseModel

extension AnalysisRule {
    static let clockSkew = AnalysisRule(
        "clock-skew", .context,
        help:
            "Says when the clock of this host, the origin or the browser is over 5 s off, or this host's over a second by a time server.",
        needs: .any(.edge, .trace, .har, .time),
        against: "An answer from a cache, whose date is old.",
        asks: [], source: .standard("RFC 9110 §6.6.1")
    ) { view, _ in
        let clocks = view.clocks
        var findings: [Finding?] = []
        if let edge = clocks.edge, clocks.hostSkew != .zero {
            findings.append(
                Self.finding(
                    "clock-skew", "the clock of this host is \(Clocks.words(clocks.hostSkew))", edge.citation,
                    "Set the clock (chronyc makestep); times in this case are off by as much."))
        }
        if let origin = clocks.origin, clocks.originSkew != .zero {
            let words = Clocks.words(clocks.originSkew)
            findings.append(
                Self.finding(
                    "clock-skew-origin", "the clock of the origin is \(words)", origin.citation,
                    "Set the origin's clock; joins in this case have its times moved by as much, its log's lines are as they were."
                ))
        }
        for (time, file) in view.times where time.ahead.magnitude > time.uncertainty + .seconds(1) {
            findings.append(
                Self.finding(
                    "clock-skew-time-server",
                    "the clock of this host is \(Clocks.words(time.ahead)) by a time server, give or take \(time.uncertainty.spoken)",
                    Finding.Citation(
                        file: file, says: "stratum \(time.stratum), \(time.delay.spoken) there and back"),
                    "Set the clock (chronyc makestep); times in this case are off by as much."))
        }
        for har in view.hars {
            guard let reading = har.clockReading, Clocks.skew(of: har) != .zero else { continue }
            findings.append(
                Self.finding(
                    "clock-skew-browser",
                    "the clock of the browser's host is \(Clocks.words(Clocks.skew(of: har)))",
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
}
