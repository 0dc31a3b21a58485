import CaseModel
import Foundation
import Testing

@testable import CurlTransfer

/// The live transport against real servers on loopback.
@Suite(
    .needs(TestOrigin.tools),
    .timeLimit(.minutes(5)))
struct HTTPTransportTests {
    let origin: TestOrigin
    let transport: CurlTransport

    init() throws {
        origin = try TestOrigin.shared()
        transport = try CurlTransport()
    }

    @Test func theVersionNamesTheLibrary() {
        #expect(CurlTransport.versionText.hasPrefix("libcurl/"))
    }

    @Test func anAnswerOverHTTP2TellsEveryPhaseThePeerAndTheTLSFacts() async throws {
        let request = try origin.request("tls")
        let exchange = await transport.exchange(request)
        #expect(exchange.failure == nil)
        #expect(exchange.status == 200)
        #expect(exchange.version == "HTTP/2")
        #expect(exchange.reason == nil)
        #expect(String(decoding: exchange.body.bytes, as: UTF8.self) == "first site.test site.test\n")
        #expect(
            exchange.remote == Endpoint(address: try #require(IPAddress("127.0.0.1")), port: request.url.port)
        )
        #expect(exchange.local?.address == IPAddress("127.0.0.1"))
        let timings = exchange.timings
        #expect(timings.nameLookup == nil, "a pinned peer is not looked up")
        let phases = [timings.connect, timings.tls, timings.requestSent, timings.firstByte, timings.total]
        let reached = phases.compactMap { $0 }
        #expect(reached.count == 5)
        #expect(reached == reached.sorted())
        let tls = try #require(exchange.tls)
        #expect(tls.version == "TLSv1.3")
        #expect(tls.cipher?.hasPrefix("TLS_") == true)
        #expect(tls.alpn == "h2")
        #expect(tls.verifyError == nil)
    }

