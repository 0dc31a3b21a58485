import CaseModel
import Testing

@testable import CaseCollect
@testable import CaseSystem

private typealias S = DNSSamples

struct DNSTextTests {
    private func probe(
        _ type: DNSType = .aaaa, server: String = "10.77.100.53", timeout: Duration = .seconds(3)
    ) throws -> DNSProbe {
        var probe = DNSProbe(
            name: try S.hostname("www.example.test"), type: type, server: try #require(Endpoint(server)),
            serverSource: .given)
        probe.timeout = timeout
        return probe
    }

    @Test(
        "says how to ask by hand",
        arguments: [
            (
                "10.77.100.53", Duration.seconds(3),
                "@10.77.100.53 www.example.test AAAA +dnssec +nsid +timeout=3 +tries=2"
            ),
            (
                "10.77.100.53:53", .seconds(1),
                "@10.77.100.53 www.example.test AAAA +dnssec +nsid +timeout=1 +tries=2"
            ),
            (
                "[2001:db8::1]:5353", .milliseconds(200),
                "@2001:db8::1 -p 5353 www.example.test AAAA +dnssec +nsid +timeout=1 +tries=2"
            ),
        ])
    func commandLine(server: String, timeout: Duration, expected: String) throws {
        #expect(try probe(server: server, timeout: timeout).commandLine == "dig " + expected)
    }

    @Test func aMessageReadsAsDigPrintsIt() throws {
        let at = try #require(Timestamp(rfc3339: "2026-11-22T10:31:04.250Z"))
        let text = try S.decode(S.rich).dnsText(
            server: try #require(Endpoint("192.0.2.53")), transport: .tcp, queryTime: .microseconds(12_900),
            at: at, size: 251, probe: try probe(.a), remarks: ["Truncated, retrying in TCP mode."])
        let expected = """
            ; <<>> casefile <<>> @10.77.100.53 www.example.test A +dnssec +nsid +timeout=3 +tries=2
            ;; Truncated, retrying in TCP mode.
            ;; Got answer:
            ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4660
            ;; flags: qr rd ra; QUERY: 1, ANSWER: 4, AUTHORITY: 1, ADDITIONAL: 2

            ;; OPT PSEUDOSECTION:
            ; EDNS: version: 0, flags: do; udp: 1232
            ; NSID: 66 72 61 ("fra")
            ; EDE: 22 (No Reachable Authority): (at delegation)
            ;; QUESTION SECTION:
            ;www.example.test.\t\tIN\tA

            ;; ANSWER SECTION:
            www.example.test.\t300\tIN\tCNAME\tcdn.example.test.
            cdn.example.test.\t300\tIN\tA\t192.0.2.1
            cdn.example.test.\t300\tIN\tHTTPS\t1 . alpn="h2" ipv4hint=192.0.2.1
            cdn.example.test.\t300\tIN\tRRSIG\tA 13 3 300 19700101000001 19700101000002 7 a.test. AQID

            ;; AUTHORITY SECTION:
            example.test.\t\t300\tIN\tSOA\tns.example.test. www.example.test. 1 2 3 4 5

            ;; ADDITIONAL SECTION:
            example.test.\t\t300\tIN\tNSEC\tb.test. A MX CAA

            ;; Query time: 12 msec
            ;; SERVER: 192.0.2.53#53(192.0.2.53) (TCP)
            ;; WHEN: Sun Nov 22 10:31:04 UTC 2026
            ;; MSG SIZE  rcvd: 251

            """
        #expect(text == expected)
    }

    @Test func textFromTheNetworkCannotSteerATerminal() throws {
        let hostile = Array("\u{1b}[2J\u{202e}x\u{9b}31m\n".utf8)
        let bytes = S.response(
            counts: [0, 0, 1], S.opt(S.option(15, S.u16(6) + hostile) + S.option(3, [0x1b, 0x41])))
        let text = try S.decode(bytes).dnsText(
            server: try #require(Endpoint("192.0.2.53")), transport: .udp, queryTime: .zero,
            at: Timestamp(nanosecondsSinceEpoch: 0), size: bytes.count, probe: try probe())
        #expect(text.contains("; EDE: 6 (DNSSEC Bogus): (.[2J.x.31m.)\n"))
        #expect(text.contains("; NSID: 1b 41 (\".A\")\n"))
    }

    @Test(
        "says when a server does not recurse", arguments: [(0x8180, false), (0x8100, true), (0x8000, false)])
    func warning(flags: Int, expected: Bool) throws {
        let message = try S.decode(S.response(flags: flags, counts: [0, 0, 0], []))
        let text = message.dnsText(
            server: try #require(Endpoint("192.0.2.53")), transport: .udp, queryTime: .zero,
            at: Timestamp(nanosecondsSinceEpoch: 0), size: 0, probe: try probe())
        #expect(text.contains(";; WARNING: recursion requested but not available\n") == expected)
    }

    @Test func longKeysAreGroupedAsDigGroupsThem() throws {
        let key = S.record(type: 48, [1, 1, 3, 13] + [UInt8](repeating: 0, count: 64))
        let message = try S.decode(S.response(counts: [1, 0, 0], key))
        let text = message.dnsText(
            server: try #require(Endpoint("192.0.2.53")), transport: .udp, queryTime: .zero,
            at: Timestamp(nanosecondsSinceEpoch: 0), size: 0, probe: try probe())
        let whole = String(repeating: "A", count: 86) + "=="
        #expect(message.answers.first?.data == "257 3 13 " + whole)
        #expect(text.contains("257 3 13 \(whole.prefix(56)) \(whole.dropFirst(56))\n"))
    }

    @Test(
        "reads resolv.conf as the C library does",
        arguments: [
            ("", []),
            ("nameserver 192.0.2.1\n", ["192.0.2.1:53"]),
            (
                "# nameserver 192.0.2.9\n;nameserver 192.0.2.8\nsearch a.test\nnameserver\t2001:db8::1 # one\r\n",
                ["[2001:db8::1]:53"]
            ),
            (
                " nameserver 192.0.2.1\nnameservers 192.0.2.2\nnameserver192.0.2.3\nnameserver\nnameserver x\n",
                []
            ),
            (
                "nameserver fe80::1%eth0\nnameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\n",
                ["192.0.2.1:53", "192.0.2.2:53"]
            ),
            (
                "nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\nnameserver 192.0.2.4",
                ["192.0.2.1:53", "192.0.2.2:53", "192.0.2.3:53"]
            ),
            ("nameserver \u{0}\u{ff}%\nnameserver %\nnameserver %%1\n", []),
        ])
    func servers(file: String, expected: [String]) {
        #expect(SystemResolvers.servers(resolvConf: Array(file.utf8)).map(\.description) == expected)
    }
}
