import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open file's number; closed when the last user is gone.
final class Descriptor: Sendable {
    let number: Int32
    private let isOwned: Bool

    /// Takes a number over; `isOwned` is `false` for the standard streams, which stay open.
    init(_ number: Int32, isOwned: Bool = true) {
        self.number = number
        self.isOwned = isOwned
    }

    deinit { if isOwned { _ = close(number) } }

    /// Opens a path; a signal in between is no error.
    convenience init(opening path: String, flags: Int32, mode: mode_t = 0) throws(SystemError) {
        // A NUL would end the path early: another file than the one that was named.
        guard !path.isEmpty, !path.utf8.contains(0) else { throw SystemError(number: ENOENT) }
        let number = try SystemError.retrying { unsafe open(path, flags | O_CLOEXEC, mode) }
        self.init(number)
    }

    /// Reads at most `limit` bytes from where the file stands to the start of `buffer`; 0 is the end.
    func read(into buffer: inout [UInt8], limit: Int) throws(SystemError) -> Int {
        let count = min(buffer.count, max(0, limit))
        guard count > 0 else { return 0 }
        let got = unsafe buffer.withUnsafeMutableBytes { bytes in
            SystemError.resultRetrying { unsafe systemRead(number, bytes.baseAddress, count) }
        }
        return try got.get()
    }

    /// Reads at most `count` bytes from `offset`; fewer at the end.
    func read(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
        guard offset >= 0, count > 0 else { return [] }
        var filled = 0
        var failure: SystemError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while filled < count {
                let got = SystemError.resultRetrying {
                    unsafe pread(
                        number, buffer.baseAddress.map { unsafe $0 + filled }, count - filled,
                        off_t(offset + filled))
                }
                guard case .success(let got) = got, got > 0 else {
                    if case .failure(let error) = got { failure = error }
                    break
                }
                filled += got
            }
            initialized = filled
        }
        if let failure { throw failure }
        return bytes
    }

    /// Writes all of the bytes.
    func write(_ bytes: Span<UInt8>) throws(SystemError) {
        let failure: SystemError? = unsafe bytes.withUnsafeBytes { buffer -> SystemError? in
            var sent = 0
            while sent < buffer.count {
                let result = SystemError.resultRetrying {
                    unsafe systemWrite(
                        number, buffer.baseAddress.map { unsafe $0 + sent }, buffer.count - sent)
                }
                switch result {
                case .success(let count): sent += count
                case .failure(let error): return error
                }
            }
            return nil
        }
        if let failure { throw failure }
    }

    /// What the system says of the open file.
    func status() throws(SystemError) -> stat {
        var status = stat()
        _ = try SystemError.retrying { unsafe fstat(number, &status) }
        return status
    }
}

/// `read(2)`, which has the name of a method here.
private func systemRead(_ number: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    unsafe read(number, buffer, count)
}

/// `write(2)`, which has the name of a method here.
private func systemWrite(_ number: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(number, buffer, count)
}