    @Test func theChainIsReadLeafFirst() async throws {
        let tls = try #require(await transport.exchange(origin.request("tls")).tls)
        #expect(tls.chain.count == 2)
        let leaf = try #require(tls.chain.first)
        #expect(leaf.subject.contains("good"))
        #expect(leaf.issuer.contains("Test Authority"))
        #expect(leaf.names == ["site.test", "www.site.test", "127.0.0.1"])
        #expect(leaf.keyAlgorithm == "id-ecPublicKey")
        #expect(leaf.keyBits == 256)
        #expect(leaf.signatureAlgorithm == "ecdsa-with-SHA256")
        #expect(leaf.serial == "4d", "77 in hex")
        #expect(leaf.pem?.hasPrefix("-----BEGIN CERTIFICATE-----") == true)
        let (from, to) = (try #require(leaf.notBefore), try #require(leaf.notAfter))
        #expect(from.duration(to: to) == .seconds(30 * 86_400))
    }

    @Test func aKeyOfRSATellsItsBits() async throws {
        var request = try origin.request("other")
        request.verifiesCertificate = false
        let leaf = try #require(await transport.exchange(request).tls?.chain.first)
        #expect(leaf.keyAlgorithm == "rsaEncryption")
        #expect(leaf.keyBits == 2048)
    }

    @Test(
        "a version of TLS is offered alone, and what the peer refuses is told from what we cannot do",
        arguments: [
            ("tls", TLSVersion.tls10, false), ("tls", .tls11, false), ("tls", .tls12, true),
            ("tls", .tls13, true),
            ("withdrawn", .tls10, true), ("withdrawn", .tls11, true), ("withdrawn", .tls12, false),
            ("withdrawn", .tls13, false),
        ])
    func versionsOfTLS(server: String, version: TLSVersion, isTaken: Bool) async throws {
        var request = try origin.request(server)
        request.tlsVersion = version
        let exchange = await transport.exchange(request)
        if isTaken {
            #expect(exchange.status == 200, "\(exchange.failure?.detail ?? "")")
            #expect(exchange.tls?.version == (version == .tls10 ? "TLSv1" : "TLSv\(version.rawValue)"))
        } else {
            #expect(exchange.failure?.operation == .tls && exchange.failure?.code == .tlsHandshake)
        }
    }

    @Test func aHandshakeAloneSendsNoRequestAndTellsTheTLSFacts() async throws {
        var request = try origin.request("tls")
        (request.tlsVersion, request.isHandshakeOnly) = (.tls12, true)
        let exchange = await transport.exchange(request)
        #expect(exchange.failure == nil && exchange.status == nil && exchange.requestFields.isEmpty)
        #expect(exchange.tls?.version == "TLSv1.2" && exchange.tls?.chain.count == 2)
    }

    @Test(
        "a version of HTTP is spoken alone", arguments: [(HTTPVersion.http1, "HTTP/1.1"), (.http2, "HTTP/2")])
    func versionsOfHTTP(version: HTTPVersion, name: String) async throws {
        var request = try origin.request("tls")
        request.version = version
        #expect(await transport.exchange(request).version == name)
        #expect(transport.versions.contains(version))
    }

    @Test("one family is asked alone", arguments: [(PathProbe.Family.v4, true), (.v6, false)])
    func families(family: PathProbe.Family, answers: Bool) async throws {
        var request = try origin.request("plain", scheme: "http")
        // The servers listen on 127.0.0.1 alone, and that is what the name leads to.
        request.url = try origin.url("plain", scheme: "http", host: "localhost")
        request.pin = nil
        request.family = family
        let exchange = await transport.exchange(request)
        #expect((exchange.status == 200) == answers)
        #expect(answers || exchange.failure?.operation == .connect || exchange.failure?.operation == .resolve)
    }

    @Test func aBodyIsSentWithItsMethod() async throws {
        var request = try origin.request("plain", "/length", scheme: "http")
        request.method = "PUT"
        request.body = Array(repeating: 0, count: 3) + Array("text".utf8)
        request.fields = [HTTPField(name: "Content-Type", value: "text/x-test")]
        let exchange = await transport.exchange(request)
        #expect(String(decoding: exchange.body.bytes, as: UTF8.self) == "7 text/x-test PUT\n")
    }

    @Test func plainHTTPHasNoTLS() async throws {
        let exchange = await transport.exchange(try origin.request("plain", scheme: "http"))
        #expect(exchange.status == 200)
        #expect(exchange.version == "HTTP/1.1")
        #expect(exchange.reason == "OK")
        #expect(exchange.tls == nil)
        #expect(exchange.timings.tls == nil)
        #expect(exchange.timings.connect != nil)
    }

    @Test(arguments: ["tls", "old"])
    func fieldsKeepTheirOrderAndTheirDuplicates(server: String) async throws {
        let exchange = await transport.exchange(try origin.request(server, "/duplicates"))
        let last = exchange.fields.suffix(3).map { "\($0.name.lowercased())=\($0.value)" }
        #expect(last == ["x-first=one", "set-cookie=a=1", "x-first=two"])
    }

    @Test func onlyTheFinalHeadIsKeptAndTrailersAreNotFields() async throws {
        let exchange = await transport.exchange(try origin.request("interim", scheme: "http"))
        #expect(exchange.status == 200)
        #expect(exchange.reason == "Fine Indeed")
        #expect(
            exchange.fields == [
                HTTPField(name: "X-A", value: "1"), HTTPField(name: "X-B", value: ""),
                HTTPField(name: "x-a", value: "2"), HTTPField(name: "Transfer-Encoding", value: "chunked"),
            ])
        #expect(exchange.body.bytes == Array("ok".utf8))
        #expect(exchange.verbose.contains("< HTTP/1.1 103 Early Hints\n"))
    }

