import CaseModel
import TestSupport
import Testing

@testable import CaseCollect
@testable import CurlTransfer

/// The readers of what libcurl and the edge say, and the line that repeats a probe.
struct HTTPTextTests {
    @Test(
        "the command line repeats the probe",
        arguments: [
            (nil, "GET", "curl -v --compressed --max-time 20 --noproxy '*' -A casefile/1 'https://a.test/x'"),
            (
                "10.0.0.1", "HEAD",
                "curl -v --compressed --max-time 20 --noproxy '*' --connect-to ::10.0.0.1:443 --head -A casefile/1"
                    + " 'https://a.test/x'"
            ),
            (
                "[2001:db8::1]:8443", "PURGE",
                "curl -v --compressed --max-time 20 --noproxy '*' --connect-to '::[2001:db8::1]:8443' -X PURGE"
                    + " -A casefile/1 'https://a.test/x'"
            ),
        ] as [(String?, String, String)])
    func commandLine(pin: String?, method: String, expected: String) throws {
        var probe = HTTPProbe(leg: .edge, url: try WebURL("https://a.test/x"), userAgent: "casefile/1")
        probe.pin = pin.flatMap { Endpoint($0) }
        probe.method = method
        #expect(probe.commandLine(deadline: .seconds(20)) == expected)
    }

    @Test func everyWordThatNeedsItIsQuoted() throws {
        var probe = HTTPProbe(
            leg: .edge, url: try WebURL("https://a.test/../it's?a[1]={b}"), userAgent: "a $b `c`")
        probe.fields = [HTTPField(name: "X-A", value: "it's"), HTTPField(name: "X-Empty", value: "")]
        probe.authorityFile = "/tmp/my ca.pem"
        probe.connectTimeout = .milliseconds(1500)
        let expected =
            #"curl -v --compressed --max-time 2.25 --connect-timeout 1.5 --noproxy '*' --cacert '/tmp/my ca.pem' "#
            + #"-A 'a $b `c`' -H 'X-A: it'\''s' -H 'X-Empty;' --path-as-is --globoff "#
            + #"'https://a.test/../it'\''s?a[1]={b}'"#
        #expect(probe.commandLine(deadline: .milliseconds(2250)) == expected)
    }

    @Test func aHeadIsReadWithContinuationsAndBytesThatAreNoText() {
        var head = ResponseHead()
        for line in [
            "HTTP/1.1 200 OK\r\n", "A : 1\r\n", "B:2\r\n", "  more\r\n", "no colon\r\n", "\r\n",
            "Late: 1\r\n",
        ] {
            head.add(Array(line.utf8))
        }
        #expect(head.status == 200)
        #expect(head.fields.map(\.name) == ["A ", "B"])
        #expect(head.fields.map(\.value) == ["1", "2 more"])
        head.add(Array("HTTP/2 99999 \r\n".utf8))
        #expect(head.status == nil)
        #expect(head.version == "HTTP/2")
        head = ResponseHead()
        head.add([72, 84, 84, 80, 47, 49, 46, 49, 32, 50, 48, 48, 32, 0xff, 13, 10])
        #expect(head.reason == "\u{fffd}")
    }

    @Test func aHeadWithoutEndIsNotKeptWhole() {
        var head = ResponseHead()
        head.add(Array("HTTP/1.1 200 OK\r\n".utf8))
        for _ in 0..<10_000 { head.add(Array("a: b\r\n".utf8)) }
        #expect(head.fields.count == 4096)
    }

    @Test(
        "what libcurl says about TLS is understood over its versions",
        arguments: [
            (
                "SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384\n", "TLSv1.3",
                "TLS_AES_256_GCM_SHA384", nil, nil
            ),
            (
                "SSL connection using TLSv1.2 / ECDHE-RSA-AES128-GCM-SHA256 / x25519 / RSASSA-PSS\n",
                "TLSv1.2",
                "ECDHE-RSA-AES128-GCM-SHA256", nil, nil
            ),
            ("ALPN: server accepted h2\n", nil, nil, "h2", nil),
            (
                " SSL certificate verify result: self-signed certificate (18), continuing anyway.\n", nil,
                nil, nil,
                "self-signed certificate (18)"
            ),
            ("Trying 127.0.0.1:443...\n", nil, nil, nil, nil),
        ] as [(String, String?, String?, String?, String?)])
    func handshake(line: String, version: String?, cipher: String?, alpn: String?, error: String?) {
        var log = TransferLog()
        log.add(.text, Array(line.utf8))
        #expect(log.handshake.version == version)
        #expect(log.handshake.cipher == cipher)
        #expect(log.handshake.alpn == alpn)
        #expect(log.handshake.verifyError == error)
    }

