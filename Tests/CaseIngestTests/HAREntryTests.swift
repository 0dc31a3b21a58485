import CaseModel
import JSONBytes
import TestSupport
import Testing

@testable import CaseIngest

struct HAREntryTests {
    private func entries(_ text: String) throws -> [HAREntry] {
        try HARRun(HARSamples.bytes(text)).entries.enumerated().map { try readHAREntry($1, index: $0) }
    }

    private func entry(_ text: String) throws -> HAREntry { try readHAREntry(Array(text.utf8), index: 0) }

    @Test func chromeIsRead() throws {
        let read = try entries(HARSamples.chrome)
        let first = try #require(read.first)
        #expect(first.startedAt == Timestamp(rfc3339: "2026-03-14T09:26:53.600Z"))
        #expect((first.method, first.url) == ("GET", "https://shop.example.com/checkout?id=1"))
        #expect((first.status, first.httpVersion, first.bodyBytes) == (522, "h3", 1234))
        #expect(first.serverAddress == "2606:4700::6810:84e5")
        #expect(first.ray == RayID("9f140b785e57c458-FRA"))
        #expect((first.cacheStatus, first.mitigated) == ("DYNAMIC", "challenge"))
        #expect(first.mimeType == "text/html; charset=UTF-8")
        #expect(first.serverDate == Timestamp(rfc3339: "2026-03-14T09:26:54Z"))
        #expect(first.timeMS == 19.125)
        #expect(first.phasesMS == ["blocked": 1.25, "send": 0.125, "wait": 17, "receive": 0.75])
        #expect((first.redirectURL, first.error) == (nil, nil))
    }

    @Test func aRequestWithoutAnswerHasNoStatus() throws {
        let read = try #require(try entries(HARSamples.chrome).last)
        #expect(read.index == 1)
        #expect(read.status == nil)
        #expect(read.error == "net::ERR_CONNECTION_RESET")
        #expect((read.serverAddress, read.httpVersion) == (nil, nil))
    }

    @Test func firefoxHasLocalTimes() throws {
        let read = try #require(try entries(HARSamples.firefox).first)
        #expect(read.startedAt == Timestamp(rfc3339: "2026-03-14T09:26:53.589Z"))
        #expect(read.url == "https://www.example.com/é")
        #expect(read.ray?.description == "9f140b785e57c459-DEL")
        #expect(read.redirectURL == "https://www.example.com/new")
        #expect(read.phasesMS["ssl"] == 21)
    }

    @Test func safariIsRead() throws {
        let read = try #require(try entries(HARSamples.safari).first)
        #expect((read.status, read.mimeType, read.timeMS) == (200, "image/png", 12.5))
        #expect(read.phasesMS == ["wait": 12.5])
    }

    @Test(
        "members of the wrong type or out of range count as missing",
        arguments: [
            #"{}"#, #"{"request":null,"response":[],"timings":3}"#,
            #"{"response":{"status":"no","headers":{},"content":0}}"#,
            #"{"response":{"status":-1,"headers":[1,{"name":5},{"value":"x"},{"name":"cf-ray","value":"nope"}],"content":{"size":-1}}}"#,
            #"{"response":{"status":1e400,"content":{"size":1e300}},"time":-1,"startedDateTime":"yesterday"}"#,
            #"{"response":{"status":200.5},"startedDateTime":"9999-12-31T23:59:59Z","time":"1"}"#,
            #"{"startedDateTime":"0001-01-01T00:00:00+23:59"}"#,
            #"{"startedDateTime":"2026-03-14T09:26:53"}"#,
            #"{"response":{"headers":[{"name":"date","value":"Sat, 14 Mar 9999 09:26:53 GMT"}]}}"#,
        ])
    func oddEntries(text: String) throws {
        var read = try entry(text)
        read.lacking = []
        #expect(read == HAREntry(index: 0, method: "", url: ""))
    }

    @Test(
        "what is not one JSON object is an error",
        arguments: ["", "[]", "1", "{", #"{"a":1"#, "{} {}", #"{"a":tru}"#])
    func refused(text: String) {
        #expect(throws: JSONError.self) { try entry(text) }
    }

    @Test(
        "dates of HTTP in three forms",
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37.000Z"),
            ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37.000Z"),
            ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37.000Z"),
            ("Sat, 14 Mar 2026 09:26:53 GMT", "2026-03-14T09:26:53.000Z"),
            ("Sat, 14 Mar 2026 09:26:53 PST", nil), ("Sat, 31 Feb 2026 09:26:53 GMT", nil), ("0", nil),
            ("", nil),
            ("Sat, 14 Mar 2026 09:26 GMT", nil), ("Sat, 14 Mar -1 09:26:53 GMT", nil),
        ])
    func dates(text: String, expected: String?) {
        #expect(httpDate(text)?.description == expected)
    }

    @Test("numbers are read as the language reads them, however many digits they have")
    func numbers() throws {
        var seeds = SplitMix64(seed: 11)
        for _ in 0..<2000 {
            let value =
                Double(Int.random(in: 0...1 << 40, using: &seeds))
                / Double(Int.random(in: 1...9999, using: &seeds))
            #expect(try entry(#"{"time":\#(value)}"#).timeMS == value)
        }
        for text in ["0", "0.1", "17.256999999605", "1e3", "9007199254740993", "0.0000000000000001"] {
            #expect(try entry(#"{"time":\#(text)}"#).timeMS == Double(text))
        }
    }

    @Test func whatIsMissingIsNoted() throws {
        let all = try #require(try entries(HARSamples.chrome).first)
        #expect(all.lacking == HARMembers(bit: 4))
        #expect(all.page == "page_1")
        #expect(try entry("{}").lacking == .entry)
    }

    @Test("members and headers are known however they are written")
    func escapedNames() throws {
        let read = try entry(
            #"{"\u0074ime":5,"respons\u0065":{"headers":[{"name":"CF\u002dRay","value":"9f140b785e57c458"}]},"startedD>ateTime":"2026-03-14T09:26:53Z"}"#
        )
        #expect(read.timeMS == 5)
        #expect(read.ray == RayID("9f140b785e57c458"))
        #expect(read.startedAt == nil)
    }

    @Test func longURLsLoseWholePartsAndDataURLsTheirData() throws {
        let long = "https://e.example/?a=1&token=" + String(repeating: "s", count: 5000)
        #expect(try entry(#"{"request":{"url":"\#(long)"}}"#).url == "https://e.example/?a=1")
        #expect(
            try entry(#"{"request":{"url":"data:image/png;base64,AAAA"}}"#).url == "data:image/png;base64")
    }

    @Test func changedEntriesNeverCrash() {
        var numbers = SplitMix64(seed: 3)
        for sample in HARRun(HARSamples.bytes(HARSamples.chrome)).entries {
            for _ in 0..<500 {
                let mutant = numbers.mutant(of: sample, alphabet: Array(#"{}[]",:\ 01-etn9"#.utf8))
                if let read = try? readHAREntry(mutant, index: 0) { #expect(read.url.utf8.count <= 4096) }
                let isObject = (try? JSONValue(parsing: mutant, depthLimit: 600))?.members != nil
                #expect(isObject == ((try? readHAREntry(mutant, index: 0)) != nil))
            }
        }
    }
}
