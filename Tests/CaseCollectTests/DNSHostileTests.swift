import CaseModel
import TestSupport
import Testing

@testable import CaseCollect

private typealias S = DNSSamples

struct DNSHostileTests {
    @Test(
        "refuses what is broken",
        arguments: [
            ([], DNSMessageError.Problem.truncated, 0),
            (Array(S.rich.prefix(11)), .truncated, 10),
            (Array(S.rich.prefix(20)), .truncated, 17),
            // A name that points at itself, at a later place, into the header, and two that point at each other.
            (S.response(counts: [1, 0, 0], S.record([0xc0, 34], type: 1, [1, 2, 3, 4])), .badPointer, 34),
            (S.response(counts: [1, 0, 0], S.record([0xc0, 99], type: 1, [1, 2, 3, 4])), .badPointer, 34),
            (S.response(counts: [1, 0, 0], S.record([0xc0, 2], type: 1, [1, 2, 3, 4])), .badPointer, 34),
            (S.response(counts: [1, 0, 0], S.record([0xc0, 36, 0xc0, 34], type: 1, [])), .badPointer, 34),
            (S.response(counts: [1, 0, 0], S.record([1, 0x61, 0xc0, 34], type: 1, [])), .badPointer, 36),
            (S.response(counts: [1, 0, 0], S.record(type: 5, [0xc0, 46])), .badPointer, 46),
            // Kinds of labels that were reserved or given up.
            (S.response(counts: [1, 0, 0], S.record([0x41, 0], type: 1, [])), .badLabel, 34),
            (S.response(counts: [1, 0, 0], S.record([0x80, 0], type: 1, [])), .badLabel, 34),
            // Lies about lengths and counts.
            (S.response(counts: [2, 0, 0], S.record(type: 1, [1, 2, 3, 4])), .truncated, 50),
            (
                S.response(counts: [1, 0, 0], [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 255, 255, 1]), .truncated, 46
            ),
            (S.response(counts: [1, 0, 0], S.record(type: 15, [0, 1, 0, 0])), .badRecordData, 49),
            (S.response(counts: [1, 0, 0], S.record(type: 15, [0])), .truncated, 47),
            (S.response(counts: [1, 0, 0], S.record(type: 2, [63])), .truncated, 47),
            (S.response(counts: [0, 0, 2], S.opt() + S.opt()), .badOPT, 45),
            (S.response(counts: [0, 0, 1], S.record(type: 41, [])), .badOPT, 34),
            (S.response(counts: [0, 0, 1], S.opt([0, 3, 0, 9, 1])), .badOPT, 45),
            (S.response(counts: [0, 0, 1], S.opt([0])), .badOPT, 45),
            ([UInt8](repeating: 0, count: 65_536), .tooLong, 65_535),
        ])
    func refuses(bytes: [UInt8], problem: DNSMessageError.Problem, offset: Int) {
        #expect(throws: DNSMessageError(problem, offset: offset)) { try S.decode(bytes) }
    }

    @Test func aNameOf255BytesIsReadAndALongerOneRefused() throws {
        let label = [UInt8(62)] + [UInt8](repeating: 0x61, count: 62)
        let longest = label + label + label + [64 - 2] + [UInt8](repeating: 0x62, count: 62)
        let name =
            Array(longest.prefix(189)) + [61] + [UInt8](repeating: 0x62, count: 61) + [2, 0x63, 0x63, 0]
        #expect(name.count == 255)
        let good = S.response(name: name, counts: [0, 0, 0], [])
        #expect(try S.decode(good).questions.first?.name.utf8.count == 253)
        let bad = S.response(name: [1, 0x64] + name, counts: [0, 0, 0], [])
        #expect(throws: DNSMessageError(.nameTooLong, offset: 265)) { try S.decode(bad) }
    }

    @Test func aChainOfBarePointersEnds() {
        // Each two bytes point at the two before; the name would be short, the way to it long.
        var chain = S.name("a")
        for hop in 0..<200 { chain += S.u16(0xc000 | (hop == 0 ? 34 : 37 + (hop - 1) * 2)) }
        let data = S.record([0], type: 65280, chain)
        let start = 34 + 11
        var bytes = S.response(counts: [2, 0, 0], data)
        for hop in 0..<200 {
            let target = hop == 0 ? start : start + 3 + (hop - 1) * 2
            let place = start + 3 + hop * 2
            bytes[place] = UInt8(0xc0 | target >> 8)
            bytes[place + 1] = UInt8(target & 255)
        }
        let last = start + 3 + 199 * 2
        bytes += S.record(S.u16(0xc000 | last), type: 1, [1, 2, 3, 4])
        #expect(throws: DNSMessageError.self) { try S.decode(bytes) }
        #expect { try S.decode(bytes) } throws: { ($0 as? DNSMessageError)?.problem == .tooManyPointers }
    }

    @Test func aMessageFullOfPointersToALongNameIsReadInBoundedSpace() throws {
        let label = [UInt8(60)] + [UInt8](repeating: 0xff, count: 60)
        let name = label + label + label + label + [0]
        let one = S.record(type: 5, [0xc0, 12])
        let head = S.response(name: name, counts: [0, 0, 0], [])
        let count = (65_535 - head.count) / one.count
        var bytes = head
        bytes.replaceSubrange(6..<8, with: S.u16(count))
        for _ in 0..<count { bytes += one }
        let message = try S.decode(bytes)
        #expect(message.answers.count == count)
        #expect(message.answers.last?.name.utf8.count == 963)
    }

    @Test func mutantsNeverCrashTheReader() throws {
        let probe = DNSProbe(
            name: try S.hostname("www.example.test"), type: .a,
            server: Endpoint(address: try #require(IPAddress("192.0.2.53"))), serverSource: .given)
        var random = SplitMix64(seed: 0x9e37)
        var read = 0
        for _ in 0..<4000 {
            let bytes = random.mutant(of: S.rich, alphabet: [0, 0xc0, 0xff, 63, 12])
            _ = DNSCodec.answers(bytes.span, id: 0x1234, name: probe.name, type: .a)
            guard let message = try? S.decode(bytes) else { continue }
            read += 1
            let text = message.dnsText(
                server: probe.server, transport: .udp, queryTime: .zero,
                at: Timestamp(nanosecondsSinceEpoch: 0),
                size: bytes.count, probe: probe)
            let isPlain = text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || $0.value >= 0x20 }
            #expect(isPlain)
        }
        #expect((100..<3900).contains(read), "mutants must reach both ends of the reader")
    }

    @Test func noPrefixIsTakenForAWholeMessage() {
        for count in 0..<S.rich.count {
            #expect(throws: DNSMessageError.self) { try S.decode(Array(S.rich.prefix(count))) }
        }
    }
}
