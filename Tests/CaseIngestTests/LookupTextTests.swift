import CaseModel
import TestSupport
import Testing

@testable import CaseIngest

struct LookupTextTests {
    private func parse(_ text: String) -> PastedLookup { LookupText.parse(Array(text.utf8)) }

    private static let dig = """
        ; <<>> DiG 9.18.49 <<>> www.example.com A @192.0.2.53
        ;; global options: +cmd
        ;; Got answer:
        ;; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 4711
        ;; flags: qr rd ra ad; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1

        ;; OPT PSEUDOSECTION:
        ; EDNS: version: 0, flags: do; udp: 1232
        ; EDE: 6 (DNSSEC Bogus): (at example.com)
        ;; QUESTION SECTION:
        ;www.example.com.\t\tIN\tA

        ;; ANSWER SECTION:
        www.example.com.\t300\tIN\tA\t192.0.2.1

        ;; Query time: 3 msec
        ;; SERVER: 192.0.2.53#53(192.0.2.53) (TCP)
        ;; WHEN: Mon Nov 30 23:00:00 CET 2026
        ;; MSG SIZE  rcvd: 59
        """

    @Test func anAnswerOfDigIsReadWhole() throws {
        let record = parse(Self.dig)
        let answer = try #require(record.answers.first)
        #expect(record.tool == "dig" && record.answers.count == 1 && record.notices.isEmpty)
        #expect(answer.message.rcodeName == "SERVFAIL" && answer.hasStatus)
        #expect(answer.message.questions == [DNSMessage.Question(name: "www.example.com", type: .a)])
        #expect(answer.message.answers.map(\.data) == ["192.0.2.1"])
        #expect(answer.message.flags.authenticData && !answer.message.flags.authoritative)
        #expect(answer.message.edns?.errors.first?.code == 6)
        #expect(answer.server == "192.0.2.53#53" && answer.transport == "tcp")
        #expect(answer.queryMS == 3 && answer.byteCount == 59)
    }

    @Test(
        "other tools and bad ends are read",
        arguments: [
            (
                ";; communications error to 192.0.2.53#53: timed out\n;; no servers could be reached\n",
                "dig",
                "timed out", "192.0.2.53#53"
            ),
            (
                ";; ->>HEADER<<- opcode: QUERY; status: NXDOMAIN; id: 9\n;; Flags: qr aa rd; QUERY: 1; ANSWER: 0\n"
                    + ";; QUESTION SECTION:\n;; a.test.\tIN\tA\n;; Received 80 B\n;; From 127.0.0.1@5353(UDP) in 0.2 ms\n",
                "kdig", "NXDOMAIN", "127.0.0.1#5353"
            ),
            (
                ";; ->>HEADER<<- opcode: QUERY, rcode: REFUSED, id: 9\n;; flags: qr rd ; QUERY: 1\n;; Query time: 1 msec\n"
                    + ";; SERVER: 127.0.0.1\n;; MSG SIZE  rcvd: 30\n", "drill", "REFUSED", "127.0.0.1"
            ),
            (
                "Server:\t\t192.0.2.53\nAddress:\t192.0.2.53#53\n\n** server can't find a.test: NXDOMAIN\n",
                "nslookup",
                "NXDOMAIN", "192.0.2.53#53"
            ),
            (
                "Server:  dns.example\r\nAddress:  192.0.2.53\r\n\r\n*** dns.example can't find a.test: Non-existent domain\r\n",
                "nslookup", "NXDOMAIN", "192.0.2.53"
            ),
        ])
    func others(text: String, tool: String, status: String, server: String) throws {
        let record = parse(text)
        let answer = try #require(record.answers.first)
        #expect(record.tool == tool)
        #expect((answer.problem ?? answer.message.rcodeName) == status)
        #expect(answer.server == server)
    }

    @Test func addressesOfNslookupAreRead() throws {
        let record = parse(
            "Server:  dns\nAddress:  192.0.2.53\n\nNon-authoritative answer:\nwww.example.com canonical name = cdn.example.net.\n"
                + "Name:    cdn.example.net\nAddresses:  2001:db8::1\n          192.0.2.1\n")
        let answer = try #require(record.answers.first)
        #expect(answer.message.answers.map(\.data) == ["cdn.example.net.", "2001:db8::1", "192.0.2.1"])
    }

    @Test func aTraceIsOneAnswerAServer() throws {
        let record = parse(
            """
            ; <<>> DiG 9.18 <<>> +trace www.example.com
            .\t\t\t518400\tIN\tNS\ta.root-servers.net.
            ;; Received 525 bytes from 192.0.2.53#53(192.0.2.53) in 3 ms

            com.\t\t172800\tIN\tNS\ta.gtld-servers.net.
            ;; Received 1174 bytes from 198.41.0.4#53(a.root-servers.net) in 20 ms

            """)
        #expect(record.answers.map(\.server) == ["192.0.2.53#53", "198.41.0.4#53"])
        #expect(record.answers.allSatisfy { !$0.hasStatus && $0.message.answers.count == 1 })
    }

    @Test func whatIsNoAnswerIsSaidAndNotSkipped() {
        let short = parse("192.0.2.1\n192.0.2.2\n")
        #expect(short.answers.isEmpty && short.notices.contains { $0.severity == .error })
        let odd = parse(Self.dig + "\nthis is no line of dig\n")
        #expect(odd.answers.count == 1 && odd.notices.count == 1)
    }

    @Test func mutantsOfAPasteNeverStopTheReader() {
        var numbers = SplitMix64(seed: 30)
        let alphabet = Array("0123456789 ;:.#@()\t\nINA".utf8)
        for _ in 0..<500 {
            _ = LookupText.parse(numbers.mutant(of: Array(Self.dig.utf8), alphabet: alphabet))
        }
    }
}
