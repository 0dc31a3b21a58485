import ArgumentParser
import CaseFlow
import CaseModel
import CaseSystem
import JSONBytes

// Rules of this file: results to standard output and nothing else there; everything else to standard error as
// `casefile: …`, lower case, no full stop; no byte below space but newline and tab ever reaches a terminal.

/// The only place that prints.
enum Terminal {
    /// Text that was asked for.
    static func result(_ text: String) { write(printable(text), to: .standardOutput) }

    /// A record that was asked for.
    static func result(_ json: JSONValue) {
        write(String(decoding: json.serialized(), as: UTF8.self), to: .standardOutput)
    }

    /// Something to know; not shown when quiet.
    static func note(_ text: String, quiet: Bool = false) {
        guard !quiet else { return }
        write(printable(text) + "\n", to: .standardError)
    }

    /// What went wrong and what can be done about it.
    static func complain(_ explanation: Explanation) {
        write("casefile: error: \(printable(explanation.problem))\n", to: .standardError)
        for hint in explanation.hints { write("casefile: hint: \(printable(hint))\n", to: .standardError) }
    }

    /// Shows an error that ended a command.
    ///
    /// - Returns: The status to leave with.
    static func explain(_ error: any Error) -> ExitStatus {
        if let status = error as? ExitStatus { return status }
        if let error = error as? FlowError {
            complain(error.explanation)
            return error.status
        }
        if let error = error as? any ExplainedError {
            complain(error.explanation)
            return .usage
        }
        if let error = error as? SinkError {
            complain(Explanation("the result could not be written: \(error.reason)"))
            return .unwritable
        }
        if let failure = error as? Failure {
            complain(Explanation(failure.sentence))
            return .usage
        }
        return explainParsing(error)
    }

    /// Help, version and completions are results; a wrong word is a usage error.
    private static func explainParsing(_ error: any Error) -> ExitStatus {
        if Casefile.exitCode(for: error) == .success {
            result(Casefile.fullMessage(for: error) + "\n")
            return .done
        }
        let message = Casefile.message(for: error)
        let lower = message.prefix(1).lowercased() + message.dropFirst()
        complain(
            Explanation(
                lower, hints: "casefile --help lists the commands; add --help to a command for its options"))
        return .usage
    }

    /// Text that cannot move a cursor, change a colour or ring a bell.
    static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { output.append(isControl(scalar) ? "\u{fffd}" : scalar) }
        return String(output)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0a, 0x09: false
        case 0..<0x20, 0x7f..<0xa0, 0x202a...0x202e, 0x2066...0x2069: true
        default: false
        }
    }

    /// Writes to a stream; a closed pipe is no error of ours.
    static func write(_ text: String, to stream: StandardStream) {
        // When nobody reads any more, what is left to say is said to nobody; the status stays what it is.
        stream.write(Array(text.utf8))
    }
}

extension FlowError {
    /// The contract's status for this error.
    var status: ExitStatus {
        switch self {
        case .plan: .usage
        case .gate, .unreadable: .refused
        case .unwritable: .unwritable
        }
    }
}
