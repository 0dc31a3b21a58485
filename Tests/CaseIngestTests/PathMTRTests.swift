import CaseModel
import Testing

@testable import CaseIngest

@Suite("mtr in each of its forms")
struct PathMTRTests {
    private func parse(_ text: String) -> PathRecord { PathText.parse(Array(text.utf8)) }

    @Test("mtr -wbz: names with addresses, AS numbers, a second host without numbers")
    func wide() throws {
        let record = parse(PathSamples.mtrWide)
        #expect(record.tool == "mtr")
        #expect(record.notices == [])
        #expect(record.startedAt == Timestamp(rfc3339: "2026-11-22T19:02:15Z"))
        #expect(record.target == nil)
        #expect(record.reached == nil)
        try #require(record.hops.map(\.ttl) == [1, 2, 3, 4])
        #expect(record.hops[0].replies.map(\.name) == ["gateway"])
        #expect(record.hops[0].replies.map(\.asn) == [nil])
        let second = record.hops[1]
        #expect(second.replies.map(\.address) == [IPAddress("198.51.100.9"), IPAddress("198.51.100.10")])
        #expect(second.replies.map(\.asn) == ["AS64500", "AS64501"])
        #expect((second.sent, second.lost, second.lossPercent) == (10, 1, 10))
        #expect((second.bestMS, second.avgMS, second.worstMS, second.stdevMS) == (4, 4.2, 5, 0.3))
        let silent = record.hops[2]
        #expect(silent.replies == [])
        #expect((silent.sent, silent.lost, silent.lossPercent) == (10, 10, 100))
        #expect(silent.avgMS == nil)
        #expect(record.hops[3].replies.map(\.asn) == ["AS13335"])
    }

