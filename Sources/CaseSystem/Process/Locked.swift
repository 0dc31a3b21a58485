#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A value behind a lock of the system's threads.
///
/// Not `Synchronization.Mutex`: the thread sanitizer does not see that one and reports races that are none.
///
/// `@unchecked Sendable`: every access goes through `withLock`, which holds the mutex.
@safe final class Locked<Value: Sendable>: @unchecked Sendable {
    private var value: Value
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>

    init(_ value: Value) {
        self.value = value
        unsafe mutex = .allocate(capacity: 1)
        unsafe mutex.initialize(to: pthread_mutex_t())
        _ = unsafe pthread_mutex_init(mutex, nil)
    }

    deinit {
        _ = unsafe pthread_mutex_destroy(mutex)
        unsafe mutex.deallocate()
    }

    /// Runs `body` alone; it must not wait or lock again.
    func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
        _ = unsafe pthread_mutex_lock(mutex)
        defer { _ = unsafe pthread_mutex_unlock(mutex) }
        return body(&value)
    }
}
