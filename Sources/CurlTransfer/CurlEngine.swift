import CCurl
import CaseModel

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Carries all transfers on one thread, which alone touches the multi handle and every easy handle.
///
/// Other threads put letters into the inbox and ring with `curl_multi_wakeup`, the one function of a multi handle
/// that libcurl allows from elsewhere.
final class CurlEngine: Sendable {
    /// A transfer that is to begin.
    struct Start: Sendable {
        let ticket: UInt64
        let request: HTTPRequest
        let continuation: CheckedContinuation<HTTPExchange, Never>
    }

    @safe private struct Inbox {
        var multi: UnsafeMutableRawPointer?
        var lastTicket: UInt64 = 0
        var starts: [Start] = []
        var cancels: [UInt64] = []
        var isStopped = false

        func ring() {
            guard let multi = unsafe multi else { return }
            unsafe curl_multi_wakeup(multi)
        }
    }

    private let inbox: Locked<Inbox>

    /// Starts the thread; `nil` when the system has none to give.
    init?() {
        guard let multi = unsafe curl_multi_init() else { return nil }
        // One connection a transfer: multiplexing would let two probes share one.
        unsafe ccurl_multi_set_long(multi, CURLMOPT_PIPELINING, 0)
        inbox = unsafe Locked(Inbox(multi: multi))
        guard startThread() else {
            unsafe curl_multi_cleanup(multi)
            return nil
        }
    }

    /// A number for a transfer to come.
    func ticket() -> UInt64 {
        inbox.withLock { box in
            box.lastTicket += 1
            return box.lastTicket
        }
    }

    /// Hands a transfer to the thread; called on the task that waits for it.
    func submit(_ start: Start) {
        let refused = inbox.withLock { box in
            // Inside the lock: a cancellation either is seen here, or finds the queued start.
            guard !Task.isCancelled, !box.isStopped else { return true }
            box.starts.append(start)
            box.ring()
            return false
        }
        if refused { start.continuation.resume(returning: .cancelled(start.request)) }
    }

    /// Ends a transfer wherever it is; one that has ended is left alone.
    func cancel(_ ticket: UInt64) {
        let queued: Start? = inbox.withLock { box in
            if let index = box.starts.firstIndex(where: { $0.ticket == ticket }) {
                return box.starts.remove(at: index)
            }
            box.cancels.append(ticket)
            box.ring()
            return nil
        }
        if let queued { queued.continuation.resume(returning: .cancelled(queued.request)) }
    }

    /// Ends every transfer and the thread.
    func stop() {
        inbox.withLock { box in
            box.isStopped = true
            box.ring()
        }
    }

    private func startThread() -> Bool {
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        #if canImport(Darwin)
            var thread: pthread_t?
            let status = unsafe pthread_create(&thread, nil, { unsafe CurlEngine.enter($0) }, context)
            if status == 0, let thread = unsafe thread { unsafe pthread_detach(thread) }
        #else
            var thread = pthread_t()
            let status = unsafe pthread_create(
                &thread, nil, { unsafe $0.flatMap { unsafe CurlEngine.enter($0) } }, context)
            if status == 0 { pthread_detach(thread) }
        #endif
        if status != 0 { unsafe Unmanaged<CurlEngine>.fromOpaque(context).release() }
        return status == 0
    }

    private static func enter(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        unsafe Unmanaged<CurlEngine>.fromOpaque(context).takeRetainedValue().run()
        return nil
    }

    private func run() {
        guard let multi = unsafe inbox.withLock({ unsafe $0.multi }) else { return }
        var desk = unsafe TransferDesk(multi: multi)
        while true {
            let (starts, cancels, isStopped) = inbox.withLock { box in
                defer {
                    box.starts = []
                    box.cancels = []
                }
                return (box.starts, box.cancels, box.isStopped)
            }
            for start in starts { desk.begin(start) }
            for ticket in cancels { desk.cancel(ticket) }
            if isStopped { break }
            desk.work()
        }
        desk.cancelAll()
        inbox.withLock { box in unsafe box.multi = nil }
        unsafe curl_multi_cleanup(multi)
    }
}

