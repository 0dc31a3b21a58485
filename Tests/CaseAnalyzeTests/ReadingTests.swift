import CaseModel
import TestSupport
import Testing

@testable import CaseAnalyze

struct ReadingTests {
    @Test(
        "the number of an error page is found",
        arguments: [
            (#"{"error_code":1016}"#, 1016), (#"{"error_code": "1020"}"#, 1020), ("error code: 1033", 1033),
            (#"<span class="cf-error-code">1020</span>"#, 1020), ("<h1>Error 1101</h1>", 1101),
            ("<h1>Error\n1101</h1>", nil), ("ERROR CODE: 1015\n", 1015), ("errorcode: 1006 ", 1006),
            ("error code: 10160", nil), ("error code: 0999", nil), ("error code: 1300", nil),
            ("error code:      1016", nil), ("error code: 101", nil), ("error 502 then error 1014", 1014),
            ("", nil), ("e", nil), ("error_code\"", nil),
        ] as [(String, Int?)])
    func findsNumber(text: String, number: Int?) {
        let bytes = Array(text.utf8)
        #expect(EdgeErrorNumber.find(bytes.span) == number)
    }

    @Test func theFieldOfTheEdgeWinsOverThePage() throws {
        var exchange = HTTPExchange(url: try WebURL("https://www.example.com/"), startedAt: testStart)
        exchange.status = 530
        exchange.fields = [HTTPField(name: "CF-Error-Type", value: "1033")]
        exchange.body.bytes = Array("error code: 1016".utf8)
        #expect(EdgeErrorNumber.of(exchange) == 1033)
        exchange.status = 200
        #expect(EdgeErrorNumber.of(exchange) == nil)
    }

    @Test(
        "dates of servers are read",
        arguments: [
            ("Sun, 22 Nov 2026 10:30:00 GMT", "2026-11-22T10:30:00.000Z"),
            ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37.000Z"),
            ("Sun, 31 Feb 2026 10:30:00 GMT", nil), ("Sunday, 06-Nov-94 08:49:37 GMT", nil),
            ("Sun, 22 Nov 2026 10:30:00 CET", nil), ("Sun, 22 Nov 9999 10:30:00 GMT", nil), ("", nil),
            ("Sun, 22 Nov 2026 10:3 :00 GMT", nil), ("Sun, 22 Nov 2026 -1:30:00 GMT", nil),
        ] as [(String, String?)])
    func readsDate(text: String, expected: String?) {
        #expect(HTTPDate.parse(text)?.description == expected)
    }

    @Test(
        "the time of a trace is read",
        arguments: [
            ("fl=1\nts=1795343400.123\nh=x", "2026-11-22T10:30:00.123Z"),
            ("ts=1795343400", "2026-11-22T10:30:00.000Z"),
            ("ts=", nil), ("ts=nan", nil), ("ts=1e300", nil), ("ts=-1", nil), ("xts=1795343400", nil),
        ] as [(String, String?)])
    func readsTrace(text: String, expected: String?) {
        #expect(HTTPDate.parseTrace(Array(text.utf8))?.description == expected)
    }

    @Test("mutants of pages, traces and dates are read or not, never a crash", arguments: 0..<4)
    func survivesMutants(seed: UInt64) {
        let samples = [
            #"{"error_code":1016,"x":"error code: 1020 cf-error-code">1101"}"#,
            "fl=1\nts=1795343400.123\nh=x",
            "Sun, 22 Nov 2026 10:30:00 GMT",
        ].map { Array($0.utf8) }
        var random = SplitMix64(seed: seed)
        var changed = 0
        for round in 0..<1500 {
            let sample = samples[round % samples.count]
            let bytes = random.mutant(of: sample)
            let text = String(decoding: bytes, as: UTF8.self)
            let number = EdgeErrorNumber.find(bytes.span)
            #expect(number.map { (1000...1299).contains($0) } ?? true)
            let date = HTTPDate.parse(text) ?? HTTPDate.parseTrace(bytes)
            #expect(date.map { $0.civilUTC.year <= 2200 } ?? true)
            changed += bytes == sample ? 0 : 1
        }
        #expect(changed > 1000)
    }

    @Test(
        "a certificate's name covers a host",
        arguments: [
            ("www.example.com", "www.example.com", true), ("WWW.Example.com", "www.example.com", true),
            ("*.example.com", "www.example.com", true), ("*.example.com", "a.b.example.com", false),
            ("*.example.com", "example.com", false), ("*", "example", false), ("*.", "www.", true),
            ("example.com", "www.example.com", false), ("192.0.2.1", "192.0.2.1", true),
            ("*.0.2.1", "192.0.2.1", false), ("2001:db8::1", "2001:db8:0::1", true),
            ("", "www.example.com", false),
        ])
    func covers(name: String, host: String, expected: Bool) {
        #expect(CertificateReading.covers(name, host) == expected)
    }

    @Test(
        "durations are spoken",
        arguments: [
            (Duration.microseconds(400), "0.4 ms"), (.milliseconds(83), "83 ms"),
            (.milliseconds(19_204), "19.2 s"),
            (.seconds(185), "3 min 5 s"), (.zero, "0.0 ms"), (.milliseconds(-83), "-83 ms"),
            (.milliseconds(1000), "1.0 s"),
            (.seconds(90), "90.0 s"),
        ])
    func speaks(duration: Duration, text: String) {
        #expect(duration.spoken == text)
    }

    @Test(
        "a skew is the least that both clocks allow",
        arguments: [
            ("2026-11-22T10:30:05Z", 0.0), ("2026-11-22T10:29:59.5Z", 0), ("2026-11-22T10:30:20Z", 10),
            ("2026-11-22T10:29:50Z", -9),
        ])
    func skews(server: String, seconds: Double) {
        let skew = ClockReading.skew(
            of: instant(server), precision: .seconds(1),
            within: instant("2026-11-22T10:30:00Z")...instant("2026-11-22T10:30:10Z"))
        #expect(skew == .seconds(seconds))
    }
}
