import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A pipe that wakes a thread in `poll` when its task is cancelled.
///
/// Both the thread and the task hold it, so its descriptors are closed, and their numbers free for others, only when
/// nobody can touch them any more.
final class CancelBell: Sendable {
    /// Readable once the bell has rung.
    let readEnd: CInt
    private let writeEnd: CInt

    init() throws(Failure) {
        var ends: [CInt] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else {
            throw Failure(.request, .unclassified, detail: "errno \(errno)")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Wakes the thread; ringing twice does no harm.
    func ring() {
        var byte: UInt8 = 1
        _ = unsafe write(writeEnd, &byte, 1)
    }
}
