import Foundation
import TestSupport
import Testing

/// What is to be concluded from a case that the real program gathers at a scripted edge and the origins behind it.
struct Situation: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let words: [String]
    /// All findings, each `id attribution confidence`, and no other.
    let expects: Set<String>
    let isWhole: Bool

    /// - Parameters:
    ///   - name: Kebab-case; also of its golden.
    ///   - host: Below `site.test`.
    ///   - origin: The port's name; `nil` for an origin nobody asks.
    ///   - more: Further words of the command.
    ///   - expects: All findings.
    init(
        _ name: String, _ host: String, origin: String? = nil, more: [String] = [], expects: Set<String>
    ) {
        self.init(
            name, host,
            ["--quick", "--edge", "127.0.0.1:@edge@"]
                + (origin.map { ["--origin", "127.0.0.1:@\($0)@"] } ?? []) + more, expects)
    }

    /// With every other way to ask, at addresses that have the ports of the web.
    static func whole(
        _ name: String, _ host: String, origin: String? = nil, expects: Set<String>
    ) -> Situation {
        Situation(
            name, host, ["--edge", "127.77.0.1"] + (origin.map { ["--origin", $0] } ?? []), expects,
            isWhole: true)
    }

    private init(
        _ name: String, _ host: String, _ more: [String], _ expects: Set<String>, isWhole: Bool = false
    ) {
        testDescription = name
        self.expects = expects
        self.isWhole = isWhole
        words =
            ["collect", "https://\(host).site.test/", "--zone", "site.test", "--no-system-resolvers"]
            + ["--no-paths", "--quiet", "--ca", "@authority@", "--deadline", "20s"] + more
    }

    static let all: [Situation] = [
        Situation("all-well", "well", origin: "good", expects: ["not-reproduced benign high"]),
        Situation(
            "origin-locked", "locked", origin: "locked",
            expects: ["not-reproduced benign high", "origin-locked benign likely"]),
        Situation(
            "521-refused", "refused", origin: "closed", expects: ["edge-521-origin-refuses origin high"]),
        Situation(
            "521-nobody-asked-the-origin", "refused",
            expects: ["edge-521-origin-unknown undetermined possible"]),
        Situation(
            "521-edge-kept-out", "blocked-edge", origin: "good",
            expects: ["edge-521-origin-answers origin likely"]),
        Situation(
            "522-no-connection", "timeout", origin: "hole", expects: ["edge-522-origin-silent origin high"]),
        Situation(
            "522-edge-kept-out", "timeout-edge", origin: "good",
            expects: ["edge-522-origin-answers origin likely"]),
        Situation(
            "522-nobody-asked-the-origin", "timeout",
            expects: ["edge-522-origin-unknown undetermined possible"]),
        Situation(
            "520-no-answer", "no-answer", origin: "hang-up",
            expects: ["edge-520-origin-breaks-off origin high"]),
        Situation(
            "520-headers-too-big", "big-headers", origin: "big-headers",
            expects: ["edge-520-headers-too-big origin high"]),
        Situation("524-late", "late", origin: "late", expects: ["edge-524-origin-answers origin possible"]),
        Situation(
            "524-and-the-log-has-it", "logged", origin: "later", more: ["--log", "@log@"],
            expects: [
                "edge-524-log-finished origin high", "edge-524-origin-answers origin possible",
                "ray-in-origin-log-answered-late origin likely",
            ]),
        Situation(
            "525-no-tls", "no-tls", origin: "no-tls",
            expects: ["edge-525-origin-handshake-fails origin high", "wrong-port origin high"]),
        Situation(
            "526-expired", "expired", origin: "expired",
            expects: ["certificate-expired origin high", "edge-526-origin-certificate origin high"]),
        Situation(
            "526-self-signed", "self-signed", origin: "self",
            expects: [
                "certificate-unknown-authority origin likely", "edge-526-origin-certificate origin high",
            ]),
        Situation(
            "526-wrong-name", "wrong-name", origin: "other",
            expects: ["certificate-name-mismatch origin high", "edge-526-origin-certificate origin high"]),
        Situation(
            "500-of-the-origin", "error-500", origin: "error-500",
            expects: ["server-error-origin-same origin high"]),
        Situation(
            "500-nobody-asked-the-origin", "error-500",
            expects: ["server-error-origin-unknown undetermined possible"]),
        Situation(
            "503-of-the-origin", "error-503", origin: "error-503",
            expects: ["server-error-origin-same origin high"]),
        Situation(
            "502-that-passed", "passing-502", origin: "good",
            expects: ["server-error-origin-answers undetermined possible"]),
        Situation(
            "block-by-a-rule", "rule", origin: "good", expects: ["owner-block-1020 edge_configuration high"]),
        Situation(
            "block-by-a-rate-limit", "rate", origin: "good",
            expects: ["owner-block-1015 edge_configuration high"]),
        Situation("block-by-country", "country", expects: ["owner-block-1009 edge_configuration high"]),
        Situation(
            "1000-itself", "itself", origin: "good", expects: ["edge-1000 edge_configuration possible"]),
        Situation("1001", "placeholder", expects: ["edge-1001 edge_configuration likely"]),
        Situation("1014", "cross-account", expects: ["edge-1014 edge_configuration likely"]),
        Situation(
            "1016-dangling", "no-origin", more: ["--resolver", "127.0.0.1:@names@"],
            expects: ["edge-1016-dangling edge_configuration high"]),
        Situation("1033", "tunnel", expects: ["edge-1033 origin high"]),
        Situation("challenge", "challenge", origin: "good", expects: ["challenge benign high"]),
        .whole("redirect-loop", "loop", expects: ["redirect-loop edge_configuration likely"]),
        .whole(
            "redirect-loop-flexible", "loop", origin: "127.77.0.2",
            expects: ["redirect-loop-flexible edge_configuration high"]),
        .whole(
            "cache-hit", "hit", origin: "127.77.0.2",
            expects: ["cache-verdict-hit benign likely", "not-reproduced benign high"]),
        .whole(
            "cache-dynamic", "dynamic",
            expects: ["cache-verdict-dynamic benign likely", "not-reproduced benign high"]),
        .whole(
            "https-fails-alone", "plain-only",
            expects: [
                "edge-521-origin-unknown undetermined possible",
                "relative-differs-scheme undetermined likely", "who-made-error-edge undetermined high",
            ]),
        Situation(
            "clock-of-the-origin", "skewed", origin: "skewed",
            expects: ["clock-skew-origin origin high", "not-reproduced benign high"]),
        .whole("without-www", "www", expects: ["relative-differs-name undetermined likely"]),
        Situation(
            "sometimes", "sometimes", origin: "good", more: ["--samples", "6", "--every", "1s"],
            expects: ["intermittent-edge undetermined high"]),
        Situation(
            "edge-unreachable", "well", more: ["--edge", "127.0.0.1:@closed@"],
            expects: ["edge-unreachable path likely"]),
        Situation(
            "name-not-found", "gone", more: ["--resolver", "127.0.0.1:@names@"],
            expects: ["name-not-found edge_configuration likely", "not-reproduced benign high"]),
        Situation(
            "name-server-fails", "broken", more: ["--resolver", "127.0.0.1:@names@"],
            expects: ["name-lookup-fails edge_configuration possible", "not-reproduced benign high"]),
    ]
}

