import CaseModel
import Foundation
import TestSupport
import Testing

@testable import CurlTransfer

/// Ending a transfer in every phase.
@Suite(
    .needs(TestOrigin.tools),
    .timeLimit(.minutes(5)))
struct HTTPCancellationTests {
    let origin: TestOrigin

    init() throws { origin = try TestOrigin.shared() }

    /// Starts an exchange and cancels it when another, on the same thread of libcurl, has had its answer.
    ///
    /// Does so again when the machine was so busy that the first one had not begun by then.
    private func cancelled(_ request: HTTPRequest, on transport: CurlTransport) async throws -> HTTPExchange {
        for _ in 0..<50 {
            let task = Task { await transport.exchange(request) }
            let other = await transport.exchange(try origin.request("plain", scheme: "http"))
            #expect(other.status == 200)
            task.cancel()
            let exchange = await task.value
            if exchange.failure?.operation != .request { return exchange }
        }
        throw Peer.Problem(said: "the exchange never began")
    }

    @Test(arguments: [("silent", "http"), ("silent", "https"), ("tls", "https")])
    func aRunningTransferEnds(server: String, scheme: String) async throws {
        var request = try origin.request(server, server == "tls" ? "/slow" : "/", scheme: scheme)
        request.bodyLimit = 10_000_000
        request.deadline = .seconds(280)
        let exchange = try await cancelled(request, on: CurlTransport())
        #expect(exchange.failure?.detail == "cancelled")
    }

    @Test func aTaskCancelledBeforeAsksNobody() async throws {
        let transport = try CurlTransport()
        let request = try origin.request("plain", scheme: "http")
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await transport.exchange(request)
        }
        let exchange = await task.value
        #expect(exchange.failure?.detail == "cancelled")
        #expect(exchange.remote == nil)
    }

    @Test func anEngineThatStopsEndsWhatIsUnderWayAndTakesNothingNew() async throws {
        let request = try origin.request("silent", scheme: "http")
        let engine = try #require(CurlEngine())
        let ticket = engine.ticket()
        let exchange = await withCheckedContinuation { continuation in
            engine.submit(.init(ticket: ticket, request: request, continuation: continuation))
            engine.stop()
        }
        #expect(exchange.failure?.detail == "cancelled")
        let late = await withCheckedContinuation { continuation in
            engine.submit(.init(ticket: engine.ticket(), request: request, continuation: continuation))
        }
        #expect(late.failure?.detail == "cancelled")
    }

    #if os(Linux)
        @Test(
            .enabled(
                if: MuteResolver.canEnter,
                "a name server of our own needs a mount namespace, which root has on most hosts"),
            // Without QUICK_EXIT the thread would be joined, which takes the resolver 150 seconds.
            .timeLimit(.minutes(2)))
        func aNameLookupThatNeverEndsHoldsNobodyUp() async throws {
            try #require(try origin.fact("mute-resolver") == "1", "the mute name server did not start")
            let transport = try #require(try MuteResolver.transport())
            var request = try origin.request("plain", scheme: "http")
            request.url = try WebURL("http://no-answer.example/")
            request.pin = nil
            request.deadline = .seconds(280)
            request.connectTimeout = .seconds(280)
            let exchange = try await cancelled(request, on: transport)
            #expect(exchange.failure?.detail == "cancelled")
            #expect(exchange.failure?.operation == .resolve)
            #expect(exchange.timings.nameLookup == nil)

            request.deadline = .milliseconds(200)
            let late = await transport.exchange(request)
            #expect(late.failure?.code == .timeout)
            #expect(late.failure?.operation == .resolve)
        }
    #endif
}

#if os(Linux)
    /// Makes a transport whose threads see another `/etc/resolv.conf`: its name server takes questions and is silent.
    private enum MuteResolver {
        /// Whether this process may make a mount namespace.
        static let canEnter = (try? inside { true }) == true

        static func transport() throws -> CurlTransport? { try inside { try? CurlTransport() } ?? nil }

        /// What is made by a thread that has the other file; nothing where the host does not allow that.
        private static func inside<Made: Sendable>(_ make: @escaping @Sendable () -> Made) throws -> Made? {
            let file = FileManager.default.temporaryDirectory.appendingPathComponent(
                "mute-\(UUID().uuidString)")
            let settings = "nameserver 127.0.0.77\noptions timeout:30 attempts:5\n"
            try settings.write(to: file, atomically: false, encoding: .utf8)
            defer { try? FileManager.default.removeItem(at: file) }
            let box = Locked<Made?>(nil)
            let done = DispatchSemaphore(value: 0)
            // A mount namespace belongs to a thread, and the threads it starts inherit it.
            let thread = Thread {
                if enterNamespace(resolver: file.path) {
                    let made = make()
                    box.withLock { $0 = made }
                }
                done.signal()
            }
            thread.start()
            done.wait()
            return box.withLock { $0 }
        }

        private typealias Unshare = @convention(c) (CInt) -> CInt
        private typealias Mount =
            @convention(c) (
                UnsafePointer<CChar>?, UnsafePointer<CChar>, UnsafePointer<CChar>?, CUnsignedLong,
                UnsafeRawPointer?
            ) -> CInt

        private static func enterNamespace(resolver: String) -> Bool {
            let newNamespace: CInt = 0x20000
            let (bind, recursivelyPrivate): (CUnsignedLong, CUnsignedLong) = (4096, 16384 | (1 << 18))
            let library = dlopen(nil, RTLD_NOW)
            guard let unshare = dlsym(library, "unshare"), let mount = dlsym(library, "mount") else {
                return false
            }
            let mountCall = unsafeBitCast(mount, to: Mount.self)
            return unsafeBitCast(unshare, to: Unshare.self)(newNamespace) == 0
                && mountCall("none", "/", nil, recursivelyPrivate, nil) == 0
                && mountCall(resolver, "/etc/resolv.conf", nil, bind, nil) == 0
        }
    }
#endif
