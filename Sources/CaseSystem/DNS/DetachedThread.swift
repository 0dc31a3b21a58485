#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A thread of its own for work that blocks, so that Swift's few threads stay free.
enum DetachedThread {
    /// What the thread is to do; C hands over one pointer.
    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Runs `body` on a new thread that ends with it.
    ///
    /// - Returns: `false` when the system has no thread left; then `body` is not called.
    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        let work = unsafe Unmanaged.passRetained(Work(body))
        #if canImport(Darwin)
            var thread: pthread_t?
            let status = unsafe pthread_create(
                &thread, nil,
                { pointer in
                    unsafe Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body()
                    return nil
                }, work.toOpaque())
        #else
            var thread = pthread_t()
            let status = unsafe pthread_create(
                &thread, nil,
                { pointer in
                    if let pointer = unsafe pointer {
                        unsafe Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body()
                    }
                    return nil
                }, work.toOpaque())
        #endif
        guard status == 0 else {
            unsafe work.release()
            return false
        }
        #if canImport(Darwin)
            if let thread = unsafe thread { unsafe pthread_detach(thread) }
        #else
            pthread_detach(thread)
        #endif
        return true
    }
}