@Suite(.needs(ScriptedEdge.tools))
struct SituationTests {
    /// A few at a time: the edge has timeouts of seconds, and all at once they would keep it from the processors.
    private static let turns = Turns(3)

    @Test("the real program finds this and nothing else", arguments: Situation.all)
    func finds(_ situation: Situation) async throws {
        let scratch = try Scratch()
        let edge = try ScriptedEdge.running.get()
        if situation.isWhole, !edge.has("whole-edge") {
            try Test.cancel("the ports of the web may not be taken here")
        }
        let words = try situation.words.map { word in
            let parts = word.split(separator: "@", omittingEmptySubsequences: false)
            return parts.count == 3 ? "\(parts[0])\(try edge.fact(String(parts[1])))\(parts[2])" : word
        }
        let run = try await Self.turns.take { try await Program.run(words, in: scratch.url) }
        #expect([0, 1].contains(run.status), "\(run.errors)")
        let bundle = try #require(try scratch.names().first { $0.hasSuffix(".zip") })
        _ = try await Tool.run("/usr/bin/unzip", ["-q", bundle], in: scratch.url)
        let files = try StageFiles(scratch.url.appending(path: String(bundle.dropLast(4))))
        let document = try JSONSerialization.jsonObject(with: Data(try files.text("findings.json").utf8))
        let findings = (document as? [String: Any])?["findings"] as? [[String: Any]] ?? []
        let found = findings.map { finding in
            ["id", "attribution", "confidence"].map { finding[$0] as? String ?? "" }.joined(separator: " ")
        }
        #expect(Set(found) == situation.expects, "\(words.joined(separator: " "))")
        try Golden("CommandTests/Situations").expect(
            try files.stages(), is: "\(situation.testDescription).txt")
    }
}

