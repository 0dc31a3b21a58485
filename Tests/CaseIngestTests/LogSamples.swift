import CaseModel

@testable import CaseIngest

/// Lines of logs, made by hand.
enum LogSamples {
    static let window = TimeWindow(
        start: Timestamp(nanosecondsSinceEpoch: 1_795_341_600_000_000_000),
        end: Timestamp(nanosecondsSinceEpoch: 1_795_343_400_000_000_000))

    /// Lines of every kind the scanner tells apart, of 09:59:59 to 10:30:01 UTC; the window is 10:00 to 10:30.
    static let mixed: [String] = [
        #"203.0.113.9 - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 612 "-" "curl/8.5.0" "9f140b785e57c458-FRA" 0.123"#,
        #"2001:db8::7 - - [22/Nov/2026:15:30:01 +0530] "GET /a?b=c HTTP/2.0" 502 0 "https://e.example/" "A \"b\" c" "-" 61.000"#,
        "",
        "# a comment",
        #"104.16.1.1 - alice bob [22/Nov/2026:03:10:02 -0700] "POST /x y HTTP/1.1" 499 - "-" "\x22z\x22" "aaaaaaaaaaaaaaaa" 0.001"#,
        "   ",
        #"not a log line at all 9f140b785e57c458-FRA"#,
        #"198.51.100.1 - - [22/Nov/2026:09:59:59 +0000] "GET /before HTTP/1.1" 500 5 "-" "curl/8.5.0" "-" 0.002"#,
        #"104.16.1.1 - - [22/Nov/2026:10:30:00 +0000] "\x16\x03\x01\x00" 400 150 "-" "-" "-" 0.000"#,
        #"www.example.com:443 203.0.113.9 - - [22/Nov/2026:10:30:01 +0000] "GET / HTTP/1.1" 304 - "-" "curl/8.5.0""#,
        #"203.0.113.10 - - [22/Nov/2026:10:29:59 +0000] "-" 408 -"#,
    ]

    static func text(_ lines: [String], end: String = "\n") -> [UInt8] {
        Array((lines.joined(separator: end) + end).utf8)
    }
}

/// What scanning a log to its end gave.
struct LogRun {
    var kept: [KeptLine] = []
    var evidence: LogEvidence
    var tail: [KeptLine]
    var omitted: Int

    init(kept: [KeptLine], evidence: LogEvidence, tail: [KeptLine], omitted: Int) {
        (self.kept, self.evidence, self.tail, self.omitted) = (kept, evidence, tail, omitted)
    }

    init(_ bytes: [UInt8], options: LogOptions = LogOptions(), chunk: Int = 65_536) {
        var scanner = LogScanner(options: options)
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start.addingReportingOverflow(chunk).partialValue)
            let part = Array(bytes[start..<end])
            scanner.feed(part.span)
            kept += scanner.takeKept()
            start = end
        }
        let result = scanner.finish()
        kept += scanner.takeKept()
        evidence = result.evidence
        tail = result.tail
        omitted = result.omittedLines
    }

    var summary: LogSummary { evidence.summary }
    var keptNumbers: [Int] { (kept + tail).map(\.number) }

    /// Everything as text, to compare two runs.
    var dump: String {
        "\(kept) \(tail) \(omitted) \(evidence.windowLines) \(evidence.matches) \(evidence.failures) "
            + "\(evidence.edgeAddresses) \(evidence.hasRayField) \(summary.lines) \(summary.parsed) \(summary.unparsed) "
            + "\(summary.blank) \(summary.comments) \(summary.distinctClients ?? -1) \(summary.responseBytes) "
            + "\(summary.rayIDLines) \(summary.slowest) \(summary.notices) "
            + "\(summary.statusCounts.sorted { $0 < $1 }) \(summary.methodCounts.sorted { $0 < $1 }) "
            + "\(summary.hostCounts.sorted { $0 < $1 }) \(evidence.windowStatusCounts.sorted { $0 < $1 })"
    }
}
