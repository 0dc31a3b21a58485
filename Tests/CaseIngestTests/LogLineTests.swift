import CaseModel
import Testing

@testable import CaseIngest

struct LogLineTests {
    private func read(_ text: String) -> (line: LogLine?, format: String?) {
        var reader = LogLineReader()
        let bytes = Array(text.utf8)
        let line = reader.read(bytes.span, 0..<bytes.count, number: 7)
        return (line, reader.format)
    }

    private static let start = #"203.0.113.9 - - [10/Oct/2026:13:55:36 -0700] "#

    @Test(
        "the format is named",
        arguments: [
            (#""GET / HTTP/1.1" 200 5"#, "common"), (#""GET / HTTP/1.1" 200 5 "#, "common"),
            (#""GET / HTTP/1.1" 200 -"#, "common"), (#""GET / HTTP/1.1" 200 5 "-" "curl""#, "combined"),
            (#""GET / HTTP/1.1" 200 5 "-" "curl" 0.100"#, "combined"),
            (#""GET / HTTP/1.1" 200 5 "9f140b785e57c458-FRA" "203.0.113.9""#, "common"),
            (#""GET / HTTP/1.1" 200 5 "-" "cut in the mid"#, "combined"),
            (#""GET / HTTP/1.1" 200"#, nil), (#""GET / HTTP/1.1" 200 x"#, nil),
            (#""GET / HTTP/1.1" 2000 5"#, nil),
            (#""GET / HTTP/1.1 200 5"#, nil), (#"GET / HTTP/1.1 200 5"#, nil), ("", nil),
            (#""GET / HTTP/1.1" - 5"#, "common"), (#""" 400 0"#, "common"),
        ])
    func formats(rest: String, expected: String?) {
        #expect(read(Self.start + rest).format == expected)
    }

    @Test func everyFieldOfACombinedLineIsRead() throws {
        let line = try #require(
            read(
                Self.start
                    + #""GET /a?b=c HTTP/1.1" 503 1234 "https://r.example/" "UA/1 (x)" "9F140B785E57C458-fra" 1.250"#
            ).line)
        #expect(line.number == 7)
        #expect(line.time == Timestamp(rfc3339: "2026-10-10T20:55:36Z"))
        #expect((line.client, line.method, line.target) == ("203.0.113.9", "GET", "/a?b=c"))
        #expect((line.status, line.bytes, line.userAgent) == (503, 1234, "UA/1 (x)"))
        #expect(line.ray == RayID("9f140b785e57c458-FRA"))
        #expect(line.durationMS == 1250)
        #expect(line.host == nil)
    }

    @Test(
        "who stands before the time",
        arguments: [
            ("203.0.113.9 - -", "203.0.113.9", nil), ("2001:db8::1 - -", "2001:db8::1", nil),
            ("host.example.com - -", "host.example.com", nil), ("203.0.113.9 - alice", "203.0.113.9", nil),
            ("203.0.113.9 - John [x] Doe", "203.0.113.9", nil),
            ("www.example.com:443 203.0.113.9 - -", "203.0.113.9", "www.example.com"),
            ("WWW.example.com 203.0.113.9 - -", "203.0.113.9", "www.example.com"),
            ("www.example.com:443 2001:db8::1 - -", "2001:db8::1", "www.example.com"),
            ("10.0.0.1:80 203.0.113.9 - -", "203.0.113.9", "10.0.0.1"),
            ("203.0.113.9 104.16.1.1 - -", "203.0.113.9", nil), ("- - -", nil, nil),
            ("unix: - -", "unix:", nil),
        ])
    func owners(text: String, client: String?, host: String?) throws {
        let line = try #require(
            read(text + #" [10/Oct/2026:13:55:36 -0700] "GET / HTTP/1.1" 200 5 "-" "-""#).line)
        #expect((line.client, line.host) == (client, host))
    }

    @Test(
        "times with every offset are UTC, without one they are not read",
        arguments: [
            ("10/Oct/2026:13:55:36 +0530", "2026-10-10T08:25:36.000Z"),
            ("10/Oct/2026:13:55:36 -0700", "2026-10-10T20:55:36.000Z"),
            ("29/Feb/2028:00:00:00 +0000", "2028-02-29T00:00:00.000Z"),
            ("10/oct/2026:13:55:36.125 +0000", "2026-10-10T13:55:36.125Z"),
            ("2026-10-10T13:55:36+02:00", "2026-10-10T11:55:36.000Z"), ("29/Feb/2027:00:00:00 +0000", nil),
            ("10/Oct/2026:13:55:36", nil), ("10/Oct/2026:13:55:36.123", nil),
            ("10/Oct/2026:24:55:36 +0000", nil),
            ("10/Oct/9999:13:55:36 +0000", nil), ("9999-10-10T13:55:36+02:00", nil),
            ("10/Oct/2026:13:55:36 +9900", nil),
            ("10/Oct/2026:13:55:36.12345678901 +0000", nil), ("aaaaaaaaaaaaaaaaaaaaaaaaaa", nil),
        ])
    func times(text: String, expected: String?) {
        let line = read(#"203.0.113.9 - - [\#(text)] "GET / HTTP/1.1" 200 5"#).line
        #expect(line?.time?.description == expected)
    }

    @Test(
        "requests of every kind",
        arguments: [
            ("GET / HTTP/1.1", "GET", "/"), ("GET /a b HTTP/1.1", "GET", "/a b"), ("GET /old", "GET", "/old"),
            ("-", nil, nil),
            (#"\x16\x03\x01"#, nil, nil), ("\u{16}\u{3}\0", nil, nil), ("", nil, nil),
            ("get / HTTP/1.1", nil, nil),
            ("PROPFIND /dav HTTP/1.1", "PROPFIND", "/dav"), (#"GET /\" HTTP/1.1"#, "GET", #"/\""#),
            (#"GET /"x" HTTP/1.1"#, "GET", #"/"x""#), (#"GET /\x22 HTTP/1.1"#, "GET", #"/\x22"#),
            ("GET ", nil, nil),
            ("GET  HTTP/1.1", "GET", ""), ("GET /HTTP/ab HTTP/2.0", "GET", "/HTTP/ab"),
        ])
    func requests(text: String, method: String?, target: String?) throws {
        let line = try #require(read(Self.start + #""\#(text)" 400 5 "-" "-""#).line)
        #expect((line.method, line.target ?? "") == (method, target ?? ""))
    }

    @Test(
        "fields behind are known by their shape",
        arguments: [
            (#""9f140b785e57c458-FRA""#, "9f140b785e57c458-FRA", nil),
            ("9f140b785e57c458", "9f140b785e57c458", nil),
            (#"cf_ray="9f140b785e57c458-FRA" rt=0.5"#, "9f140b785e57c458-FRA", 500),
            (#"ray=9f140b785e57c458-FRA"#, "9f140b785e57c458-FRA", nil),
            (#"aaaaaaaaaaaaaaaa 9f140b785e57c458-FRA"#, "9f140b785e57c458-FRA", nil),
            ("9f140b785e57c45g", nil, nil),
            ("9f140b785e57c458-FR1", nil, nil), (#""-" 0.042 0.040"#, nil, 42), (#""3.45""#, nil, nil),
            ("1234", nil, nil),
            ("203.0.113.9", nil, nil), (#"urt="0.333" uct=0.1 request_time=2.000"#, nil, 2000),
            ("0.", nil, nil),
            ("99999999999999999999.123", nil, nil), ("=", nil, nil), (#"a=""#, nil, nil), (#"""#, nil, nil),
        ])
    func tails(text: String, ray: String?, duration: Double?) throws {
        let line = try #require(read(Self.start + #""GET / HTTP/1.1" 200 5 "-" "ua" "# + text).line)
        #expect((line.ray?.description, line.durationMS) == (ray, duration))
        #expect(line.userAgent == "ua")
    }

    @Test func anAgentWithBareQuotesIsOneField() {
        let line = read(Self.start + #""GET / HTTP/1.1" 200 5 "-" "a "b"c" 9f140b785e57c458"#).line
        #expect(line?.ray?.hex == "9f140b785e57c458")
    }

    @Test func anEscapedQuoteBeforeWhatLooksLikeAStatusDoesNotEndTheRequest() throws {
        let line = try #require(read(Self.start + #""GET /\" 200 5 HTTP/1.1" 404 7"#).line)
        #expect((line.target, line.status, line.bytes) == (#"/\" 200 5"#, 404, 7))
    }

    @Test func theSameClockInAnotherZoneIsAnotherTime() {
        var reader = LogLineReader()
        let times = ["+0530", "+0545", "+0530", "-0530"].map { zone in
            let bytes = Array(#"203.0.113.9 - - [10/Oct/2026:13:55:36 \#(zone)] "GET / HTTP/1.1" 200 5"#.utf8)
            return reader.read(bytes.span, 0..<bytes.count, number: 1)?.time?.description.dropFirst(11)
                .prefix(5)
        }
        #expect(times == ["08:25", "08:10", "08:25", "19:25"])
    }

    @Test func hugeNumbersDoNotOverflow() {
        #expect(read(Self.start + #""GET / HTTP/1.1" 200 99999999999999999999999"#).line == nil)
        #expect(
            read(Self.start + #""GET / HTTP/1.1" 200 999999999999999999"#).line?.bytes
                == 999_999_999_999_999_999)
    }
}
