import CaseModel
import TestSupport
import Testing

@testable import CaseIngest

@Suite("tracert, encodings and hostile text")
struct PathTracertTests {
    private func parse(_ text: String) -> PathRecord { PathText.parse(Array(text.utf8)) }

    @Test("tracert in English")
    func english() throws {
        let record = parse(PathSamples.tracert)
        #expect(record.tool == "tracert")
        #expect(record.target == "www.example.com")
        #expect(record.targetAddress == IPAddress("203.0.113.34"))
        #expect(record.maxTTL == 30)
        #expect(record.reached == true)
        #expect(record.notices == [])
        try #require(record.hops.map(\.ttl) == [1, 2, 3, 4])
        #expect(record.hops[0].replies.map(\.rttMS) == [[1, 1, 1]])
        #expect(record.hops[1].replies.map(\.name) == ["a.example.net"])
        #expect((record.hops[1].sent, record.hops[1].lost, record.hops[1].lossPercent) == (3, 1, 33.3))
        #expect(record.hops[2].replies == [])
        #expect(record.hops[2].lost == 3)
    }

    @Test("tracert in German: prose is passed, a complaint is a mark")
    func german() throws {
        let record = parse(PathSamples.tracertGerman)
        #expect(record.target == "www.example.com")
        #expect(record.maxTTL == 30)
        #expect(record.reached == false)
        try #require(record.hops.map(\.ttl) == [1, 2, 3])
        #expect(record.hops[0].replies.map(\.name) == ["fritz.box"])
        #expect(record.hops[2].replies.map(\.annotation) == ["!"])
        #expect(record.notices == [])
    }

    @Test("tracert in Chinese: the unit is a word of any script")
    func chinese() throws {
        let record = parse(PathSamples.tracertChinese)
        #expect(record.tool == "tracert")
        #expect(record.maxTTL == 30)
        #expect(record.reached == true)
        #expect(record.hops.map(\.replies.count) == [1, 0, 1])
    }

    @Test("tracert in an OEM code page: bytes that are no UTF-8 do no harm")
    func codePage() {
        var bytes = Array(PathSamples.tracertGerman.utf8)
        // ü in code page 850.
        while let place = bytes.firstIndex(of: 0xc3) {
            bytes.replaceSubrange(place...place + 1, with: [0x81])
        }
        let record = PathText.parse(bytes)
        #expect(record.hops.count == 3)
        #expect(record.maxTTL == 30)
    }

