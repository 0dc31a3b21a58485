import Dispatch

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// SIGINT and SIGTERM: the first asks the run to stop, the second ends the program at once with status 130.
///
/// Make one at most, and keep it for as long as the program should listen. A plain handler and a pipe, not a dispatch
/// source: on Linux a source loses signals that come before it is registered or to a thread that does not block them.
package final class Interrupts: Sendable {
    private static let numbers = [SIGINT, SIGTERM]

    /// Listens from the moment this returns.
    ///
    /// - Parameter onFirst: Called once, on a queue of its own.
    package init(onFirst: @escaping @Sendable () -> Void) {
        let bell = signalBell
        DispatchQueue(label: "casefile.interrupts", qos: .userInitiated).async {
            guard bell.wait() else { return }
            // A queue of its own, so that a slow answer does not keep the second signal waiting.
            DispatchQueue(label: "casefile.interrupted").async(execute: onFirst)
            guard bell.wait() else { return }
            _exit(130)
        }
        for number in Self.numbers {
            // A program we start gets the default back: handlers do not survive exec.
            _ = signal(number) { _ in signalBell.ring(1) }
        }
    }

    deinit {
        for number in Self.numbers { _ = signal(number, SIG_DFL) }
        signalBell.ring(0)
    }

    /// Lets a write to a closed pipe fail with an error in place of ending the program.
    package static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }
}

/// The pipe between the signal handler, which may do next to nothing, and the thread that waits.
///
/// A global constant, because a C handler can be handed nothing; `Interrupts` touches it before the handler is set.
private let signalBell = SignalBell()

private struct SignalBell: Sendable {
    private let readEnd: Int32
    private let writeEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        _ = unsafe pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    /// Safe in a signal handler: one system call, and `errno` as it was.
    func ring(_ byte: UInt8) {
        let before = errno
        var byte = byte
        _ = unsafe write(writeEnd, &byte, 1)
        errno = before
    }

    /// Waits for the next ring; `false` when nobody listens any more.
    func wait() -> Bool {
        var byte: UInt8 = 0
        while true {
            let count = unsafe read(readEnd, &byte, 1)
            if count == 1 { return byte == 1 }
            guard count < 0, errno == EINTR else { return false }
        }
    }
}