/// So many may do something at once; the others wait in the order they came.
private actor Turns {
    private var left: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { left = count }

    func take<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        if left > 0 { left -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
        defer { if waiting.isEmpty { left += 1 } else { waiting.removeFirst().resume() } }
        return try await body()
    }
}

/// What each stage of a case wrote, without what differs from run to run.
struct StageFiles {
    private let folder: URL

    init(_ folder: URL) throws { self.folder = folder }

    func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    /// The records of the steps, what was concluded from them, what was removed, and the page to paste.
    func stages() throws -> String {
        let steps = ["http", "dns"].flatMap { kind in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: kind).path())) ?? [])
                .filter { $0.hasSuffix(".json") }.sorted().map { "\(kind)/\($0)" }
        }
        let records = steps + ["findings.json", "redactions.json"]
        var parts = try records.map { "== \($0)\n\(Self.steady(try text($0)))\n" }
        parts.append("== timeline.json\n\(Self.steady(try timeline()))\n")
        let sections = Self.steady(try text("case.txt")).components(separatedBy: "\n\n").map(Self.reflowed)
        return (parts + ["== case.txt"] + sections).joined(separator: "\n") + "\n"
    }

    /// What began in the same moment in an order that is the same in every run.
    private func timeline() throws -> String {
        var document =
            try JSONSerialization.jsonObject(with: Data(try text("timeline.json").utf8)) as? [String: Any]
            ?? [:]
        let events = document["events"] as? [[String: Any]] ?? []
        document["events"] = events.sorted { a, b in
            ["file", "says"].compactMap { a[$0] as? String }.joined()
                < ["file", "says"].compactMap { b[$0] as? String }.joined()
        }
        let data = try JSONSerialization.data(
            withJSONObject: document, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }

    /// The words of a section, broken anew.
    ///
    /// How long a number is moves every break behind it. Ray IDs of one moment stand in the same order in every run.
    private static func reflowed(_ section: String) -> String {
        let section =
            section.hasPrefix("RAY IDS")
            ? section.split(separator: "\n").sorted().joined(separator: "\n") : section
        var lines = [""]
        for word in section.split(whereSeparator: \.isWhitespace) {
            if !lines[lines.count - 1].isEmpty, lines[lines.count - 1].count + word.count > 99 {
                lines.append("")
            }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func steady(_ text: String) -> String {
        var text = text
        for (pattern, steady) in volatile {
            guard let expression = try? NSRegularExpression(pattern: pattern) else { continue }
            text = expression.stringByReplacingMatches(
                in: text, range: NSRange(text.startIndex..., in: text), withTemplate: steady)
        }
        return text
    }

    private static let volatile = [
        (#"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"#, "TIME"), (#"\d{8}T\d{6}Z"#, "TIME"),
        (#"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT"#, "DATE"),
        (#"\b9f[0-9a-f]{14}\b"#, "RAY"), (#"\b[0-9A-Fa-f]{38,64}\b"#, "HEX"),
        (#"(127\.\d+\.\d+\.\d+):\d{4,5}"#, "$1:PORT"),
        (#""(\w+_ms|name_lookup|connect|tls|request_sent|first_byte|total)" ?: -?[0-9.]+"#, #""$1": N"#),
        (#"\b\d+(\.\d+)?\s+(ms|s|milliseconds)\b"#, "DURATION"),
        (#"\b\d+(\.\d+)?\s+(bytes|KB|MB)\b"#, "SIZE"),
        (#"_port": \d{4,5}"#, #"_port": PORT"#), (#"(\bport|-p) \d{4,5}"#, "$1 PORT"),
        (#""raw_base64": "[^"]*""#, #""raw_base64": "RAW""#),
        (#"-----BEGIN CERTIFICATE-----[^"]*"#, "PEM"), (#"ts=\d+\.\d+"#, "ts=N"),
        (#"ip([46])-[0-9a-f.:]+"#, "ip$1-X"),
    ]
}