    @Test func theLogMarksLinesAndMakesAddressesEqual() {
        var log = TransferLog()
        log.add(.text, Array("Using stream 1 (easy handle 0x55d2f6f0be90) of 0x1f\n".utf8))
        log.add(.sent, Array("GET /a:b HTTP/1.1\r\nHost: a.test\r\n\r\n".utf8))
        log.add(.received, Array("ETag: 0x55d2f6f0be90\r\n".utf8))
        #expect(
            log.text == """
                * Using stream 1 (easy handle 0x0) of 0x1f
                > GET /a:b HTTP/1.1
                > Host: a.test
                >\u{20}
                < ETag: 0x55d2f6f0be90

                """)
        #expect(log.requestFields == [HTTPField(name: "Host", value: "a.test")])
    }

    @Test(
        "who took the connection is understood over libcurl's versions",
        arguments: [
            ("Connected to (nil) (127.0.0.1) port 443 (#0)", "127.0.0.1:443"),
            ("Connected to a.test (2001:db8::1) port 8443", "[2001:db8::1]:8443"),
            (
                "Established connection to a.test (192.0.2.1 port 443) from 192.0.2.9 port 50000 ",
                "192.0.2.1:443"
            ),
            ("Connected to port", nil), ("Connected to a (192.0.2.1) port 0", nil),
            ("Trying 192.0.2.1:443...", nil),
        ] as [(String, String?)])
    func peer(line: String, expected: String?) {
        #expect(TransferLog.peer(in: line)?.description == expected)
    }

    @Test func theLogIsCut() {
        var log = TransferLog()
        for _ in 0..<400 { log.add(.received, Array(repeating: 65, count: 1000)) }
        #expect(log.text.utf8.count < TransferLog.limit + 100)
        #expect(log.text.hasSuffix("* the log was cut at 256 KiB\n"))
    }

    @Test(
        arguments: [
            ("Nov 22 10:00:00 2026 GMT", "2026-11-22T10:00:00.000Z"),
            ("Nov  2 10:00:00 2026 GMT", "2026-11-02T10:00:00.000Z"),
            ("2026-11-22 10:00:00 GMT", "2026-11-22T10:00:00.000Z"), ("Nox 22 10:00:00 2026 GMT", nil),
            ("Nov 31 10:00:00 2026 GMT", nil), ("Nov 22 10:00 2026 GMT", nil),
            ("Dec 31 23:59:59 9999 GMT", nil), ("", nil),
        ] as [(String, String?)])
    func certificateDates(text: String, expected: String?) {
        #expect(Certificate.date(text)?.description == expected)
    }

    @Test(
        "a failure of libcurl gets a name",
        arguments: [
            (6, 0, 0, "Could not resolve host", FailedOperation.resolve, FailureCode.dnsNoAnswer),
            (7, 113, 0, "", .connect, .hostUnreachable), (7, 101, 0, "", .connect, .networkUnreachable),
            (7, 110, 0, "", .connect, .timeout), (7, 13, 0, "", .connect, .permissionDenied),
            (7, 0, 0, "Connection refused", .connect, .connectionRefused),
            (7, 0, 0, "", .connect, .unclassified),
            (35, 0, 0, "legacy sigalg disallowed or unsupported", .tls, .tlsLocalRefusal),
            (35, 0, 0, "wrong version number", .tls, .tlsHandshake),
            (35, 104, 0, "", .tls, .connectionReset), (60, 0, 10, "expired", .tls, .tlsInvalidCertificate),
            (60, 0, 19, "", .tls, .tlsUnknownAuthority), (60, 0, 0, "", .tls, .tlsInvalidCertificate),
            (60, 0, 1, "SSL: no alternative certificate subject name matches", .tls, .tlsInvalidHostname),
            (60, 0, 0, "SSL: certificate subject name 'a' does not match", .tls, .tlsInvalidHostname),
            (60, 0, 68, "", .tls, .tlsLocalRefusal),
            (60, 0, 23, "revoked", .tls, .tlsInvalidCertificate), (16, 0, 0, "", .response, .httpProtocol),
            (92, 0, 0, "", .response, .httpProtocol), (43, 0, 0, "", .request, .badInput),
            (4242, 0, 0, "", .request, .unclassified),
        ] as [(UInt32, CInt, Int, String, FailedOperation, FailureCode)])
    func classification(
        code: UInt32, system: CInt, verify: Int, words: String, operation: FailedOperation,
        expected: FailureCode
    ) {
        let failure = CurlFailure(
            code: code, systemError: system, verifyResult: verify, phase: .request, words: words
        ).failure
        #expect(failure == Failure(operation, expected, detail: "curl \(code): \(words)"))
    }

    @Test func mutantsOfEveryTextAreReadWithoutACrash() {
        var random = SplitMix64(seed: 4711)
        let head = Array(
            "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\nHTTP/2 404 \r\ncf-ray: 9f140b785e57c458-FRA\r\n".utf8)
        let words = Array(
            "SSL connection using TLSv1.3 / X / Y\nALPN: server accepted h2\nhandle 0x55d2f6f0be90\n".utf8)
        let certificate = [
            "Subject:CN = a", "Start date:Nov 22 10:00:00 2026 GMT", "RSA Public Key:(2048 bits)",
            "X509v3 Subject Alternative Name:DNS:a, IP Address:::1",
            "Cert:-----BEGIN CERTIFICATE-----\nBgcqhkjOPQIBBggqhkjOPQMBBw==\n-----END CERTIFICATE-----",
        ]
        for _ in 0..<500 {
            var response = ResponseHead()
            for line in random.mutant(of: head).split(separator: 10) { response.add(Array(line)) }
            var log = TransferLog()
            let text = random.mutant(of: words)
            for kind in [TransferLog.Kind.text, .sent, .received] { log.add(kind, text) }
            #expect(log.requestFields.count <= 1024)
            let lines = certificate.map { String(decoding: random.mutant(of: Array($0.utf8)), as: UTF8.self) }
            #expect(Certificate(informationLines: lines).names.count <= 1000)
        }
    }
}
