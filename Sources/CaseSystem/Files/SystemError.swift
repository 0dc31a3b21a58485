import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The number a system call left behind, and its words.
struct SystemError: Error, Hashable {
    let number: Int32

    /// The system's words in plain English; never a path.
    var words: String {
        // `strerror` may share its buffer with other threads.
        var buffer = [CChar](repeating: 0, count: 256)
        guard unsafe strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// As a failure to read.
    var reading: Failure {
        switch number {
        case ENOENT, ENOTDIR, ENXIO: Failure(.read, .notFound, detail: words)
        case EACCES, EPERM: Failure(.read, .permissionDenied, detail: words)
        case EISDIR, ELOOP, ENAMETOOLONG: Failure(.read, .badInput, detail: words)
        default: Failure(.read, .unclassified, detail: words)
        }
    }

    /// As a failure to write.
    var writing: SinkError { SinkError(words) }

    /// Calls until no signal interrupts; -1 is an error.
    static func retrying<Number: SignedInteger>(_ call: () -> Number) throws(SystemError) -> Number {
        try resultRetrying(call).get()
    }

    /// As `retrying`, for closures that may not throw.
    static func resultRetrying<Number: SignedInteger>(_ call: () -> Number) -> Result<Number, SystemError> {
        while true {
            let result = call()
            guard result < 0 else { return .success(result) }
            let number = errno
            if number != EINTR { return .failure(SystemError(number: number)) }
        }
    }
}
