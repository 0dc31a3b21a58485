import CaseModel
import Testing

@testable import CaseIngest

/// Times without a zone: offsets, named zones, the hour that comes twice, and offsets worked out.
struct LogZoneTests {
    /// Berlin in 2026: +02:00 from 29 March 01:00 UTC to 25 October 01:00 UTC, else +01:00.
    private static let berlin = LogZone(
        name: "Europe/Berlin",
        changes: [
            .init(from: .min, offset: 3600), .init(from: 1_774_746_000, offset: 7200),
            .init(from: 1_792_890_000, offset: 3600),
        ])

    private static func seconds(_ text: String) throws -> Int64 {
        try #require(Timestamp(rfc3339: text)).nanosecondsSinceEpoch / 1_000_000_000
    }

    @Test(
        "a time of the clock stands for one instant, for two in autumn, and in spring for one that was left out",
        arguments: [
            ("2026-01-10T12:00:00Z", ["2026-01-10T11:00:00Z"]),
            ("2026-07-10T12:00:00Z", ["2026-07-10T10:00:00Z"]),
            ("2026-10-25T02:30:00Z", ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"]),
            ("2026-10-25T03:00:00Z", ["2026-10-25T02:00:00Z"]),
            ("2026-10-25T01:59:59Z", ["2026-10-24T23:59:59Z"]),
            ("2026-03-29T02:30:00Z", ["2026-03-29T01:30:00Z"]),
            ("2026-03-29T03:00:00Z", ["2026-03-29T01:00:00Z"]),
        ])
    func instants(local: String, expected: [String]) throws {
        let zone = try #require(Self.berlin)
        let found = zone.instants(local: try Self.seconds(local))
        #expect(try found == expected.map { try Self.seconds($0) })
    }

    @Test func theRepeatedHourIsTakenInTheOrderOfTheLog() throws {
        // 02:10, 02:50 in summer time, then 02:10 and 02:50 again, then 03:10.
        let times = ["02:10", "02:50", "02:10", "02:50", "03:10"]
        let lines = times.map { "2026/10/25 \($0):00 [error] 7#7: *1 x, client: 203.0.113.9, server: a" }
        var options = LogOptions()
        options.zone = Self.berlin
        var scanner = LogScanner(options: options)
        scanner.feed(Array((lines.joined(separator: "\n") + "\n").utf8).span)
        let evidence = scanner.finish().evidence
        #expect(
            evidence.problems.map(\.time.description) == [
                "2026-10-25T00:10:00.000Z", "2026-10-25T00:50:00.000Z", "2026-10-25T01:10:00.000Z",
                "2026-10-25T01:50:00.000Z", "2026-10-25T02:10:00.000Z",
            ])
        #expect(evidence.summary.notices.contains { $0.message.contains("comes twice") })
        #expect(evidence.summary.zone == "Europe/Berlin" && evidence.summary.zoneSource == .given)
    }

    private static func joins(_ count: Int, apart: Int) -> ZoneInference {
        var joins = ZoneInference()
        joins.know(
            (0..<count).map { index in
                var line = LogLine(number: index + 1)
                line.time = Timestamp(
                    nanosecondsSinceEpoch: Int64(1_795_341_600 + index * apart) * 1_000_000_000)
                (line.method, line.target) = ("GET", "/cart?n=\(index % 7)")
                return line
            })
        return joins
    }

    private static func problems(_ count: Int, apart: Int, offset: Int) -> [LogProblem] {
        (0..<count).map { index in
            let time = Int64(1_795_341_600 + index * apart + offset + index % 2) * 1_000_000_000
            var problem = LogProblem(
                number: index + 1, time: Timestamp(nanosecondsSinceEpoch: time), level: "error", message: "x")
            (problem.method, problem.target) = ("GET", "/cart?n=\(index % 7)")
            return problem
        }
    }

    @Test("an offset is what three lines or more agree on", arguments: [3600, -18_000, 20_700, 0])
    func infers(offset: Int) throws {
        let found = Self.joins(5, apart: 97).offset(of: Self.problems(5, apart: 97, offset: offset))
        let result = try #require(found)
        #expect(result.offset == offset && result.support == 5)
    }

    @Test func namesOfOffsets() throws {
        let found = Self.joins(4, apart: 97).offset(of: Self.problems(4, apart: 97, offset: -12_600))
        #expect(try #require(found).name == "-03:30")
    }

    @Test func tooFewOrTooManyAnswersAreNone() {
        #expect(Self.joins(2, apart: 97).offset(of: Self.problems(2, apart: 97, offset: 3600)) == nil)
        // The same request every quarter of an hour fits many offsets.
        #expect(Self.joins(100, apart: 6300).offset(of: Self.problems(100, apart: 6300, offset: 3600)) == nil)
    }

    @Test func aChangeOfTheClockAndJobsThatComeAgainMakeNoOffset() {
        // Thirty lines in summer time, ten behind it.
        let lines = Self.problems(30, apart: 97, offset: 7200)
        let later = Self.problems(40, apart: 97, offset: 3600).suffix(10)
        #expect(Self.joins(40, apart: 97).offset(of: lines + later) == nil)
        // Three jobs, one an hour, in logs that have nothing in common.
        var joins = ZoneInference()
        let request = { (hour: Int) in
            var line = LogLine(number: hour + 1)
            line.time = Timestamp(nanosecondsSinceEpoch: Int64(1_795_341_600 + hour * 3600) * 1_000_000_000)
            (line.method, line.target) = ("GET", "/cron\(hour % 3)")
            return line
        }
        joins.know((6..<12).map(request))
        let errors = (0..<6).map { hour in
            var problem = LogProblem(
                number: 1, time: request(hour).time ?? .distantPast, level: "error", message: "x")
            (problem.method, problem.target) = ("GET", "/cron\(hour % 3)")
            return problem
        }
        #expect(joins.offset(of: errors) == nil)
    }

    @Test func linesAboutOtherRequestsLeaveRoomForThoseThatJoin() {
        var options = LogOptions()
        options.zone = .utc
        options.joins = Self.joins(5, apart: 97)
        var scanner = LogScanner(options: options)
        let other = (0..<300).map {
            "2026/11/22 09:00:00 [error] 7#7: *1 x, request: \"GET /other/\($0) HTTP/1.1\""
        }
        let joined = (0..<5).map { index in
            let second = 11 * 3600 + index * 97
            let clock =
                "\(second / 3600):\(String(100 + second / 60 % 60).suffix(2)):\(String(100 + second % 60).suffix(2))"
            return "2026/11/22 \(clock) [error] 7#7: *1 x, request: \"GET /cart?n=\(index % 7) HTTP/1.1\""
        }
        scanner.feed(LogSamples.text(other + joined).span)
        let problems = scanner.finish().evidence.problems
        #expect(problems.count == 5)
        #expect(Self.joins(5, apart: 97).offset(of: problems)?.offset == 3600)
    }
}