    @Test(arguments: ["GET", "HEAD", "OPTIONS"])
    func theRequestIsSentAsAsked(method: String) async throws {
        var request = try origin.request("old", "/seen?q=a/../b")
        request.method = method
        request.fields = [HTTPField(name: "X-Case", value: "17"), HTTPField(name: "X-Empty", value: "")]
        let exchange = await transport.exchange(request)
        if method == "HEAD" {
            #expect(exchange.body.bytes.isEmpty)
            #expect(exchange.status == 200)
        } else {
            let text = String(decoding: exchange.body.bytes, as: UTF8.self)
            #expect(text.hasSuffix("|casefile-test|17|\(method)|/seen?q=a/../b\n"))
            #expect(text.hasPrefix("deflate, gzip"))
        }
        #expect(exchange.requestFields.first?.name == "Host")
        #expect(exchange.requestFields.contains(HTTPField(name: "X-Case", value: "17")))
        #expect(exchange.requestFields.contains(HTTPField(name: "X-Empty", value: "")))
        #expect(exchange.verbose.contains("> \(method) /seen?q=a/../b HTTP/1.1\n"))
    }

    @Test func aFieldWithALineBreakIsRefused() async throws {
        var request = try origin.request("plain", scheme: "http")
        request.fields = [HTTPField(name: "X-Case", value: "1\r\nX-Evil: 2")]
        let exchange = await transport.exchange(request)
        #expect(exchange.failure?.code == .badInput)
        #expect(exchange.remote == nil)
    }

    @Test func theLogReadsLikeCurlAndHasNoHeapAddress() async throws {
        let verbose = await transport.exchange(try origin.request("tls")).verbose
        #expect(verbose.contains("* SSL connection using TLSv1.3"))
        #expect(verbose.contains("> GET / HTTP/2\n"))
        #expect(verbose.contains("< HTTP/2 200 \n"))
        #expect(verbose.contains("easy handle 0x0)"))
        #expect(!verbose.contains("0x5") && !verbose.contains("0x7"))
    }

    @Test func theCapStopsTheTransferAndIsNoFailure() async throws {
        let exchange = await transport.exchange(try origin.request("endless", scheme: "http"))
        #expect(exchange.failure == nil)
        #expect(exchange.status == 200)
        #expect(exchange.body.truncated)
        #expect(exchange.body.bytes.count == 4096)
        #expect(exchange.body.length > 4096)
    }

    @Test func aCompressedBodyIsCappedAfterDecoding() async throws {
        let exchange = await transport.exchange(try origin.request("tls", "/big"))
        #expect(exchange.field("content-encoding") == "gzip")
        #expect(exchange.body.bytes.count == 4096)
        #expect(exchange.body.bytes.starts(with: "all work and no play".utf8))
    }

    @Test func aBodyAsLongAsTheCapIsWhole() async throws {
        var request = try origin.request("interim", scheme: "http")
        request.bodyLimit = 2
        let exchange = await transport.exchange(request)
        #expect(!exchange.body.truncated)
        #expect(exchange.body.length == 2)
        #expect(exchange.failure == nil)
    }

    @Test(
        "a server that misbehaves is named for what it did",
        arguments: [
            ("closed", "http", FailedOperation.connect, FailureCode.connectionRefused),
            ("closed", "https", .connect, .connectionRefused),
            ("reset", "http", .response, .connectionReset),
            ("reset", "https", .tls, .connectionReset),
            ("empty", "http", .response, .emptyReply),
            ("empty", "https", .tls, .emptyReply),
            ("garbage", "http", .response, .httpProtocol),
            ("garbage", "https", .tls, .tlsHandshake),
            ("plain", "https", .tls, .tlsHandshake),
            ("partial", "http", .response, .emptyReply),
            ("many-fields", "http", .response, .httpProtocol),
            ("expired", "https", .tls, .tlsInvalidCertificate),
            ("other", "https", .tls, .tlsInvalidHostname),
            ("self", "https", .tls, .tlsUnknownAuthority),
        ])
    func failures(server: String, scheme: String, operation: FailedOperation, code: FailureCode) async throws
    {
        let exchange = await transport.exchange(try origin.request(server, scheme: scheme))
        let failure = try #require(exchange.failure)
        #expect(failure.operation == operation, "\(failure)")
        #expect(failure.code == code, "\(failure)")
        #expect(failure.detail?.hasPrefix("curl ") == true)
        #expect((exchange.remote == nil) == (server == "closed"))
    }

