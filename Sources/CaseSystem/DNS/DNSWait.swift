import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How long a thread may wait, and the bell that ends the wait early.
struct DNSWait: Sendable {
    private let bell: CancelBell
    /// Nanoseconds of the monotonic clock.
    private let end: Int64

    init(timeout: Duration, bell: CancelBell) {
        self.bell = bell
        let limit = Duration.seconds(86_400)
        end = Self.now() + max(.zero, min(timeout, limit)).nanoseconds
    }

    /// Waits until a socket is ready for `events` or in error.
    ///
    /// - Throws: `generic_timeout_error`, or `unknown_failure` once the bell has rung.
    func until(_ events: Int32, on descriptor: CInt, _ operation: FailedOperation) throws(Failure) {
        while true {
            let rest = end - Self.now()
            guard rest > 0 else { throw Failure(operation, .timeout) }
            var polled = [
                pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0),
                pollfd(fd: bell.readEnd, events: Int16(truncatingIfNeeded: Int32(POLLIN)), revents: 0),
            ]
            let milliseconds = CInt(truncatingIfNeeded: (rest + 999_999) / 1_000_000)
            let ready = unsafe poll(&polled, 2, milliseconds)
            if ready < 0 && errno != EINTR {
                throw Failure(operation, .unclassified, detail: "errno \(errno)")
            }
            guard ready > 0 else { continue }
            if polled[1].revents != 0 { throw Failure(operation, .unclassified, detail: "cancelled") }
            if polled[0].revents != 0 { return }
        }
    }

    private static func now() -> Int64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
