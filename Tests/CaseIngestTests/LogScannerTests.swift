import CaseModel
import TestSupport
import Testing

@testable import CaseIngest

struct LogScannerTests {
    private var windowed: LogOptions {
        var options = LogOptions()
        options.window = LogSamples.window
        options.rays = [0x9f14_0b78_5e57_c458]
        options.edgeRanges = [IPPrefix("104.16.0.0/13")].compactMap { $0 }
        return options
    }

    @Test func allLinesAreCounted() {
        let summary = LogRun(LogSamples.text(LogSamples.mixed)).summary
        #expect((summary.lines, summary.parsed, summary.unparsed) == (11, 7, 1))
        #expect((summary.blank, summary.comments) == (2, 1))
        #expect(summary.formatCounts == ["combined": 5, "common": 1, "vhost_combined": 1])
        #expect(summary.statusCounts == [200: 1, 502: 1, 499: 1, 500: 1, 400: 1, 304: 1, 408: 1])
        #expect(summary.methodCounts == ["GET": 4, "POST": 1])
        #expect(summary.hostCounts == ["www.example.com": 1])
        #expect(summary.distinctClients == 5)
        #expect((summary.responseBytes, summary.rayIDLines) == (767, 2))
        #expect(summary.firstAt?.description == "2026-11-22T09:59:59.000Z")
        #expect(summary.lastAt?.description == "2026-11-22T10:30:01.000Z")
        #expect(summary.zoneSource == .stated)
        #expect(summary.slowest.map(\.number) == [2, 1, 8, 5, 9])
        #expect(summary.notices.map(\.place) == ["line 7"])
    }

    @Test func theWindowAndTheRaysPickLines() {
        let run = LogRun(LogSamples.text(LogSamples.mixed), options: windowed)
        #expect(run.keptNumbers == [1, 2, 5, 7, 9, 11])
        #expect(run.evidence.windowLines == 5)
        #expect(run.evidence.windowStatusCounts == [200: 1, 502: 1, 499: 1, 400: 1, 408: 1])
        #expect(run.evidence.matches.map(\.number) == [1, 7])
        #expect(run.evidence.failures.map(\.number) == [2, 5])
        #expect(run.evidence.edgeAddresses.map(\.address) == ["104.16.1.1"])
        #expect(run.evidence.edgeAddresses.map(\.count) == [2])
        #expect(run.evidence.hasRayField)
        #expect(String(decoding: run.kept[0].bytes, as: UTF8.self) == LogSamples.mixed[0])
    }

    @Test func withRaysAndNoWindowOnlyTheirLinesAreKept() {
        var options = windowed
        options.window = nil
        #expect(LogRun(LogSamples.text(LogSamples.mixed), options: options).keptNumbers == [1, 7])
    }

    @Test func withNeitherEveryRecordIsKept() {
        #expect(LogRun(LogSamples.text(LogSamples.mixed)).keptNumbers == [1, 2, 5, 7, 8, 9, 10, 11])
    }

    @Test func aLogWithoutRaysSaysSo() {
        let run = LogRun(LogSamples.text([LogSamples.mixed[7], LogSamples.mixed[9]]))
        #expect(!run.evidence.hasRayField)
    }

