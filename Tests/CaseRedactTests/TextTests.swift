import CaseModel
import JSONBytes
import Testing

@testable import CaseRedact

struct TextTests {
    @Test(
        "secrets go, the rest of the text stays",
        arguments: [
            (
                "> Authorization: Basic dXNlcjpwYXNz\r\n> Host: e.com\r\n",
                "> Authorization: Basic <authorization>\r\n> Host: e.com\r\n"
            ),
            (
                "< Set-Cookie: a=b; Path=/\n< cf-ray: 9f140b785e57c458-FRA\n",
                "< Set-Cookie: a=<cookie>; Path=/\n< cf-ray: 9f140b785e57c458-FRA\n"
            ),
            (
                "curl -H 'Cookie: a=b; c=d' https://e.com/",
                "curl -H 'Cookie: a=<cookie>; c=<cookie>' https://e.com/"
            ),
            ("curl -u joe https://e.com/?token=abc&x=1", "curl -u joe https://e.com/?token=<secret>&x=1"),
            (
                "ip=203.0.113.9\nuag=curl/8.5.0\ncolo=FRA\n",
                "ip=<visitor-address>\nuag=curl/8.5.0\ncolo=FRA\n"
            ),
            ("<a href=\"/x?a=1&amp;token=abcdef\">", "<a href=\"/x?a=1&amp;token=<secret>\">"),
            (
                "zone 023e105f4ecef8ad9ca31a8372d0c353 ray 9f140b785e57c458",
                "zone 023e105f4ecef8ad9ca31a8372d0c353 ray 9f140b785e57c458"
            ),
            (
                "id 0f8fad5b-d9cb-469f-a165-70867728950e etag W/\"5f3a9c\"",
                "id 0f8fad5b-d9cb-469f-a165-70867728950e etag W/\"5f3a9c\""
            ),
            ("error code: 522", "error code: 522"),
            ("Session: 3 requests, key: none", "Session: 3 requests, key: none"),
            ("{\"a\":1}\n{\"password\":\"x y\"}\n", "{\"a\":1}\n{\"password\":\"<password>\"}\n"),
            ("\\x22token=abcdef1\\x22", "\\x22token=<secret>\\x22"),
            (
                "server-timing: cfL4;desc=\"?proto=TCP&rtt=9000&cid=0102\"",
                "server-timing: cfL4;desc=\"?proto=TCP&rtt=9000&cid=0102\""
            ),
            (
                "/static/main.8f14e45fceea167a5a36dedd4bea2543.js?v=8f14e45fceea167a5a36dedd4bea2543aabb",
                "/static/main.8f14e45fceea167a5a36dedd4bea2543.js?v=8f14e45fceea167a5a36dedd4bea2543aabb"
            ),
        ])
    func cleans(before: String, after: String) {
        var redactor = makeRedactor()
        #expect(outline(text(redactor.seal(text: bytes(before), in: somewhere).value)) == after)
    }

    @Test func aSecretIsKnownAgainWhereNothingAnnouncesIt() throws {
        var redactor = makeRedactor()
        _ = try redactor.seal(
            harEntry: bytes(#"{"cookies":[{"name":"sid","value":"k7Qp2mVx9Lw4"}]}"#), in: somewhere)
        let sealed = redactor.seal(string: "lookup of k7Qp2mVx9Lw4 failed", in: somewhere).value
        #expect(outline(sealed) == "lookup of <known-secret> failed")
        let other = redactor.seal(string: "lookup of k7Qp2mVx9Lw4a failed", in: somewhere).value
        #expect(other == "lookup of k7Qp2mVx9Lw4a failed")
    }

    @Test(
        "log lines lose client, user and query values",
        arguments: [
            (
                #"203.0.113.9 - - [22/Nov/2026:10:31:04 +0000] "GET /a?q=blue&page=2&token=abc HTTP/1.1" 200 12 "https://e.com/?s=x" "curl/8.5.0""#,
                #"<visitor-address> - - [22/Nov/2026:10:31:04 +0000] "GET /a?q=<query>&page=2&token=<secret> HTTP/1.1" 200 12 "https://e.com/?s=<query>" "curl/8.5.0""#
            ),
            (
                #"{"remote_addr":"203.0.113.9","remote_user":"joe","request":"GET /?q=blue HTTP/2.0","status":200}"#,
                #"{"remote_addr":"<visitor-address>","remote_user":"<user>","request":"GET /?q=<query> HTTP/2.0","status":200}"#
            ),
            (
                #"2026/11/22 10:31:04 [error] 7#7: *1 upstream timed out, client: 203.0.113.9, request: "GET /?q=blue HTTP/1.1""#,
                #"2026/11/22 10:31:04 [error] 7#7: *1 upstream timed out, client: <visitor-address>, request: "GET /?q=<query> HTTP/1.1""#
            ),
            ("- - - [x]", "- - - [x]"), ("", ""),
        ])
    func logLine(before: String, after: String) {
        var redactor = makeRedactor()
        #expect(outline(text(redactor.seal(logLine: bytes(before), in: somewhere).value)) == after)
    }

    @Test func theLedgerCountsByRuleAndFileAndHoldsNoValue() {
        var redactor = makeRedactor()
        let other = BundlePath(folder: .logs, step: "log-1", suffix: ".log")
        _ = redactor.seal(string: "password=hunter22 and jo@example.com", in: somewhere)
        _ = redactor.seal(string: "jo@example.com", in: other)
        _ = redactor.seal(string: "jo@example.com", in: somewhere)
        let rows = redactor.ledger.rows.map { "\($0.entry.file) \($0.entry.rule) \($0.count)" }
        #expect(rows == ["har/har-1.har email 2", "har/har-1.har password 1", "logs/log-1.log email 1"])
    }

    @Test func jsonKeepsItsShape() {
        var redactor = makeRedactor()
        let value = JSONValue.object([
            .init("token", "abcdef"), .init("n", 3), .init("list", ["jo@example.com", .null, true]),
            .init("jo@example.com", "x"),
        ])
        let sealed = redactor.seal(json: value, in: somewhere).value
        #expect(
            outline(text(sealed.serialized(pretty: false)))
                == #"{"token":"<secret>","n":3,"list":["<email>",null,true],"<email>":"x"}"#)
    }

    @Test func jsonThatIsTooDeepIsWithheld() {
        var value = JSONValue.string("password=hunter22")
        for _ in 0..<300 { value = .array([value]) }
        var redactor = makeRedactor()
        #expect(redactor.seal(json: value, in: somewhere).value == "[withheld: nested too deep]")
        let entry = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(throws: JSONError.self) { try redactor.seal(harEntry: bytes(entry), in: somewhere) }
    }
}
