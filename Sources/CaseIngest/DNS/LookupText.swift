package import CaseModel

/// Reads what a DNS tool printed, whichever tool it was.
///
/// Grammars: dig 9.x with `+trace` and `+tcp`, kdig 3.x, drill 1.8, nslookup of BIND and of Windows (whose words are
/// localised: English ones are read).
package enum LookupText {
    /// Reads one paste.
    ///
    /// - Parameter bytes: UTF-8 or UTF-16; more than `PathInput.byteLimit` is cut off with a notice.
    /// - Returns: Tool `unknown`, no answer and an error notice when nothing was readable.
    package static func parse(_ bytes: [UInt8]) -> PastedLookup {
        let input = PathInput(bytes)
        let isNslookup = input.lines.contains { line in
            line.words.first == "Server:" || line.text.hasPrefix("*** ") || line.text.hasPrefix("** server")
                || line.words.first == "Non-authoritative"
        }
        var record: PastedLookup
        if isNslookup, !input.lines.contains(where: { $0.text.contains("->>HEADER<<-") }) {
            var reader = NslookupText()
            for line in input.lines { reader.read(line) }
            record = reader.finish()
        } else {
            var reader = DigTextReader()
            for line in input.lines { reader.read(line) }
            record = reader.finish()
        }
        record.notices = input.notices + record.notices
        if record.answers.isEmpty {
            record.notices.append(
                Notice(
                    .error,
                    "no answer of a DNS tool was found in the text (dig +short leaves out what matters)"))
        }
        return record
    }
}

/// An answer in the making, and the notices of a whole paste.
struct LookupBuilder {
    /// More answers or records than this are a broken file.
    private static let answerLimit = 1000
    private static let recordLimit = 10_000

    var record: PastedLookup
    var answer: PastedLookup.Answer?
    private var recordCount = 0
    private var unreadable = UnreadableLines()

    init(tool: String) { record = PastedLookup(tool: tool) }

    /// The answer that lines belong to now.
    mutating func change(_ change: (inout PastedLookup.Answer) -> Void) {
        var current = answer ?? PastedLookup.Answer()
        change(&current)
        answer = current
    }

    /// Counts a record; `false` when there are too many.
    mutating func takesRecord() -> Bool {
        recordCount += 1
        return recordCount <= Self.recordLimit
    }

    mutating func close() {
        guard let done = answer else { return }
        answer = nil
        if record.answers.count < Self.answerLimit { record.answers.append(done) }
    }

    mutating func cannotRead(_ line: PathLine) {
        unreadable.note(line, in: &record.notices)
    }

    consuming func finish() -> PastedLookup {
        close()
        var record = record
        unreadable.finish(in: &record.notices)
        return record
    }
}
