import CaseModel
import Testing

@testable import CaseIngest

@Suite("traceroute and tracepath")
struct PathTracerouteTests {
    private func parse(_ text: String) -> PathRecord { PathText.parse(Array(text.utf8)) }

    @Test("Linux traceroute: several hosts a line, stars, AS numbers, labels and marks")
    func linux() throws {
        let record = parse(PathSamples.linux)
        #expect(record.tool == "traceroute")
        #expect(record.target == "www.example.com")
        #expect(record.targetAddress == IPAddress("203.0.113.34"))
        #expect(record.maxTTL == 30)
        #expect(record.reached == true)
        #expect(record.pathMTU == 1400)
        #expect(record.notices == [])
        #expect(record.hops.map(\.ttl) == [1, 2, 3, 4, 5])
        try #require(record.hops.count == 5)
        let first = record.hops[0]
        #expect(first.replies.map(\.name) == ["gateway"])
        #expect(first.replies.map(\.rttMS) == [[0.451, 0.395, 0.373]])
        #expect((first.sent, first.lost, first.lossPercent) == (3, 0, 0))
        #expect((first.bestMS, first.avgMS, first.worstMS) == (0.373, 0.406, 0.451))
        #expect(first.stdevMS == 0.04)
        let second = record.hops[1]
        #expect(second.replies.map(\.asn) == ["AS64500"])
        #expect(second.replies.map(\.mpls) == ["MPLS:L=24001,E=0,S=1,T=1"])
        #expect((second.sent, second.lost, second.lossPercent) == (3, 1, 33.3))
        let third = record.hops[2]
        #expect(third.replies.map(\.address) == [IPAddress("198.51.100.9"), IPAddress("198.51.100.10")])
        #expect(third.replies.map(\.rttMS) == [[9, 10], [9.5]])
        #expect(third.replies.map(\.asn) == ["AS64501/AS64502", nil])
        let silent = record.hops[3]
        #expect(silent.replies == [])
        #expect((silent.sent, silent.lost, silent.lossPercent) == (3, 3, 100))
        #expect(silent.bestMS == nil)
        #expect(record.hops[4].replies.map(\.annotation) == ["!X !F-1400"])
    }

    @Test("Linux traceroute -n over IPv6: a mark after every time, and not reached")
    func numbers() throws {
        let record = parse(PathSamples.linuxNumbers)
        #expect(record.reached == false)
        #expect(record.maxTTL == 12)
        let hop = try #require(record.hops.first)
        #expect(hop.replies.map(\.address) == [IPAddress("fd00::2")])
        #expect(hop.replies.map(\.annotation) == ["!H"])
        #expect(hop.replies.map(\.rttMS.count) == [3])
        #expect(record.notices == [])
    }

    @Test("BSD and macOS traceroute: a further host stands on a line of its own")
    func macOS() throws {
        let record = parse(PathSamples.macOS)
        #expect(record.maxTTL == 64)
        #expect(record.reached == true)
        #expect(record.notices == [])
        #expect(record.hops.map(\.ttl) == [1, 2, 3, 4])
        try #require(record.hops.count == 4)
        #expect(record.hops[1].replies.map(\.name) == ["a.example.net", "b.example.net"])
        #expect(record.hops[1].replies.map(\.rttMS) == [[9, 10], [9.5]])
        #expect(record.hops[1].sent == 3)
        #expect(record.hops[3].replies.map(\.asn) == ["AS64500"])
        #expect(record.hops[3].lost == 1)
    }

    @Test("BusyBox traceroute reads as Linux's, and an address is not its own name")
    func busyBox() {
        let record = parse(PathSamples.busyBox)
        #expect(record.hops.map(\.replies.count) == [1, 1])
        #expect(record.hops.flatMap(\.replies).allSatisfy { $0.name == nil })
        #expect(record.reached == true)
    }

    @Test(
        "A last hop that is silent or another host is not the target",
        arguments: [("* * *", false), ("192.0.2.9  1.0 ms", false), ("203.0.113.34  1.0 ms", true)])
    func reached(_ hop: String, _ expected: Bool) {
        let text = "traceroute to a.example (203.0.113.34), 30 hops max, 60 byte packets\n 1  \(hop)\n"
        #expect(parse(text).reached == expected)
    }

    @Test("Without a header the target is unknown, and whether it was reached too")
    func headless() {
        let record = parse(" 1  192.0.2.1  0.100 ms  0.200 ms  0.300 ms\n 2  * * *\n")
        #expect(record.tool == "traceroute")
        #expect(record.target == nil)
        #expect(record.reached == nil)
        #expect(record.hops.count == 2)
    }

    @Test("A second trace in the same text is not mixed into the first")
    func twoTraces() {
        let record = parse(PathSamples.busyBox + PathSamples.linux)
        #expect(record.hops.count == 2)
        #expect(record.notices.map(\.place) == ["line 4"])
    }

    @Test("tracepath: local line, repeats, MTU steps, and its own word for the end")
    func tracepath() throws {
        let record = parse(PathSamples.tracepath)
        #expect(record.tool == "tracepath")
        #expect(record.pathMTU == 1400)
        #expect(record.reached == true)
        #expect(record.notices == [])
        #expect(record.hops.map(\.ttl) == [1, 2, 3, 4])
        try #require(record.hops.count == 4)
        #expect(record.hops[0].replies.map(\.name) == ["gateway"])
        #expect(record.hops[0].replies.map(\.rttMS) == [[0.255, 0.122]])
        #expect(record.hops[2].replies.map(\.annotation) == ["!H"])
        #expect(record.hops[3].replies.map(\.name) == ["www.example.com"])
        #expect(record.hops[3].sent == nil)
    }

    @Test("tracepath that ran out of hops did not reach the target")
    func tooManyHops() {
        let record = parse(
            " 1?: [LOCALHOST]   pmtu 1400\n 1:  192.0.2.1   0.255ms \n 2:  no reply\n     Too many hops: pmtu 1400\n     Resume: pmtu 1400 \n"
        )
        #expect(record.reached == false)
        #expect(record.hops.map(\.replies.count) == [1, 0])
        #expect(record.notices == [])
    }
}
