import CaseModel
import Testing

@testable import CaseCollect

private typealias S = DNSSamples

struct DNSCodecTests {
    @Test func aQueryHasTheBytesOfTheStandard() throws {
        let query = DNSCodec.query(id: 0xabcd, name: try S.hostname("a.test"), type: .aaaa)
        let opt: [UInt8] = [0, 0, 41, 0x04, 0xd0, 0, 0, 0x80, 0, 0, 4, 0, 3, 0, 0]
        #expect(
            query == [
                0xab, 0xcd, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0x61, 4, 0x74, 0x65, 0x73, 0x74, 0, 0, 28, 0, 1,
            ]
                + opt)
    }

    @Test func aQueryReadsBackAsWhatWasAsked() throws {
        let name = try S.hostname("www.example.test")
        let message = try S.decode(
            DNSCodec.query(id: 7, name: name, type: .https, DNSQueryOptions(udpSize: 4096, dnssecOK: false)))
        #expect(message.id == 7)
        #expect(message.flags.recursionDesired)
        #expect(!message.flags.response)
        #expect(message.questions == [DNSMessage.Question(name: "www.example.test", type: .https)])
        #expect(message.edns?.udpSize == 4096)
        #expect(message.edns?.dnssecOK == false)
        #expect(message.edns?.nsid == [])
    }

    @Test func aQueryWithoutEDNSOrRecursionHasNeither() throws {
        let query = DNSCodec.query(
            id: 7, name: try S.hostname("a.test"), type: .a, DNSQueryOptions(recursion: false, udpSize: 0))
        let message = try S.decode(query)
        #expect(message.edns == nil)
        #expect(!message.flags.recursionDesired)
        #expect(query.count == 12 + 8 + 4)
    }

    @Test func aQueryOverAnEncryptedCarrierIsPaddedToWholeBlocks() throws {
        var options = DNSQueryOptions()
        options.pads = true
        options.cookie = [1, 2, 3, 4, 5, 6, 7, 8]
        for name in ["a.test", "www.example.test", String(repeating: "abcdefghi.", count: 20) + "test"] {
            let query = DNSCodec.query(id: 7, name: try S.hostname(name), type: .a, options)
            #expect(query.count % 128 == 0, "\(name)")
            let edns = try #require(try S.decode(query).edns)
            #expect(edns.otherOptions.first == DNSMessage.Option(code: 10, data: options.cookie))
            #expect(edns.otherOptions.last?.code == 12)
        }
    }

    @Test func aQueryAsksWithoutValidationAndInAnotherClass() throws {
        var options = DNSQueryOptions()
        options.checkingDisabled = true
        options.recordClass = .chaos
        let message = try S.decode(
            DNSCodec.query(id: 7, name: try S.hostname("id.server"), type: .txt, options))
        #expect(message.flags.checkingDisabled)
        #expect(message.questions.first?.recordClass == 3)
    }

    @Test func aWholeAnswerIsRead() throws {
        let message = try S.decode(S.rich)
        #expect(message.flags.response && message.flags.recursionAvailable && !message.flags.authoritative)
        #expect(
            message.answers.map(\.name) == ["www.example.test"]
                + Array(repeating: "cdn.example.test", count: 3))
        #expect(message.answers[0].data == "cdn.example.test.")
        #expect(message.answers[0].rdata == S.name("cdn.example.test"))
        #expect(message.answers[2].data == "1 . alpn=\"h2\" ipv4hint=192.0.2.1")
        #expect(message.authority[0].data == "ns.example.test. www.example.test. 1 2 3 4 5")
        #expect(message.additional[0].data == "b.test. A MX CAA")
        #expect(message.edns?.dnssecOK == true)
        #expect(message.edns?.nsid == Array("fra".utf8))
        #expect(message.edns?.errors == [DNSMessage.ExtendedError(code: 22, text: "at delegation")])
    }

    @Test(
        "prints the data of each type",
        arguments: [
            (1, "C0000201", "192.0.2.1"),
            (28, "20010DB8000000000000000000000001", "2001:db8::1"),
            (2, "026E73C010", "ns.example.test."),
            (12, "00", "."),
            (15, "000A046D61696CC010", "10 mail.example.test."),
            (16, "0568656C6C6F0003225C07", #""hello" "" "\"\\\007""#),
            (33, "000100021F90C00C", "1 2 8080 www.example.test."),
            (257, "000569737375656C6574732E74657374", #"0 issue "lets.test""#),
            (43, "1A2B0D020A0B", "6699 13 2 0A0B"),
            (48, "0101030D01020304", "257 3 13 AQIDBA=="),
            (
                46, "00010D030000012C6AE8000069E800003039C00C",
                "\\# 20 00010D030000012C6AE8000069E800003039C00C"
            ),
            (
                46, "00010D030000012C6AE8000069E8000030390474657374000102",
                "A 13 3 300 20261102031408 20260421225352 12345 test. AQI="
            ),
            (47, "046E657874000006620100080003010140", "next. A NS SOA MX AAAA RRSIG NSEC CAA"),
            (50, "0100000A02AABB0500443214C7000140", "1 0 10 AABB 01234567 A"),
            (50, "01000000000100", "1 0 0 - 00"),
            (50, "010000000000", "\\# 6 010000000000"),
            (48, "0101030D", "\\# 4 0101030D"),
            (64, "0000C00C", "\\# 4 0000C00C"),
            (65, "000004737663780000030002208F", "0 svcx. port=8335"),
            (
                65, "00010000000004000100040002000000030002208F00040004C0000201",
                "1 . mandatory=alpn,ipv4hint no-default-alpn port=8335 ipv4hint=192.0.2.1"
            ),
            (
                65, "000100000100060268320268330005000301020300060010" + "20010DB8000000000000000000000001",
                #"1 . alpn="h2,h3" ech=AQID ipv6hint=2001:db8::1"#
            ),
            (
                65, "00010000010006025C2C026833029B000268690FA00000",
                #"1 . alpn="\\\\\\,,h3" key667="hi" key4000"#
            ),
            (
                65, "0001000003000200500003000200 50".filter { $0 != " " },
                "\\# 15 000100000300020050000300020050"
            ),
            (1, "C00002", "\\# 3 C00002"),
            (65280, "01FF", "\\# 2 01FF"),
            (65280, "", "\\# 0"),
        ])
    func printsData(type: Int, hex: String, expected: String) throws {
        let data = try #require(bytes(hex: hex))
        let message = try S.decode(S.response(counts: [1, 0, 0], S.record(type: type, data)))
        let shown = message.answers.first?.data
        #expect(shown == expected)
    }

    @Test func addressesOfOtherClassesAreNotPrintedAsInternetAddresses() throws {
        let record = S.record(type: 1, class: 3, [192, 0, 2, 1])
        #expect(try S.decode(S.response(counts: [1, 0, 0], record)).answers.first?.data == "\\# 4 C0000201")
    }

    @Test func namesAreEscaped() throws {
        let owner: [UInt8] = [5, 0x61, 0x2e, 0x5c, 0x20, 0xff, 2, 0x40, 0x24, 0]
        let message = try S.decode(S.response(counts: [1, 0, 0], S.record(owner, type: 1, [192, 0, 2, 1])))
        #expect(message.answers.first?.name == #"a\.\\\032\255.\@\$"#)
    }

    @Test func theResponseCodeHasItsUpperBitsFromOPT() throws {
        let message = try S.decode(S.response(counts: [0, 0, 1], S.opt(ttl: 0x0100_0000)))
        #expect(message.rcode == 16)
        #expect(message.rcodeName == "BADVERS")
    }

    @Test func optionsWeDoNotKnowAreKept() throws {
        let message = try S.decode(
            S.response(counts: [0, 0, 1], S.opt(S.option(65001, [1]) + S.option(15, [9]))))
        #expect(
            message.edns?.otherOptions == [
                DNSMessage.Option(code: 65001, data: [1]), DNSMessage.Option(code: 15, data: [9]),
            ])
    }

    @Test(
        "knows an answer to its question",
        arguments: [
            (S.response(counts: [0, 0, 0], []), true),
            (S.response(name: S.name("WwW.eXample.TEST"), counts: [0, 0, 0], []), true),
            (S.response(id: 0x1235, counts: [0, 0, 0], []), false),
            (S.response(flags: 0x0100, counts: [0, 0, 0], []), false),
            (S.response(flags: 0x9100, counts: [0, 0, 0], []), false),
            (S.response(name: S.name("www.example.tesu"), counts: [0, 0, 0], []), false),
            (S.response(type: 28, counts: [0, 0, 0], []), false),
            ([0x12, 0x34, 0x81, 0x81, 0, 0, 0, 0, 0, 0, 0, 0], true),
            ([0x12, 0x34, 0x81, 0x80, 0, 0, 0, 0, 0, 0, 0, 0], false),
            ([0x12, 0x34, 0x81], false),
            ([], false),
        ])
    func knowsAnswers(bytes: [UInt8], expected: Bool) throws {
        let name = try S.hostname("www.example.test")
        #expect(DNSCodec.answers(bytes.span, id: 0x1234, name: name, type: .a) == expected)
    }

    private func bytes(hex: String) -> [UInt8]? {
        let digits = hex.compactMap(\.hexDigitValue).map(UInt8.init)
        guard digits.count == hex.count, digits.count % 2 == 0 else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
