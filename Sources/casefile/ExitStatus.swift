import CaseSystem

/// The statuses of the contract; thrown by a command that ends with anything but `done`.
enum ExitStatus: Int32, Error {
    /// Done, nothing missing that was asked for.
    case done = 0
    /// Done with gaps, or a check found something.
    case gaps = 1
    /// The request was wrong; nothing was written.
    case usage = 2
    /// The gate or the redaction refused; nothing unsafe was written.
    case refused = 3
    /// The result could not be written.
    case unwritable = 4

    /// Ends the program.
    func exit() -> Never { endProcess(status: rawValue) }
}
