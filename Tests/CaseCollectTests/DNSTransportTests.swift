import CaseModel
import Foundation
import Testing

@testable import CaseCollect
@testable import CaseSystem

private typealias S = DNSSamples

/// The live transport against sockets on loopback.
@Suite(.timeLimit(.minutes(5)))
struct DNSTransportTests {
    private let transport = SocketDNSTransport()

    private func ask(
        _ socket: DNSLoopbackSocket, over kind: DNSCarrier, timeout: Duration = .seconds(20)
    ) async throws -> [UInt8] {
        try await transport.ask(
            [1, 2, 3], of: try socket.endpoint, over: kind, timeout: timeout, accepts: { $0.first == 0xaa })
    }

    @Test func onlyTheAnswerComesBack() async throws { try await strayPackets(isV6: false) }

    @Test(.enabled(if: DNSLoopbackSocket.hasV6, "this host has no IPv6 on loopback"))
    func onlyTheAnswerComesBackOverIPv6() async throws { try await strayPackets(isV6: true) }

    private func strayPackets(isV6: Bool) async throws {
        let server = try DNSLoopbackSocket(isV6: isV6, stream: false)
        let stranger = try DNSLoopbackSocket(isV6: isV6, stream: false)
        Thread.detachNewThread {
            guard let (query, client) = server.receiveFrom(), query == [1, 2, 3] else { return }
            stranger.send([0xaa, 0xbb], to: client)
            server.send([0x55], to: client)
            server.send([], to: client)
            server.send([0xaa, 0xcc], to: client)
        }
        #expect(try await ask(server, over: .udp) == [0xaa, 0xcc])
    }

    @Test(arguments: [DNSCarrier.udp, .tcp])
    func aClosedPortRefuses(kind: DNSCarrier) async throws {
        var last: Failure?
        // Another test may be given the port that was closed just now: a few have to be tried.
        for _ in 0..<5 {
            let port = try closedPort()
            last = await failure {
                _ = try await transport.ask(
                    [1], of: port, over: kind, timeout: .seconds(20), accepts: { _ in true })
            }
            if last?.code == .connectionRefused { break }
        }
        #expect(last?.code == .connectionRefused)
        #expect(last?.operation == .connect)
    }

    private func closedPort() throws -> Endpoint {
        try DNSLoopbackSocket(isV6: false, stream: true).endpoint
    }

    @Test func silenceEndsWithTheTimeout() async throws {
        let server = try DNSLoopbackSocket(isV6: false, stream: false)
        let failure = await failure { _ = try await ask(server, over: .udp, timeout: .milliseconds(30)) }
        #expect(failure == Failure(.response, .timeout))
    }

    @Test func aFloodOfStrangeAnswersEndsWithTheTimeout() async throws {
        let server = try DNSLoopbackSocket(isV6: false, stream: false)
        let flood = Locked(true)
        Thread.detachNewThread {
            guard let (_, client) = server.receiveFrom() else { return }
            while flood.withLock({ $0 }) { server.send([0x55], to: client) }
        }
        let failure = await failure { _ = try await ask(server, over: .udp, timeout: .milliseconds(50)) }
        flood.withLock { $0 = false }
        #expect(failure == Failure(.response, .timeout))
    }

    @Test func aMessageOverTCPComesInPieces() async throws {
        let server = try DNSLoopbackSocket(isV6: false, stream: true)
        let reply = [UInt8](repeating: 7, count: 65_535)
        Thread.detachNewThread {
            guard let client = server.accept() else { return }
            guard client.read(5) == [0, 3, 1, 2, 3] else { return }
            client.write([0xff])
            client.write([0xff] + reply.prefix(1000))
            client.write(Array(reply.dropFirst(1000)))
        }
        #expect(try await ask(server, over: .tcp) == reply)
    }

    @Test func aConnectionClosedEarlyIsAnEmptyReply() async throws {
        let server = try DNSLoopbackSocket(isV6: false, stream: true)
        Thread.detachNewThread {
            guard let client = server.accept() else { return }
            _ = client.read(5)
            client.write([0, 9, 1])
        }
        let failure = await failure { _ = try await ask(server, over: .tcp) }
        #expect(failure == Failure(.response, .emptyReply, detail: "1 of 9 bytes"))
    }

    @Test func cancellingEndsFortyQueriesAtOnce() async throws {
        let server = try DNSLoopbackSocket(isV6: false, stream: false)
        let endpoint = try server.endpoint
        let all = Task { [transport] in
            await withTaskGroup(of: Failure?.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        do throws(Failure) {
                            _ = try await transport.ask(
                                [1, 2, 3], of: endpoint, over: .udp, timeout: .seconds(3600),
                                accepts: { _ in true })
                            return nil
                        } catch {
                            return error
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
        // All forty wait at the same time, or the last would never be heard of.
        for _ in 0..<40 { #expect(await server.receivedFrom() != nil) }
        all.cancel()
        let failures = await all.value
        #expect(failures.count == 40)
        #expect(failures.allSatisfy { $0?.detail == "cancelled" })
    }

    @Test func aCancelledQuestionIsCancelled() async throws {
        let server = try DNSLoopbackSocket(isV6: false, stream: false)
        let probe = DNSProbe(
            name: try S.hostname("a.test"), type: .a, server: try server.endpoint, serverSource: .given)
        let task = Task { [transport] in
            await runDNS(probe, id: 1, deadline: .seconds(3600), transport: transport, clock: StandingClock())
        }
        #expect(await server.receivedFrom() != nil)
        task.cancel()
        #expect(await task.value.outcome == .cancelled)
    }

    private func failure(_ body: () async throws -> Void) async -> Failure? {
        do {
            try await body()
            return nil
        } catch {
            return error as? Failure
        }
    }
}
