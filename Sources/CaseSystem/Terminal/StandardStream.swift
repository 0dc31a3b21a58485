package import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A standard stream of the program, as far as a person is at its end.
package enum StandardStream: Sendable, CaseIterable {
    case standardInput, standardOutput, standardError

    /// Whether it is a terminal.
    package var isTerminal: Bool { isatty(number) == 1 }

    /// The terminal's width in columns; `nil` when it is none or does not tell.
    package var columns: Int? {
        var size = winsize()
        guard unsafe ioctl(number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes all of the bytes.
    ///
    /// - Returns: What went wrong, a closed pipe included; a message that nobody hears need not stop the program.
    @discardableResult
    package func write(_ bytes: [UInt8]) -> SinkError? {
        do throws(SystemError) {
            try Descriptor(number, isOwned: false).write(bytes.span)
            return nil
        } catch {
            return error.writing
        }
    }

    private var number: Int32 {
        switch self {
        case .standardInput: STDIN_FILENO
        case .standardOutput: STDOUT_FILENO
        case .standardError: STDERR_FILENO
        }
    }
}
