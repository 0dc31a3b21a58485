/// How far the pieces that were handed over go into the HAR, and so what closes them.
struct HARGiven {
    /// The innermost container of the HAR's frame.
    enum Level { case top, log, pages, entries }

    /// The container the last value stands in; `nil` before the first piece.
    var level: Level?
    var hasLog = false
    var hasEntries = false
    /// Whether the structure before a value was given and the value was not.
    var awaitsValue = false
    var isComplete = false
    /// Entries handed over.
    var entries = 0

    /// The bytes that make a valid HAR of what was given.
    var closing: [UInt8] {
        guard !isComplete else { return [] }
        let missingEntries = hasEntries ? "" : ",\"entries\":[]"
        let rest =
            switch level {
            case nil: "{\"log\":{\"entries\":[]}}"
            case .top: (hasLog ? "" : ",\"log\":{\"entries\":[]}") + "}"
            case .log: missingEntries + "}}"
            case .pages: "]" + missingEntries + "}}"
            case .entries: "\n]}}"
            }
        return Array(((awaitsValue ? "null" : "") + rest).utf8)
    }
}
