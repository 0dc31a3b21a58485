import Foundation
import TestSupport
import Testing

/// The report in a real browser: narrow and wide, light and dark.
struct ReportPageTests {
    /// Every report that stands beside the tests as an example.
    private static func examples() -> [String] {
        let tests = Repository.root.appending(path: "Tests")
        let files = FileManager.default.enumerator(atPath: tests.path())?.compactMap { $0 as? String } ?? []
        return files.filter { name in
            let last = name.split(separator: "/").last ?? ""
            return last.hasPrefix("report") && last.hasSuffix(".html")
        }.sorted().map { tests.appending(path: $0).path() }
    }

    @Test(.needsBrowser)
    func everyExampleIsInertReadableAndWithoutARequest() async throws {
        let scratch = try Scratch()
        let examples = Self.examples()
        #expect(examples.count >= 4)
        let run = try await Python.look(at: examples, in: scratch.url)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains("\(examples.count) pages, 4 views each, 0 problems"))
    }

    @Test(
        "the check finds what is wrong", .needsBrowser,
        arguments: [
            ("<script>1</script>", "runs or loads"), ("<p onclick=\"x()\">a</p>", "a handler"),
            ("<a href=\"javascript:x()\">a</a>", "script address"),
            ("<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">", "without alt"),
            ("<link rel=\"stylesheet\" href=\"https://example.test/x.css\">", "runs or loads"),
            ("<h1>again</h1>", "not one h1"), ("<h4>far</h4>", "skips a level"),
            ("<footer>two</footer>", "not one footer"),
            ("<svg role=\"img\"></svg>", "without a name"),
            ("<svg role=\"img\"><title>x</title></svg>", "text alternative"),
            ("<table><tr><th>a</th></tr></table>", "without a caption"),
            ("<a href=\"#no\">x</a>", "to nowhere"),
            ("<a href=\"https://example.test/\">x</a>", "that leaves"),
            ("<p style=\"color:#999;background:#fff\">pale</p>", "contrast"),
            (
                "<svg role=\"img\"><title>x</title><desc>a long enough description</desc><text y=\"10\" fill=\"#888\">pale</text></svg>",
                "contrast"
            ),
            ("<p>abc\u{202e}txt</p>", "direction character"),
            ("<div style=\"width:2000px\">wide</div>", "scrolls sideways"),
            ("<div style=\"overflow-x:auto\"><div style=\"width:2000px\">wide</div></div>", "no keyboard"),
            ("<p id=\"a\">1</p><p id=\"a\">2</p>", "an id twice"), ("<p aria-label=\"x\">1</p>", "no role"),
        ])
    func theCheckFinds(flaw: String, problem: String) async throws {
        let scratch = try Scratch()
        let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        let page = """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)"><title>t</title></head>
            <body><header><h1>t</h1></header><nav><a href="#x">x</a></nav><main id="x"><h2>a</h2>\u{0}</main><footer>f</footer></body></html>
            """
        let (sound, broken) = (
            page.replacing("\u{0}", with: "<p>sound</p>"), page.replacing("\u{0}", with: flaw)
        )
        let flawed =
            flaw.hasPrefix("<footer")
            ? page.replacing("\u{0}", with: "").replacing("</footer>", with: "</footer>\(flaw)") : broken
        try scratch.write(sound, to: "sound.html")
        try scratch.write(flawed, to: "flawed.html")
        let good = try await Python.look(at: ["sound.html"], in: scratch.url)
        #expect(good.status == 0, "\(good.output)\(good.errors)")
        let bad = try await Python.look(at: ["flawed.html"], in: scratch.url)
        #expect(bad.status == 1 && bad.output.contains(problem), "\(bad.output)\(bad.errors)")
    }

    /// Text that would act if it were not escaped, with marks that turn the direction of what follows.
    private static let attack =
        "<script>document.title='owned'</script><img src=x onerror=alert(1)>\"'>\u{202e}gpj.exe\u{2066}\u{9b}31m</style></svg>"

    @Test(.needsBrowser, .needs("unzip"))
    func hostileInputOfEveryKindRendersInert() async throws {
        let scratch = try Scratch()
        try Self.writeHostileInputs(scratch)
        let collected = try await Program.run(
            [
                "collect", "https://www.example.test/%3Cscript%3E", "--zone", "example.test", "--offline",
                "--har",
                "bad.har", "--log", "bad.log", "--path-output", "bad.txt", "--since", "2026-11-22T10:00Z",
                "--until",
                "2026-11-22T11:00Z", "--summary", Self.attack, "--actual", Self.attack, "--now",
                "2026-11-22T12:00:00Z",
            ], in: scratch.url)
        #expect(collected.status <= 1, "\(collected.errors)")
        let name = "example.test-20261122T120000Z"
        let page = try await scratch.read("\(name).zip", path: "report.html")
        #expect(page.contains("&lt;script&gt;"))
        try scratch.write(page, to: "report.html")
        let run = try await Python.look(at: ["report.html"], in: scratch.url)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        for format in ["text", "json"] {
            let text = try await Program.run(
                ["inspect", "\(name).zip", "--report", "--format", format], in: scratch.url)
            #expect(text.status == 0)
            #expect(text.output.contains("document.title"))
            #expect(
                !text.output.unicodeScalars.contains { scalar in
                    switch scalar.value {
                    case 0x0a: false
                    case 0..<0x20, 0x7f...0x9f, 0x202a...0x202e, 0x2066...0x2069: true
                    default: false
                    }
                }, "\(format)")
        }
    }

    private static func writeHostileInputs(_ scratch: Scratch) throws {
        let entry: [String: Any] = [
            "startedDateTime": "2026-11-22T10:10:00.000Z", "time": 1800, "pageref": "page_1",
            "request": [
                "method": "GET<b>", "url": "https://www.example.test/\(attack)", "httpVersion": "h2",
                "headers": [["name": attack, "value": attack]], "queryString": [[String: Any]](),
                "cookies": [[String: Any]](), "headersSize": -1, "bodySize": 0,
            ],
            "response": [
                "status": 522, "statusText": attack, "httpVersion": "h2", "cookies": [[String: Any]](),
                "headers": [
                    ["name": "cf-ray", "value": "9f140b785e57c458-FRA"], ["name": "x", "value": attack],
                ],
                "content": ["size": 3, "mimeType": attack, "text": attack], "redirectURL": "",
                "headersSize": -1,
                "bodySize": 3,
            ],
            "cache": [String: Any](),
            "timings": [
                "blocked": 1, "dns": 1, "connect": 2, "ssl": 1, "send": 1, "wait": 1790, "receive": 5,
            ],
        ]
        let page: [String: Any] = [
            "startedDateTime": "2026-11-22T10:10:00.000Z", "id": "page_1", "title": attack,
            "pageTimings": ["onLoad": 3],
        ]
        let har: [String: Any] = [
            "log": [
                "version": "1.2", "creator": ["name": attack, "version": "1"],
                "browser": ["name": attack, "version": "1"], "pages": [page], "entries": [entry],
            ]
        ]
        try JSONSerialization.data(withJSONObject: har).write(to: scratch.url.appending(path: "bad.har"))
        let line =
            "203.0.113.7 - - [22/Nov/2026:10:10:01 +0000] \"GET /\(attack.replacing("\"", with: "")) HTTP/1.1\" 502 10 "
        try scratch.write(
            line + "\"-\" \"\(attack.replacing("\"", with: ""))\" \"9f140b785e57c458-FRA\"\n"
                + "2026/11/22 10:10:02 [error] 1#1: *1 \(attack) while connecting to upstream\n",
            to: "bad.log")
        try scratch.write(
            "traceroute to www.example.test (192.0.2.7), 30 hops max, 60 byte packets\n"
                + " 1  <script>x</script>\u{202e} (198.51.100.1)  0.5 ms  0.6 ms  0.7 ms\n 2  * * *\n",
            to: "bad.txt")
    }
}