    @Test("Names looked up apart, below the tool's own lines")
    func namesBelow() {
        let record = parse(
            """
            Start: 2026-11-22T19:02:15+0000
            HOST: client       Loss%   Snt   Last   Avg  Best  Wrst StDev
              1.|-- 192.0.2.1    0.0%    10    2.3   2.5   2.3   3.0   0.2
              2.|-- 203.0.113.7  0.0%    10   11.0  10.9  10.6  11.4   0.3
              3.|-- 203.0.113.7  0.0%    10   11.0  10.9  10.6  11.4   0.3
              4.|-- 2001:db8::1  0.0%    10   11.0  10.9  10.6  11.4   0.3
            # 203.0.113.7 core1.transit.test AS64496 TRANSIT-AS Transit, DE
            # 2001:db8::1 - AS64497

            """)
        #expect(
            record.hops.flatMap(\.replies).map(\.name) == [
                nil, "core1.transit.test", "core1.transit.test", nil,
            ])
        #expect(record.hops.flatMap(\.replies).map(\.asn) == [nil, "AS64496", "AS64496", "AS64497"])
        #expect(record.hops[1].replies[0].asName == "TRANSIT-AS Transit, DE")
        #expect(record.notices.isEmpty)
    }

    @Test("mtr -r with two decimals, labels, and hosts in the tree; a start without zone is left out")
    func tree() throws {
        let record = parse(PathSamples.mtrTree)
        #expect(record.startedAt == nil)
        #expect(record.notices.map(\.severity) == [.info])
        try #require(record.hops.count == 3)
        #expect(record.hops[0].replies.map(\.name) == ["gateway"])
        #expect(record.hops[1].lossPercent == 33.33)
        #expect(record.hops[1].lost == 1)
        #expect(record.hops[1].replies.count == 3)
        #expect(record.hops[1].replies.first?.mpls == "Lbl 24001 TC 0 S 1 TTL 1; Lbl 24002 TC 0 S 1 TTL 1")
        #expect(record.hops[2].replies == [])
    }

    @Test("mtr -o: the header says which number is which")
    func columns() throws {
        let hop = try #require(parse(PathSamples.mtrColumns).hops.first)
        #expect((hop.sent, hop.lost, hop.lossPercent) == (5, 1, 20))
        #expect((hop.bestMS, hop.avgMS, hop.worstMS, hop.stdevMS) == (0.5, 2.5, 9.5, nil))
    }

    @Test("A report whose header is lost is read by the usual columns, and says so")
    func headless() {
        let record = parse("  1.|-- 192.0.2.1  0.0%   10    0.1   0.2   0.1   0.9   0.1\n")
        #expect(record.hops.map(\.avgMS) == [0.2])
        #expect(record.notices.map(\.severity) == [.info])
    }

    @Test("mtr --json of old builds: numbers in strings")
    func oldJSON() throws {
        let record = parse(PathSamples.mtrOldJSON)
        #expect(record.notices == [])
        #expect(record.target == "203.0.113.34")
        #expect(record.targetAddress == IPAddress("203.0.113.34"))
        #expect(record.reached == true)
        try #require(record.hops.count == 3)
        #expect(record.hops[0].replies.map(\.address) == [IPAddress("192.0.2.1")])
        #expect(record.hops[0].sent == 10)
        #expect(record.hops[1].replies == [])
        #expect(record.hops[1].bestMS == nil)
        #expect(record.hops[2].replies.map(\.asn) == ["AS13335"])
        #expect(record.hops[2].lossPercent == 0)
    }

    @Test("mtr --json of 0.95: numbers")
    func newJSON() throws {
        let record = parse("$ mtr --json -c 2 127.0.0.1\n" + PathSamples.mtrNewJSON)
        let hop = try #require(record.hops.first)
        #expect((hop.sent, hop.lost, hop.avgMS) == (2, 0, 0.059))
        #expect(record.reached == true)
        #expect(record.notices.map(\.severity) == [.info])
    }

    @Test("mtr --raw: probes are counted, and the target's further answers are cut")
    func raw() throws {
        let record = parse(PathSamples.mtrRaw)
        #expect(record.notices == [])
        try #require(record.hops.map(\.ttl) == [1, 2])
        #expect((record.hops[0].sent, record.hops[0].lost) == (2, 1))
        #expect(record.hops[0].replies.map(\.rttMS) == [[0.57]])
        #expect(record.hops[1].replies.map(\.name) == ["www.example.com"])
        #expect(record.hops[1].replies.map(\.rttMS) == [[12, 14]])
        #expect(record.hops[1].replies.map(\.mpls) == ["Lbl 24001 TC 0 S 1 TTL 1"])
    }

    @Test("mtr --raw keeps a routing loop")
    func loop() {
        let lines = (0..<6).flatMap { ["x \($0) 1", "h \($0) 192.0.2.\($0 % 2)", "p \($0) 100 1"] }
        #expect(parse(lines.joined(separator: "\n")).hops.count == 6)
    }

    @Test("mtr --csv, with commas or semicolons", arguments: [",", ";"])
    func csv(_ separator: String) throws {
        let record = parse(
            PathSamples.mtrCSV.split(separator: ",", omittingEmptySubsequences: false).joined(
                separator: separator))
        #expect(record.notices == [])
        #expect(record.startedAt == Timestamp(nanosecondsSinceEpoch: 1_795_387_590_000_000_000))
        #expect(record.target == "203.0.113.34")
        #expect(record.reached == true)
        try #require(record.hops.count == 3)
        #expect(record.hops[0].replies.map(\.name) == ["gateway"])
        #expect(record.hops[1].replies == [])
        #expect((record.hops[2].sent, record.hops[2].lost, record.hops[2].avgMS) == (2, 1, 9.06))
    }

    @Test("WinMTR: hops by order, whole milliseconds, a sentence for a silent hop")
    func winMTR() throws {
        let record = parse(PathSamples.winMTR)
        #expect(record.tool == "winmtr")
        #expect(record.notices == [])
        try #require(record.hops.map(\.ttl) == [1, 2, 3])
        #expect((record.hops[0].bestMS, record.hops[0].worstMS) == (0, 15))
        #expect(record.hops[1].replies == [])
        #expect((record.hops[2].sent, record.hops[2].lost, record.hops[2].lossPercent) == (100, 2, 2))
    }
}