/// The transfers under way, on the engine's thread.
@safe private struct TransferDesk {
    private let multi: UnsafeMutableRawPointer
    private var transfers: [UnsafeMutableRawPointer: CurlTransfer] = unsafe [:]

    init(multi: UnsafeMutableRawPointer) { unsafe self.multi = multi }

    private var all: [CurlTransfer] { unsafe Array(transfers.values) }

    mutating func begin(_ start: CurlEngine.Start) {
        guard let transfer = CurlTransfer(start) else {
            var exchange = HTTPExchange.started(start.request)
            exchange.failure = Failure(.request, .unclassified, detail: "libcurl gave no handle")
            start.continuation.resume(returning: exchange)
            return
        }
        guard transfer.setupCode == CURLE_OK, unsafe curl_multi_add_handle(multi, transfer.easy) == CURLM_OK
        else {
            transfer.end(with: transfer.setupCode == CURLE_OK ? CURLE_FAILED_INIT : transfer.setupCode)
            return
        }
        unsafe transfers[transfer.easy] = transfer
    }

    mutating func cancel(_ ticket: UInt64) {
        guard let transfer = unsafe transfers.values.first(where: { $0.ticket == ticket }) else { return }
        unsafe transfers[transfer.easy] = nil
        unsafe curl_multi_remove_handle(multi, transfer.easy)
        transfer.endCancelled()
    }

    mutating func cancelAll() {
        for transfer in all { cancel(transfer.ticket) }
    }

    /// Moves every transfer on, ends those that are done, then waits for a socket, a timer or a ring.
    mutating func work() {
        var running: CInt = 0
        unsafe curl_multi_perform(multi, &running)
        var code = CURLE_OK
        while let easy = unsafe ccurl_multi_next_done(multi, &code) {
            if code == CURLE_OK, let transfer = unsafe transfers[easy], transfer.beginConversation() {
                continue
            }
            let transfer = unsafe transfers.removeValue(forKey: easy)
            unsafe curl_multi_remove_handle(multi, easy)
            transfer?.end(with: code)
        }
        for transfer in all where transfer.conversation != nil && transfer.advanceConversation() {
            unsafe transfers[transfer.easy] = nil
            unsafe curl_multi_remove_handle(multi, transfer.easy)
        }
        wait()
    }

    /// Waits for libcurl's own sockets, and for those of conversations, which libcurl does not watch.
    private func wait() {
        var sockets: [curl_waitfd] = []
        var limit = Duration.seconds(60)
        for transfer in all {
            guard let conversation = transfer.conversation else { continue }
            limit = min(limit, conversation.timeLeft)
            var socket = curl_socket_t()
            guard unsafe ccurl_get_socket(transfer.easy, &socket) == CURLE_OK else { continue }
            let events = conversation.isSending ? CURL_WAIT_POLLOUT : CURL_WAIT_POLLIN
            sockets.append(
                curl_waitfd(fd: socket, events: Int16(truncatingIfNeeded: events), revents: 0))
        }
        let milliseconds = CInt(truncatingIfNeeded: Int(limit.milliseconds.rounded(.up)))
        unsafe curl_multi_poll(
            multi, &sockets, CUnsignedInt(truncatingIfNeeded: sockets.count), milliseconds, nil)
    }
}

extension HTTPExchange {
    /// An exchange that starts now.
    static func started(_ request: HTTPRequest) -> HTTPExchange {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        let nanoseconds = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
        return HTTPExchange(
            url: request.url, method: request.method, startedAt: Timestamp(nanosecondsSinceEpoch: nanoseconds)
        )
    }

    /// An exchange that never began.
    static func cancelled(_ request: HTTPRequest) -> HTTPExchange {
        var exchange = started(request)
        exchange.failure = Failure(.request, .unclassified, detail: "cancelled")
        return exchange
    }
}
