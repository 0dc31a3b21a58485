import Foundation
import TestSupport
import Testing

/// Files so long that their parts are sealed beside each other.
struct ManyPartsTests {
    private static let early = "q7Wm2Zk9Rt4Yx8LpA"
    private static let late = "v3Hn8Kd2Xs6Tb1GqB"

    /// Some four megabytes; the last entry says that what stood in the first is a secret, and the other way round.
    private static func har(entries: Int) -> String {
        let filler = String(repeating: "the quick brown fox jumps over the lazy dog; ", count: 60)
        let list = (0..<entries).map { index in
            let cookie = index == 0 ? early : index == entries - 1 ? late : "c\(index)"
            let body = index == 0 ? "see \(late) here" : index == entries - 1 ? "and \(early) there" : filler
            return """
                {"startedDateTime":"2026-11-22T11:59:00.000Z","time":\(index),"request":{"method":"GET","url":\
                "https://www.shop.test/\(index)","httpVersion":"h2","cookies":[{"name":"sid","value":"\(cookie)"}],\
                "headers":[],"queryString":[],"headersSize":-1,"bodySize":0},"response":{"status":200,"statusText":"",\
                "httpVersion":"h2","cookies":[],"headers":[],"content":{"size":2,"mimeType":"text/plain","text":"\(body)"},\
                "redirectURL":"","headersSize":-1,"bodySize":2},"cache":{},"timings":{"send":0,"wait":5,"receive":0}}
                """
        }
        return
            #"{"log":{"version":"1.2","creator":{"name":"t","version":"1"},"entries":[\#(list.joined(separator: ","))]}}"#
    }

    /// Placeholders without their keyed digits.
    private static func outline(_ text: String) -> String {
        text.replacing(#/\.[0-9a-f]{8}\./#, with: ".x.")
    }

    @Test func aLongHARKeepsItsOrderAndNoSecretOfAnotherPart() async throws {
        let scratch = try Scratch()
        try scratch.write(Self.har(entries: 1500), to: "long.har")
        let run = try await Program.run(["har", "sanitize", "long.har", "-o", "out.har"], in: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
        let data = try Data(contentsOf: scratch.url.appending(path: "out.har"))
        let text = String(decoding: data, as: UTF8.self)
        #expect(!text.contains(Self.early) && !text.contains(Self.late))
        let log = try #require(
            (try JSONSerialization.jsonObject(with: data) as? [String: Any])?["log"] as? [String: Any])
        let times = (log["entries"] as? [[String: Any]])?.compactMap { $0["time"] as? Int }
        #expect(times == Array(0..<1500))
    }

    @Test(.needs("taskset"))
    func oneProcessorAndManyWriteTheSame() async throws {
        let scratch = try Scratch()
        try scratch.write(Self.har(entries: 1500), to: "long.har")
        let many = try await Program.run(["har", "sanitize", "long.har", "-o", "-"], in: scratch.url)
        let one = try await Tool.run(
            "/usr/bin/env",
            ["taskset", "-c", "0", Program.executable.path(), "har", "sanitize", "long.har", "-o", "-"],
            in: scratch.url)
        #expect(many.status == 0 && one.status == 0, "\(one.errors)")
        #expect(Self.outline(many.output) == Self.outline(one.output))
    }

    @Test func aLongTextKeepsItsLinesAndItsKeysWhole() async throws {
        let scratch = try Scratch()
        let key =
            "-----BEGIN PRIVATE KEY-----\n"
            + String(repeating: "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n", count: 30)
            + "-----END PRIVATE KEY-----"
        let lines = (0..<60_000).map { $0 % 997 == 0 ? key : "line \($0) of a log that says nothing of use" }
        try scratch.write(lines.joined(separator: "\n") + "\n", to: "long.txt")
        let run = try await Program.run(["redact", "long.txt", "-o", "-"], in: scratch.url)
        let expected =
            lines.map { $0 == key ? "~private-key.x.\(key.utf8.count)~" : $0 }.joined(separator: "\n") + "\n"
        #expect(Self.outline(run.output) == expected)
    }

    @Test func aHARFromAPipeIsReadAsOne() async throws {
        let scratch = try Scratch()
        try scratch.write(Self.har(entries: 2), to: "a.har")
        let run = try await NeverLostTests.shell(
            "cat a.har | $casefile redact - -o - ; gzip -c a.har | $casefile redact - -o -", in: scratch)
        #expect(run.status == 0, "\(run.errors)")
        #expect(!run.output.contains(Self.early) && run.output.contains("~cookie."))
        #expect(
            run.output.components(separatedBy: #"{"log":{"version":"1.2""#).count == 3,
            "\(run.output.prefix(200))")
    }
}
