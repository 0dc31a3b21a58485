import CaseModel
import TestSupport
import Testing

@testable import CaseIngest

/// A log is cut into chunks that may be read beside each other; nobody may see that in what comes out.
@Suite struct LogLanesTests {
    /// Reads a log with four lanes, whose chunks come to the builder in order.
    private static func read(_ text: [UInt8], _ options: LogOptions) -> LogRun {
        var chunks = LogChunks()
        var parts: [LogChunk] = []
        chunks.feed(text.span)
        while let chunk = chunks.next() { parts.append(chunk) }
        if let chunk = chunks.last() { parts.append(chunk) }
        var builder = LogEvidenceBuilder(options: options)
        var findings = [LogFindings?](repeating: nil, count: parts.count)
        var counts = LogCounts(options: options)
        for number in 0..<4 {
            var lane = LogLane(options: options)
            for index in stride(from: number, to: parts.count, by: 4) {
                findings[index] = lane.scan(parts[index])
            }
            counts.merge(lane.counts)
        }
        for found in findings { found.map { builder.take($0) } }
        let end = builder.finish(counts)
        return LogRun(
            kept: builder.takeKept(), evidence: end.evidence, tail: end.tail, omitted: end.omittedLines)
    }

    private static func random(_ count: Int, seed: UInt64, _ line: (Int, UInt64) -> String) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        var text: [UInt8] = []
        for index in 0..<count {
            text += Array((line(index, random.next() >> 20) + "\n").utf8)
        }
        return text
    }

    private static func access(_ index: Int, _ random: UInt64) -> String {
        let minute = index / 400 % 60
        let status = [200, 200, 200, 304, 404, 499, 502][Int(random % 7)]
        return switch random % 97 {
        case 0: "# a comment"
        case 1: ""
        case 2: "no log line at all"
        default:
            "\(random % 2 == 0 ? "104.16.\(random % 50)" : "203.0.\(random % 250)").\(random / 7 % 250) - - "
                + "[22/Nov/2026:10:\(minute < 10 ? "0" : "")\(minute):00 +0000] "
                + "\"GET /\(random % 900)?\(random) HTTP/1.1\" \(status) \(random % 5000) \"-\" \"agent \(random % 11)\" "
                + "\"9f140b785e57c\(100 + random % 900)-FRA\" 0.\(100 + random % 900)"
        }
    }

    @Test("four lanes find what one finds", arguments: [1, 2, 3] as [UInt64])
    func lanes(seed: UInt64) {
        let text = Self.random(12_000, seed: seed, Self.access)
        var options = LogOptions()
        options.window = LogSamples.window
        options.rays = [0x9f14_0b78_5e57_c123, 0x9f14_0b78_5e57_c777]
        options.edgeRanges = [IPPrefix("104.16.0.0/13")].compactMap { $0 }
        (options.headByteLimit, options.tailByteLimit) = (5000, 3000)
        let one = LogRun(text, options: options)
        #expect(one.summary.lines == 12_000 && one.evidence.failures.count == 200)
        #expect(Self.read(text, options).dump == one.dump)
    }

    @Test("passing the lines that have no ray loses none that has one", arguments: [4, 5] as [UInt64])
    func raysAlone(seed: UInt64) {
        var options = LogOptions()
        options.rays = Set((100...130).map { UInt64("9f140b785e57c\($0)", radix: 16) ?? 0 })
        options.headByteLimit = .max
        let text = Self.random(12_000, seed: seed) { index, random in
            switch random % 200 {
            case 0: "a line of no format that has 9F140B785E57C12\(random % 10) in it"
            case 1: "a line that has 9f140b785e57c12\(random % 10)0 in it"
            default: Self.access(index, random).replacing("# a comment", with: "no comment")
            }
        }
        let all = LogRun(text, options: options)
        options.passesOthers = true
        let some = Self.read(text, options)
        #expect(all.kept.count > 100 && some.kept.map(\.bytes) == all.kept.map(\.bytes))
        #expect(some.summary.lines < all.summary.lines)
    }

    @Test func columnsNamedInOneChunkHoldInTheNext() {
        let text =
            Array("#Fields: date time c-ip cs-method cs-uri-stem sc-status\n".utf8)
            + Self.random(9000, seed: 5) { _, random in
                "2026-11-22 10:10:00 203.0.113.\(random % 200) GET /a 200"
            } + Array("#Fields: sc-status date time cs-method cs-uri-stem c-ip\n".utf8)
            + Self.random(9000, seed: 6) { _, random in
                "502 2026-11-22 10:11:00 GET /b 203.0.113.\(random % 200)"
            }
        let run = Self.read(text, LogOptions())
        #expect(run.summary.parsed == 18_000 && run.summary.comments == 2)
        #expect(run.summary.statusCounts == [200: 9000, 502: 9000])
        #expect(run.dump == LogRun(text).dump)
    }

    @Test("parts of a line of a container's runtime are read as one", arguments: [0, 262_100, 262_140])
    func parts(before: Int) {
        // Before it stands as much as brings the parts to the end of a chunk.
        let filler = String(repeating: "#", count: max(0, before - 1)) + (before > 0 ? "\n" : "")
        let text =
            filler + """
                2026-11-22T10:10:00.1Z stdout P 203.0.113.9 - - [22/Nov/2026:10:10:00 +0000] "GET /lo
                2026-11-22T10:10:00.1Z stderr F 2026/11/22 10:10:00 [error] 7#7: *1 x, client: 203.0.113.9, server: a
                2026-11-22T10:10:00.1Z stdout P ng HTTP/1.1" 502 612 "-" "curl/
                2026-11-22T10:10:00.2Z stdout F 8.5.0"
                2026-11-22T10:10:01.2Z stdout F 203.0.113.9 - - [22/Nov/2026:10:10:01 +0000] "GET /b HTTP/1.1" 200 6
                2026-11-22T10:10:02.2Z stdout P 203.0.113.9 - - [22/Nov/2026:10:10:02 +0000] "GET /c HTTP/1.1" 200 6

                """
        var options = LogOptions()
        options.zone = .utc
        let run = LogRun(Array(text.utf8), options: options)
        let summary = run.summary
        #expect(summary.lines == 6 + (before > 0 ? 1 : 0) && summary.unparsed == 0)
        #expect(summary.parsed == 6 && summary.statusCounts == [200: 2, 502: 1])
        #expect(run.evidence.failures.map(\.target) == ["/long"])
        #expect(run.evidence.failures.map(\.userAgent) == ["curl/8.5.0"])
        #expect(summary.notices.contains { $0.message.contains("2 lines go on") })
        #expect(
            run.kept.contains { line in
                String(decoding: line.bytes, as: UTF8.self).hasSuffix(
                    #""GET /long HTTP/1.1" 502 612 "-" "curl/8.5.0""#)
            })
    }

    @Test func partsOfTwoStreamsAreNotTornAtTheEndOfAChunk() {
        var lines: [String] = []
        for index in 0..<2000 {
            let (time, minute) = ("2026-11-22T10:10:00.1Z", 10 + index % 10)
            lines += [
                "\(time) stdout P 203.0.113.9 - - [22/Nov/2026:10:\(minute):00 +0000] \"GET /a\(index)?",
                "\(time) stderr F 2026/11/22 10:\(minute):00 [error] 7#7: *1 x, client: 203.0.113.9, server: a",
                "\(time) stdout F x=1 HTTP/1.1\" 200 612",
            ]
        }
        var options = LogOptions()
        options.zone = .utc
        options.rays = [1]
        let summary = LogRun(LogSamples.text(lines), options: options).summary
        #expect(summary.lines == 6000 && summary.unparsed == 0 && summary.statusCounts == [200: 2000])
    }

    @Test("a part whose rest was lost lends its line to no other")
    func orphans() {
        let head = "2026-11-22T10:10:00.1Z stdout"
        let whole = #"198.51.100.7 - alice [22/Nov/2026:10:10:01 +0000] "GET /b HTTP/1.1" 200 5 "-" "c""#
        let text = LogSamples.text([
            "\(head) P 203.0.113.9 - - [22/Nov/2026:10:10:00 +0000] \"GET", "\(head) F \(whole)",
            "\(head) P 203.0.113.9 - - [22/Nov/2026:10:10:00 +0000] \"GET", "\(head) P \(whole.prefix(60))",
            "\(head) F \(whole.dropFirst(60))", "\(head) P \(whole)", "\(head) F",
        ])
        let run = LogRun(text)
        #expect(run.summary.lines == 7 && run.summary.unparsed == 2 && run.summary.statusCounts == [200: 3])
        #expect(
            run.tail.isEmpty
                && run.kept.count { String(decoding: $0.bytes, as: UTF8.self).contains(whole) } == 3)
    }

    @Test func theHoleOfALogThatWasCutWhileItWasWrittenHidesNoLine() {
        let line = #"203.0.113.9 - - [22/Nov/2026:10:10:00 +0000] "GET / HTTP/1.1" 200 5"#
        let text =
            Array((line + "\n").utf8) + [UInt8](repeating: 0, count: 3 << 20) + Array((line + "\n").utf8)
        let run = LogRun(text)
        #expect(run.summary.parsed == 2 && run.summary.unparsed == 0)
    }

    @Test func theSecondOfTwoHoursIsKnownFromThePartBefore() throws {
        let line = "2026/10/25 02:10:00 [error] 7#7: *1 x, client: 203.0.113.9, server: a\n"
        var options = LogOptions()
        options.zone = LogZone(
            name: "Europe/Berlin",
            changes: [.init(from: .min, offset: 7200), .init(from: 1_792_890_000, offset: 3600)])
        func time() -> String? {
            LogRun(Array(line.utf8), options: options).evidence.problems.first?.time.description
        }
        #expect(time() == "2026-10-25T00:10:00.000Z" && !options.mayShare)
        options.startsAfter = Timestamp(rfc3339: "2026-10-25T00:58:00Z")
        #expect(time() == "2026-10-25T01:10:00.000Z")
    }
}