    @Test("UTF-16 of either order, with and without a mark", arguments: [true, false], [true, false])
    func utf16(_ bigEndian: Bool, _ marked: Bool) {
        let units = (marked ? [0xfeff] : []) + Array(PathSamples.tracert.utf16)
        let bytes = units.flatMap { unit in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xff)]
            return bigEndian ? pair : pair.reversed()
        }
        #expect(PathText.parse(bytes) == parse(PathSamples.tracert))
    }

    @Test("CR LF, CR alone and a byte order mark change nothing", arguments: PathSamples.all)
    func lineEnds(_ sample: PathSample) {
        let sample = sample.text
        let plain = parse(sample)
        let lines = sample.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(parse(lines.joined(separator: "\r\n")) == plain)
        #expect(parse(lines.joined(separator: "\r")) == plain)
        #expect(PathText.parse([0xef, 0xbb, 0xbf] + Array(sample.utf8)) == plain)
    }

    @Test(
        "A typed command before the output is passed with an info notice",
        arguments: [
            ("$ traceroute www.example.com", PathSamples.linux),
            ("root@vm:~# traceroute -n x", PathSamples.linux),
            ("C:\\>tracert www.example.com", PathSamples.tracert),
            ("PS C:\\Users\\me> tracert www.example.com", PathSamples.tracert),
            ("[me@vm ~]$ sudo mtr -rwbz www.example.com", PathSamples.mtrWide),
            ("traceroute www.example.com", PathSamples.linux),
            ("$ tracepath -b www.example.com", PathSamples.tracepath),
        ])
    func prompt(_ command: String, _ sample: String) {
        var expected = parse(sample)
        let record = parse(command + "\n" + sample)
        #expect(record.hops == expected.hops)
        #expect(record.notices.filter { $0.severity > .info } == [])
        #expect(record.notices.first?.place == "line 1")
        expected.target = expected.target ?? "www.example.com"
        #expect(record.target == expected.target)
    }

    @Test("Every sample's tool is told by its content", arguments: PathSamples.all)
    func detection(_ sample: PathSample) {
        let record = parse(sample.text)
        #expect(record.tool != "unknown")
        #expect(!record.hops.isEmpty)
        #expect(record.notices.allSatisfy { $0.severity == .info })
    }

    @Test(
        "Text that is no trace gives no hops and one error",
        arguments: [
            "", "\n\n", "hello", "{", "{\"report\": 1}", "{\"report\": {\"hubs\": [{\"count\": 999}]}}",
            "nosuch.invalid: Name or service not known\nCannot handle \"host\" cmdline arg",
            "HOST: vm Loss% Snt",
            "traceroute to a.example (192.0.2.1), 30 hops max", "MTR.0.95,1,OK", "| Host - % | Sent | Recv |",
            "mtr: Failed to resolve host: nosuch.invalid: Name or service not known",
        ])
    func nothing(_ text: String) {
        let record = parse(text)
        #expect(record.hops == [])
        #expect(record.reached == nil)
        #expect(record.notices.contains { $0.severity == .error })
    }

    @Test("An unreadable line is named by its number and never quoted")
    func unreadable() {
        let record = parse(PathSamples.busyBox + "connect: s3cret-token went wrong\n")
        #expect(record.notices == [Notice(.warning, "this line could not be read", place: "line 4")])
    }

    @Test("Thousands of unreadable lines give a bounded list")
    func flood() {
        let record = parse(PathSamples.busyBox + String(repeating: "x\n", count: 5000))
        #expect(record.notices.count == UnreadableLines.limit + 1)
        #expect(record.notices.last?.message == "4980 more lines could not be read")
    }

    @Test("Long lines, long files, and hops and hosts without end stay bounded")
    func bounds() {
        let hosts = (0..<400).map { "10.0.\($0 / 200).\($0 % 200)  1.0 ms" }.joined(separator: "  ")
        let wide = parse(" 1  \(hosts)\n")
        #expect(wide.hops.flatMap(\.replies).count == PathBuilder.replyLimit)
        #expect(wide.notices.contains { $0.message.contains("too long") })
        let many = parse((0..<1000).map { " \($0)  10.0.0.1  1.0 ms\n" }.joined())
        #expect(many.hops.count == 255)
        let big = PathText.parse(Array(repeating: UInt8(ascii: "a"), count: PathInput.byteLimit + 1))
        #expect(big.notices.first?.message == "the text is longer than 4 MiB; the rest was not read")
    }

    @Test("Numbers no tool prints are refused, not trapped on")
    func numbers() {
        let huge = String(repeating: "9", count: 300)
        for text in [
            " \(huge)  10.0.0.1  1.0 ms", " 1  10.0.0.1  \(huge) ms", " 1.|-- 10.0.0.1 \(huge)% 1 1 1 1 1 1",
            "x \(huge) 1", "x 0 1\nh 0 10.0.0.1\np 0 \(huge) 1", " 1:  10.0.0.1 1.0ms pmtu \(huge)",
            "Start: 9999-12-31T23:59:59Z\n  1.|-- 10.0.0.1 0.0% 1 1 1 1 1 1",
            "  1 \(huge) ms 1 ms 1 ms 10.0.0.1",
            "MTR.0.95,\(huge),OK,h,1,10.0.0.1,\(huge),\(huge)",
            "{\"report\":{\"hubs\":[{\"count\":1e308,\"Snt\":1e308,\"Loss%\":1e308},{\"count\":-1}]}}",
        ] {
            let record = parse(text)
            #expect(record.startedAt == nil)
            #expect(record.hops.allSatisfy { PathBuilder.ttlRange.contains($0.ttl) })
        }
    }

    @Test("Mutants of every sample are read without a crash and within bounds", arguments: PathSamples.all)
    func mutants(_ sample: PathSample) {
        var random = SplitMix64(seed: 0x9e37)
        let original = Array(sample.text.utf8)
        for _ in 0..<500 {
            let record = PathText.parse(
                random.mutant(of: original, alphabet: Array("0 9.:*!|[(\n-{\"%".utf8)))
            #expect(record.hops.count <= 255)
            #expect(!record.hops.isEmpty || record.notices.contains { $0.severity == .error })
        }
    }
}