    @Test("the result does not depend on how the bytes are cut", arguments: [1, 2, 3, 7, 61, 1000])
    func chunks(chunk: Int) {
        for end in ["\n", "\r\n"] {
            let bytes = [0xef, 0xbb, 0xbf, 0, 0] + LogSamples.text(LogSamples.mixed, end: end)
            #expect(
                LogRun(bytes, options: windowed, chunk: chunk).dump == LogRun(bytes, options: windowed).dump)
        }
    }

    @Test func lineEndsAndMarksChangeNothing() {
        let plain = LogRun(LogSamples.text(LogSamples.mixed), options: windowed).dump
        #expect(LogRun(LogSamples.text(LogSamples.mixed, end: "\r\n"), options: windowed).dump == plain)
        #expect(
            LogRun([0xef, 0xbb, 0xbf] + LogSamples.text(LogSamples.mixed), options: windowed).dump == plain)
        #expect(LogRun(LogSamples.text(LogSamples.mixed).dropLast(), options: windowed).dump == plain)
        #expect(LogRun([0, 0, 0] + LogSamples.text(LogSamples.mixed), options: windowed).dump == plain)
    }

    @Test("a line over 1 MB is counted, passed and never kept", arguments: [1000, 65_536, 4 << 20])
    func overlong(chunk: Int) {
        let limit = LogChunks.lineByteLimit
        let prefix = Array((LogSamples.mixed[0] + " ").utf8)
        let fits = prefix + [UInt8](repeating: 0x61, count: limit - prefix.count)
        let bytes = fits + [0x0a] + fits + [0x61, 0x0a] + LogSamples.text([LogSamples.mixed[1]])
        let run = LogRun(bytes, chunk: chunk)
        #expect((run.summary.lines, run.summary.parsed, run.summary.unparsed) == (3, 2, 1))
        #expect(run.keptNumbers == [1, 3])
        #expect(run.summary.notices.first?.place == "line 2")
    }

    @Test("the first and the last lines are kept when there are too many", arguments: [0, 250, 10_000])
    func headAndTail(headLimit: Int) {
        let lines = (100..<200).map {
            #"203.0.113.9 - - [22/Nov/2026:10:00:00 +0000] "GET /\#($0) HTTP/1.1" 200 5"#
        }
        let each = lines[0].utf8.count + 1
        var options = LogOptions()
        options.headByteLimit = headLimit
        options.tailByteLimit = 5 * each + 3
        let run = LogRun(LogSamples.text(lines), options: options, chunk: 100)
        let head = min(100, headLimit / each)
        #expect(run.kept.map(\.number) == Array(1..<head + 1))
        #expect(run.tail.map(\.number) == Array(max(head + 1, 96)..<101))
        #expect(run.omitted == 100 - head - run.tail.count)
        #expect(run.evidence.windowLines == 100)
    }

    @Test func aShortLineDoesNotOvertakeALongOneIntoTheHead() {
        let paths = ["a", String(repeating: "b", count: 200), "c"]
        let lines = paths.map {
            #"203.0.113.9 - - [22/Nov/2026:10:00:00 +0000] "GET /\#($0) HTTP/1.1" 200 5"#
        }
        var options = LogOptions()
        options.headByteLimit = lines[0].utf8.count * 2 + 1
        let run = LogRun(LogSamples.text(lines), options: options)
        #expect(run.kept.map(\.number) == [1])
        #expect(run.tail.map(\.number) == [2, 3])
    }

    @Test func clientsAreCountedUpToALimit() {
        func run(_ count: Int) -> LogRun {
            let lines = (0..<count).map {
                #"10.\#($0 >> 16).\#($0 >> 8 & 255).\#($0 & 255) - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5"#
            }
            return LogRun(LogSamples.text(lines + lines.suffix(100)))
        }
        #expect(run(ClientTable.limit).summary.distinctClients == 65_536)
        let beyond = run(ClientTable.limit + 1)
        #expect(beyond.summary.distinctClients == nil)
        #expect(beyond.summary.notices.count == 1)
    }

    @Test func theSlowestTwentyAreKeptInOrder() {
        let lines = (0..<100).map {
            #"203.0.113.9 - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "-" \#($0 * 37 % 100).000"#
        }
        let slowest = LogRun(LogSamples.text(lines)).summary.slowest
        #expect(slowest.map(\.durationMS) == (80..<100).reversed().map { Double($0) * 1000 })
    }

    @Test("changed lines never crash it and every line is counted once", arguments: LogSamples.mixed.indices)
    func mutants(sample: Int) {
        var numbers = SplitMix64(seed: UInt64(sample))
        let bytes = Array(LogSamples.mixed[sample].utf8)
        for _ in 0..<500 {
            let mutant = numbers.mutant(
                of: bytes, alphabet: Array(#"[]" \:/-0=. #"#.utf8) + [0, 0x0a, 0x0d, 0x80])
            let run = LogRun(mutant, options: windowed, chunk: 50)
            let summary = run.summary
            #expect(summary.lines == summary.parsed + summary.unparsed + summary.blank + summary.comments)
            #expect(run.dump == LogRun(mutant, options: windowed).dump)
        }
    }

    @Test func aLineOfAnErrorLogIsKeptWhenItIsAnErrorOfTheWindow() {
        var options = LogOptions()
        options.zone = .utc
        options.window = LogSamples.window
        options.rays = [7]
        var scanner = LogScanner(options: options)
        scanner.feed(
            Array(
                """
                2026/11/22 10:10:00 [error] 7#7: *1 upstream timed out, client: 203.0.113.9, request: "GET /a HTTP/1.1"
                2026/11/22 10:10:01 [info] 7#7: *1 closed
                2026/11/22 09:10:00 [error] 7#7: *1 upstream timed out
                not a line

                """.utf8
            ).span)
        let evidence = scanner.finish().evidence
        let kept = scanner.takeKept().map(\.number)
        #expect(kept == [1, 2])
        #expect(evidence.summary.levelCounts == ["error": 2, "info": 1])
        #expect(evidence.problems.map(\.target) == ["/a"] && evidence.problems[0].client == "203.0.113.9")
    }

    @Test("no notice quotes the log")
    func noticesQuoteNothing() {
        let run = LogRun(Array("secret-one\nsecret-two\n".utf8))
        #expect(run.summary.notices.count == 2)
        #expect(!run.summary.notices.contains { $0.message.contains("secret") })
    }

    @Test func failuresBetweenHeadAndTailStayWithTheirNeighbours() {
        let lines = (0..<1000).map { index in
            #"203.0.113.9 - - [22/Nov/2026:10:10:00 +0000] "GET /\#(index) HTTP/1.1" \#(index == 500 ? 502 : 200) 5"#
        }
        var options = LogOptions()
        options.window = LogSamples.window
        options.headByteLimit = 200
        options.tailByteLimit = 400
        var scanner = LogScanner(options: options)
        scanner.feed(LogSamples.text(lines).span)
        let end = scanner.finish()
        let head = scanner.takeKept().map(\.number)
        #expect(head == [1, 2] && end.tail.map(\.number) == Array(996...1000))
        #expect(end.failing.map(\.number) == [499, 500, 501, 502, 503])
        #expect(end.omittedLines == 1000 - 12)
        options.failureByteLimit = 100
        var small = LogScanner(options: options)
        small.feed(LogSamples.text(lines).span)
        #expect(small.finish().failing.map(\.number) == [499])
    }

    @Test func handshakesOnAPlainPortAreCounted() {
        #expect(LogRun(LogSamples.text(LogSamples.mixed)).evidence.handshakes == 1)
        let apache = #"203.0.113.9 - - [22/Nov/2026:10:30:00 +0000] "\x16\x03\x01" 400 226"#
        let page = #"203.0.113.9 - - [22/Nov/2026:10:30:00 +0000] "GET /?q=\x16\x03 HTTP/1.1" 400 226"#
        #expect(LogRun(LogSamples.text([apache, page, apache])).evidence.handshakes == 2)
    }

    @Test(
        "what the edge asks its own cache is no failing request",
        arguments: [
            ("earlyHintsCache", 504, 1, 0), ("11", 504, 1, 0), ("edgeWorkerCacheAPI", 504, 1, 0),
            ("eyeball", 504, 0, 1), ("earlyHintsCache", 502, 0, 1), ("1", 504, 0, 1),
        ])
    func innerTimeouts(source: String, status: Int, inner: Int, failures: Int) {
        let line =
            #"{"EdgeStartTimestamp":"2026-11-22T10:10:00Z","ClientRequestMethod":"GET","ClientRequestURI":"/","#
            + #""EdgeResponseStatus":\#(status),"ClientRequestSource":"\#(source)"}"#
        let evidence = LogRun(LogSamples.text([line])).evidence
        #expect(evidence.innerTimeouts == inner && evidence.failures.count == failures)
        #expect(evidence.summary.statusCounts == [status: 1])
    }
}