    @Test(
        "silence is a timeout in the phase that was reached",
        arguments: [
            ("silent", "http", FailedOperation.response), ("silent", "https", .tls),
            ("late-silence", "http", .response),
        ])
    func silence(server: String, scheme: String, operation: FailedOperation) async throws {
        var request = try origin.request(server, scheme: scheme)
        // Long enough for the phase to be reached on a busy machine.
        request.deadline = .seconds(2)
        let exchange = await transport.exchange(request)
        #expect(exchange.failure?.code == .timeout)
        #expect(exchange.failure?.operation == operation)
        #expect(exchange.timings.connect != nil)
        if server == "late-silence" { #expect(exchange.body.bytes == Array("abc".utf8)) }
    }

    @Test func whatAProxyAnswersToCONNECTIsNotTheSitesAnswer() async throws {
        // It says 200 to whatever it is asked, and then its body is no TLS.
        var request = try origin.request("tls")
        request.proxy = "http://127.0.0.1:\(try origin.fact("partial"))"
        let exchange = await transport.exchange(request)
        #expect(exchange.status == nil && exchange.fields.isEmpty)
        #expect(exchange.failure?.operation == .tls, "\(String(describing: exchange.failure))")
        #expect(exchange.verbose.contains("CONNECT "))
    }

    @Test func aPinChangesThePeerAndNothingElse() async throws {
        let exchange = await transport.exchange(try origin.request("tls", at: "127.0.0.2"))
        #expect(String(decoding: exchange.body.bytes, as: UTF8.self) == "second site.test site.test\n")
        #expect(exchange.remote?.address == IPAddress("127.0.0.2"))
    }

    @Test func aPinnedPortIsTheOneThatIsAsked() async throws {
        var request = try origin.request("plain", scheme: "http")
        request.url = try WebURL("http://site.test/")
        request.pin = Endpoint("127.0.0.1:\(try origin.fact("plain"))")
        let exchange = await transport.exchange(request)
        #expect(exchange.status == 200)
        #expect(exchange.requestFields.first == HTTPField(name: "Host", value: "site.test"))
    }

    @Test func noConnectionIsUsedTwice() async throws {
        let good = await transport.exchange(try origin.request("tls"))
        let dead = await transport.exchange(try origin.request("tls", at: "127.0.0.3"))
        let again = await transport.exchange(try origin.request("tls"))
        #expect(good.status == 200)
        #expect(dead.failure?.code == .connectionRefused)
        #expect(dead.status == nil)
        #expect(again.local?.port != good.local?.port)
        #expect(!again.verbose.lowercased().contains("re-using"))
        #expect(!again.verbose.contains("session reuse"))
    }

    @Test func fiftyAtOnceAllEndAsTheyWould() async throws {
        let requests = try (0..<50).map { index in
            switch index % 5 {
            case 0: try origin.request("tls")
            case 1: try origin.request("plain", scheme: "http")
            case 2: try origin.request("closed")
            case 3: try origin.request("tls", "/big")
            default: try origin.request("old", "/522")
            }
        }
        let transport = transport
        let answers = await withTaskGroup(of: (Int, HTTPExchange).self) { group in
            for (index, request) in requests.enumerated() {
                group.addTask { (index, await transport.exchange(request)) }
            }
            return await group.reduce(into: [Int: HTTPExchange]()) { $0[$1.0] = $1.1 }
        }
        for (index, answer) in answers {
            #expect(
                answer.status == [200, 200, nil, 200, 522][index % 5],
                "\(index) \(String(describing: answer.failure))")
        }
        #expect(answers.count == 50)
    }

    @Test func anAbsentAuthorityFileIsOurOwnFault() async throws {
        var request = try origin.request("tls")
        request.authorityFile = "/nonexistent/ca.pem"
        #expect(await transport.exchange(request).failure?.code == .badInput)
    }
}
