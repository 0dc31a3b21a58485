import CaseModel
import TestSupport
import Testing

@testable import CaseIngest

/// What bisection finds is what a reading of the whole finds, for any disorder within the slack.
struct LogBisectionTests {
    private static let start = 1_795_341_600

    private enum Format: CaseIterable { case combined, json, haproxy, syslog }

    private static func line(_ second: Int, _ format: Format, _ number: Int) -> String {
        let time = Timestamp(nanosecondsSinceEpoch: Int64(start + second) * 1_000_000_000).description
        let day = second >= 50_400 ? 23 : 22
        let clock = "\(time.dropFirst(11).prefix(8))"
        switch format {
        case .combined:
            return
                #"203.0.113.9 - - [\#(day)/Nov/2026:\#(clock) +0000] "GET /\#(number) HTTP/1.1" 200 5 "-" "x""#
        case .json: return #"{"time":"\#(time)","method":"GET","uri":"/\#(number)","status":200}"#
        case .haproxy:
            return
                #"203.0.113.9:5 [\#(day)/Nov/2026:\#(clock).000] w a/a 0/0/0/0/0 200 5 - - ---- 1/1/0/0/0 0/0 "GET /\#(number) HTTP/1.1""#
        case .syslog:
            return
                #"Nov \#(day) \#(clock) web nginx: 203.0.113.9 - - [\#(day)/Nov/2026:\#(clock) +0000] "GET /\#(number) HTTP/1.1" 200 5"#
        }
    }

    @Test(
        "a log in which the search cannot read its way is read whole",
        arguments: [
            ("\u{feff}#Fields: date time cs-method sc-status\n", "2026-11-22 12:00:00 GET 200\n"),
            ("\n#Fields: date time cs-method sc-status\n", "2026-11-22 12:00:00 GET 200\n"),
            ("", "2026-11-22T12:00:00.1Z stdout P 203.0.113.9 - - [22/Nov/2026:12:00:00 +0000] \"GET\n"),
        ])
    func unreadable(head: String, line: String) throws {
        let begin = head + (0..<1000).map { Self.line($0, .combined, $0) + "\n" }.joined()
        let bytes = Array((begin + String(repeating: line, count: 8000)).utf8)
        var search = LogBisection(byteCount: bytes.count, zone: .utc) { offset, count in
            Array(bytes[offset..<min(bytes.count, offset + count)])
        }
        #expect(try search.range(of: try #require(LogSamples.window), slack: .zero) == nil)
    }

    private static func kept(_ bytes: [UInt8], _ window: TimeWindow) -> [[UInt8]] {
        var options = LogOptions()
        options.window = window
        options.zone = .utc
        options.headByteLimit = .max
        var scanner = LogScanner(options: options)
        scanner.feed(bytes.span)
        let rest = scanner.finish()
        return (scanner.takeKept() + rest.tail).map(\.bytes)
    }

    @Test("the same lines as a full reading", arguments: 0..<16)
    func windows(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let format = Format.allCases[Int(seed) % Format.allCases.count]
        let slack = [0, 1, 60, 300][Int(seed / 4) % 4]
        var log: [UInt8] = []
        var second = 0
        for number in 0..<4000 {
            second += Int.random(in: 0...20, using: &random) / 8
            // A line may stand up to half the slack before or behind its place, so two are at most the slack apart.
            let shift = slack > 0 ? Int.random(in: -slack / 2...slack / 2, using: &random) : 0
            let text = Self.line(max(0, second + shift), format, number)
            log += Array((text + "\n").utf8)
            if Int.random(in: 0..<20, using: &random) == 0 { log += Array("no record at all\n\n".utf8) }
        }
        if seed % 3 == 0 { log.removeLast() }
        let from = Int.random(in: -100...second + 100, using: &random)
        let instant = { (second: Int) in
            Timestamp(nanosecondsSinceEpoch: Int64(Self.start + second) * 1_000_000_000)
        }
        let window = try #require(
            TimeWindow(start: instant(from), end: instant(from + Int.random(in: 0...600, using: &random))))
        let bytes = log
        var search = LogBisection(byteCount: bytes.count, zone: .utc) { offset, count in
            Array(bytes[offset..<min(bytes.count, offset + count)])
        }
        let range = try #require(try search.range(of: window, slack: .seconds(slack)))
        #expect(Self.kept(Array(bytes[range]), window) == Self.kept(bytes, window))
        #expect(range.count < bytes.count)
    }

    @Test(
        "what cannot be searched is read whole",
        arguments: ["#Fields: date time\n", "\u{1f}\u{8b}", "\0"])
    func whole(head: String) throws {
        let bytes =
            Array(head.unicodeScalars.map { UInt8($0.value) }) + [UInt8](repeating: 0x78, count: 1 << 20)
        var search = LogBisection(byteCount: bytes.count, zone: nil) { offset, count in
            Array(bytes[offset..<min(bytes.count, offset + count)])
        }
        let start = Timestamp(nanosecondsSinceEpoch: 0)
        let window = try #require(TimeWindow(start: start, end: start))
        #expect(try search.range(of: window, slack: .zero) == nil)
    }

    @Test func aFileThatIsCutMeanwhileEndsTheSearch() throws {
        let bytes = Array(repeating: Array((Self.line(5, .combined, 1) + "\n").utf8), count: 8000).flatMap {
            $0
        }
        var reads = 0
        var search = LogBisection(byteCount: bytes.count, zone: nil) { offset, count in
            reads += 1
            let end = reads > 3 ? bytes.count / 4 : bytes.count
            return offset < end ? Array(bytes[offset..<min(end, offset + count)]) : []
        }
        let instant = Timestamp(nanosecondsSinceEpoch: Int64(Self.start + 5) * 1_000_000_000)
        let window = try #require(TimeWindow(start: instant, end: instant))
        let range = try search.range(of: window, slack: .zero)
        // All lines are of one second, so whatever is left is wanted.
        #expect(try #require(range).lowerBound == 0 && #require(range).upperBound >= bytes.count / 4)
        #expect(reads < 100)
    }
}

extension LogBisectionTests {
    @Test(
        "the last line of the window is found whatever the lengths of lines",
        arguments: [131_072, 131_073, 200_000, 65_537])
    func longLines(length: Int) throws {
        let head = #"203.0.113.9 - - [22/Nov/2026:10:10:00 +0000] "GET / HTTP/1.1" 200 5 "-" ""#
        let line = head + String(repeating: "a", count: length - head.utf8.count - 1) + "\""
        for (count, end) in [(2, "\n"), (3, ""), (5, "\n")] {
            let bytes = Array((Array(repeating: line, count: count).joined(separator: "\n") + end).utf8)
            var search = LogBisection(byteCount: bytes.count, zone: nil) { offset, count in
                Array(bytes[min(offset, bytes.count)..<min(offset + count, bytes.count)])
            }
            let range = try search.range(of: try #require(LogSamples.window), slack: .zero)
            #expect(range == nil || range == 0..<bytes.count, "\(count) lines of \(length) bytes")
        }
    }
}
