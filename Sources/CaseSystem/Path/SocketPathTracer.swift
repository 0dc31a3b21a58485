package import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Traces paths with ordinary sockets: Linux queues the ICMP errors a packet of theirs met (`IP_RECVERR`, ip(7)).
///
/// Each packet has a socket, whose port tells the answers apart. Cancelling the task ends the trace at once.
package struct SocketPathTracer: PathTracer {
    package init() {}

    package var hindrance: String? {
        #if os(Linux)
            nil
        #else
            "this system does not tell programs which router dropped a packet of theirs"
        #endif
    }

    package func trace(_ request: TraceRequest) async throws(Failure) -> Trace {
        if let hindrance { throw Failure(.spawn, .permissionDenied, detail: hindrance) }
        let bell = try CancelBell()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (done: CheckedContinuation<Result<Trace, Failure>, Never>) in
                let started = DetachedThread.start { done.resume(returning: Self.run(request, bell)) }
                if !started {
                    done.resume(returning: .failure(Failure(.spawn, .unclassified, detail: "no thread left")))
                }
            }
        } onCancel: {
            bell.ring()
        }
        return try result.get()
    }

    private static func run(_ request: TraceRequest, _ bell: CancelBell) -> Result<Trace, Failure> {
        let end = SystemClock().monotonic() + request.limit
        do throws(Failure) {
            let address = try SystemNameLookup.address(
                of: request.target, request.family, wait: DNSWait(timeout: request.limit, bell: bell))
            var run = TraceRun(request, address, bell, end: end)
            return .success(try run.trace())
        } catch {
            return .failure(error)
        }
    }
}

/// One trace, on a thread of its own.
private struct TraceRun {
    private let request: TraceRequest
    private let address: IPAddress
    private let bell: CancelBell
    /// Monotonic.
    private let end: Duration
    private var sent: [Sent] = []
    /// The least hops that reach the target.
    private var reachedAt: Int

    /// A packet on its way.
    private struct Sent {
        let socket: TraceSocket
        var packet: Trace.Packet
        let at: Duration
        var isOpen = true
    }

    init(_ request: TraceRequest, _ address: IPAddress, _ bell: CancelBell, end: Duration) {
        (self.request, self.address, self.bell, self.end) = (request, address, bell, end)
        reachedAt = request.maxTTL
    }

    mutating func trace() throws(Failure) -> Trace {
        let clock = SystemClock()
        var number = 0
        var isOver = false
        for _ in 0..<request.rounds {
            for ttl in 1...max(1, request.maxTTL) where !isOver {
                isOver = waitForRoom(clock)
                guard ttl <= reachedAt, !isOver else { break }
                try send(ttl, number, at: clock.monotonic())
                number += 1
                isOver = listen(until: clock.monotonic() + request.pace, clock)
            }
        }
        let last = clock.monotonic() + request.patience
        while !isOver, sent.contains(where: \.isOpen), clock.monotonic() < last {
            isOver = listen(until: last, clock, endsWhenDone: true)
        }
        var trace = Trace(address: address)
        trace.packets = sent.map(\.packet)
        return trace
    }

    /// Waits until few enough packets are on their way.
    ///
    /// - Returns: Whether the trace is over.
    private mutating func waitForRoom(_ clock: SystemClock) -> Bool {
        while true {
            let young = sent.suffix(64).filter { $0.isOpen && clock.monotonic() - $0.at < request.doubt }
            guard young.count >= request.window, let first = young.first else { return false }
            let before = sent.count(where: \.isOpen)
            var isCancelled = false
            while !isCancelled, sent.count(where: \.isOpen) == before,
                clock.monotonic() < first.at + request.doubt
            {
                isCancelled = listen(
                    until: min(first.at + request.doubt, clock.monotonic() + .milliseconds(20)), clock)
            }
            if isCancelled { return true }
        }
    }

    private mutating func send(_ ttl: Int, _ number: Int, at now: Duration) throws(Failure) {
        let socket: TraceSocket
        do throws(Failure) {
            socket = try TraceSocket(address, request.method, ttl: ttl, number: number)
        } catch {
            // What was seen so far stays; a way that is gone for a moment is a packet without an answer.
            guard !sent.isEmpty else { throw error }
            return
        }
        // Nobody waits so long for one packet; its descriptor may be wanted.
        for index in sent.indices where sent[index].isOpen && now - sent[index].at > request.patience {
            sent[index].isOpen = false
            sent[index].socket.close()
        }
        var packet = Trace.Packet(ttl: ttl)
        if socket.isRefusedAtOnce {
            (packet.sender, packet.rtt, packet.isTarget) = (address, SystemClock().monotonic() - now, true)
            reachedAt = min(reachedAt, ttl)
        }
        sent.append(Sent(socket: socket, packet: packet, at: now, isOpen: !packet.isTarget))
    }

    /// Takes answers until a moment, or until none is waited for.
    ///
    /// - Returns: Whether the trace is over: cancelled, or at its limit.
    private mutating func listen(until moment: Duration, _ clock: SystemClock, endsWhenDone: Bool = false)
        -> Bool
    {
        while true {
            let rest = min(moment, end) - clock.monotonic()
            guard clock.monotonic() < end else { return true }
            let open = sent.indices.filter { sent[$0].isOpen }
            guard rest > .zero else { return false }
            var polled = open.map { index in
                pollfd(fd: sent[index].socket.descriptor, events: sent[index].socket.events, revents: 0)
            }
            polled.append(
                pollfd(fd: bell.readEnd, events: Int16(truncatingIfNeeded: Int32(POLLIN)), revents: 0))
            let milliseconds = CInt(truncatingIfNeeded: (rest.nanoseconds + 999_999) / 1_000_000)
            let ready = unsafe poll(&polled, nfds_t(polled.count), milliseconds)
            guard ready > 0 else { continue }
            if polled[open.count].revents != 0 { return true }
            let now = clock.monotonic()
            for (place, index) in open.enumerated() where polled[place].revents != 0 { take(index, now) }
            if endsWhenDone, !sent.contains(where: \.isOpen) { return false }
        }
    }

    private mutating func take(_ index: Int, _ now: Duration) {
        guard let answer = sent[index].socket.answer() else { return }
        sent[index].isOpen = false
        sent[index].packet.rtt = now - sent[index].at
        sent[index].packet.sender = answer.sender ?? address
        sent[index].packet.mark = answer.mark
        sent[index].packet.isTarget = answer.isTarget
        sent[index].socket.close()
        if answer.isTarget || answer.mark != nil { reachedAt = min(reachedAt, sent[index].packet.ttl) }
    }
}
