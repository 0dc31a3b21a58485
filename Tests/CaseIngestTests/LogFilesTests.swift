import CaseModel
import Foundation
import TestSupport
import Testing

@testable import CaseIngest

/// Logs that real servers wrote: nginx 1.22, Caddy 2.6 and 2.11, Traefik 3.7, Envoy 1.40, HAProxy 2.6, Tomcat 10.1,
/// Varnish 7.1, rsyslog 8, journald 252, Apache httpd 2.4; Docker's, Kubernetes', Logpush's and Elastic's by their documentation.
struct LogFilesTests {
    private static let folder = Repository.root.appending(path: "Tests/CaseIngestTests/LogFiles")

    @Test("every line is read as it stands in lines.txt; CASEFILE_RECORD=1 writes it anew")
    func lines() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".log")
        }
        var read: [String] = []
        for file in files.sorted() {
            read.append("== \(file)")
            var reader = LogLineReader(zone: .utc)
            let lines = try Data(contentsOf: Self.folder.appending(path: file)).split(separator: 0x0a)
            for (index, line) in lines.enumerated() {
                let bytes = Array(line)
                let record = reader.read(bytes.span, 0..<bytes.count, number: index + 1)
                read.append(
                    reader.problem.map { Self.row($0) } ?? record.map { Self.row($0, reader.format) }
                        ?? "not read")
            }
        }
        try Golden("CaseIngestTests/LogFiles").expect(
            read.joined(separator: "\n") + "\n", is: "lines.txt")
        #expect(files.count >= 20)
    }

    private static func row(_ problem: LogProblem) -> String {
        let fields: [String?] = [
            "error_log", problem.time.description, problem.level, String(problem.message.prefix(60)),
            problem.client, problem.method, problem.target, problem.host, problem.upstream,
        ]
        return fields.map { $0 ?? "-" }.joined(separator: " | ")
    }

    private static func row(_ line: LogLine, _ format: String?) -> String {
        let fields: [String?] = [
            format, line.time?.description, line.client, line.method,
            line.target.map { String($0.prefix(48)) },
            line.status.map(String.init), line.bytes.map(String.init), line.host, line.ray?.description,
            line.durationMS.map { "\($0) ms" }, line.userAgent.map { String($0.prefix(24)) },
        ]
        return fields.map { $0 ?? "-" }.joined(separator: " | ")
    }

    @Test(
        "instants in every unit, and none without an offset",
        arguments: [
            ("1795343464", "2026-11-22T10:31:04.000Z"), ("1795343464.25", "2026-11-22T10:31:04.250Z"),
            ("1795343464123", "2026-11-22T10:31:04.123Z"), ("1795343464123456", "2026-11-22T10:31:04.123Z"),
            ("1795343464123456789", "2026-11-22T10:31:04.123Z"),
            ("2026-11-22T10:31:04+0100", "2026-11-22T09:31:04.000Z"),
            ("[22/Nov/2026:10:31:04 -0330]", "2026-11-22T14:01:04.000Z"), ("2026-11-22T10:31:04", nil),
            ("22/Nov/2026:10:31:04", nil), ("99999999999999999999", nil), ("1795343464x", nil), ("soon", nil),
        ])
    func instants(text: String, expected: String?) {
        let bytes = Array(text.utf8)
        let time = LogInstant.read(bytes.span, 0..<bytes.count)
        #expect(time.map { Timestamp(nanosecondsSinceEpoch: $0).description } == expected)
    }

    @Test(
        "a time without a zone waits for the user to say it",
        arguments: [(nil, nil), (LogZone(name: "+02:00", offset: 7200), "2026-11-22T08:31:04.125Z")])
    func zone(zone: LogZone?, expected: String?) {
        let text =
            #"203.0.113.9:51514 [22/Nov/2026:10:31:04.125] web app/a1 0/0/1/20/21 503 212 - - SC-- 1/1/0/0/0 0/0 "GET /x HTTP/1.1""#
        let bytes = Array(text.utf8)
        var reader = LogLineReader(zone: zone)
        #expect(reader.read(bytes.span, 0..<bytes.count, number: 1)?.time?.description == expected)
        var options = LogOptions()
        options.zone = zone
        var scanner = LogScanner(options: options)
        scanner.feed(bytes.span)
        let summary = scanner.finish().evidence.summary
        #expect(summary.zoneSource == (zone == nil ? .stated : .given))
        #expect(summary.notices.contains { $0.message.contains("--log-zone") } == (zone == nil))
    }

    @Test(
        "numbers of any size leave a duration out",
        arguments: ["99999999999999918", "1e999", "inf", "nan", "-1", "999999999999999999999999"])
    func hugeNumbers(number: String) throws {
        let owner = String(repeating: "a", count: 64)
        let lines = [
            #"\#(owner) b [22/Nov/2026:10:31:04 +0000] 203.0.113.9 - I OP k "GET / HTTP/1.1" 403 E 243 - \#(number) - "-" "x""#,
            #"1795341600.354 \#(number) 203.0.113.9 TCP_MISS/200 240 GET http://a.test/ - HIER_DIRECT/203.0.113.9 -"#,
            #"[2026-11-22T10:31:04.339Z] "GET / HTTP/1.1" 200 - 0 20 \#(number) 0 "203.0.113.9" "x" "i" "a.test" "u""#,
            #"203.0.113.9:5 [22/Nov/2026:10:31:04.125] w a/a 0/0/0/0/\#(number) 200 5 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1""#,
            #"http 2026-11-22T10:31:04.186641Z lb 203.0.113.9:1 10.0.0.1:80 \#(number) 0.1 0.1 200 200 0 57 "GET / HTTP/1.1" "x" - -"#,
            #"{"time":"2026-11-22T10:31:04Z","status":200,"duration":"\#(number)s","size":"\#(number)"}"#,
        ]
        for line in lines {
            var reader = LogLineReader(zone: .utc)
            let bytes = Array(line.utf8)
            let read = reader.read(bytes.span, 0..<bytes.count, number: 1)
            let record = try #require(read, "\(line)")
            #expect(record.durationMS ?? 0 < 1e15)
        }
        var scanner = LogScanner(options: LogOptions())
        scanner.feed(
            Array(
                "#Fields: date time c-ip sc-status time-taken\n2026-11-22 10:31:04 203.0.113.9 200 \(number)\n"
                    .utf8
            ).span)
        #expect(scanner.finish().evidence.summary.parsed == 1)
    }

    @Test(
        "what is no access record stays unread",
        arguments: [
            #"{"level":"loud","ts":1795807701.8,"msg":"serving"}"#, #"{"status":200,"uri":"/"}"#,
            #"{"time":"2026-"#,
            #"{"log":"plain text\n","time":"2026-11-22T10:31:04Z"}"#, "{}", "<134>",
            "<134>1 2026-11-22T10:31:04Z a",
            "Nov 22 10:31:04 host tag: text", "web-1  | text", "[pod/a/b] text",
            "2026-11-22T10:31:04Z stdout F ",
        ])
    func unread(text: String) {
        var reader = LogLineReader()
        let bytes = Array(text.utf8)
        #expect(reader.read(bytes.span, 0..<bytes.count, number: 1) == nil)
    }
}
