import CaseModel

/// What stands in one chunk of a log, in the order of its lines; numbers count from the chunk's first line.
package struct LogFindings: Sendable {
    /// A line worth keeping; its bytes stand in `text`.
    struct Kept: Sendable {
        var number: Int
        var range: Range<Int>
        /// What of it is somebody's, by its format; places count from its start.
        var fields: [SensitiveField]
        var role: Role
    }

    enum Role: Sendable {
        case line
        /// Tells of a failure, and has to stay before others.
        case failure
        /// Names the columns of those below it; stays when one of them does.
        case heading
    }

    var lines = 0
    var kept: [Kept] = []
    var text: [UInt8] = []
    var matches: [LogLine] = []
    var failures: [LogLine] = []
    var problems: [LogProblem] = []
    /// The first lines that were not read, and why.
    var unread: [(number: Int, reason: String)] = []
    /// Lines that may be among those that took longest.
    var slow: [LogLine] = []

    mutating func keep(_ line: Span<UInt8>, number: Int, fields: [SensitiveField], _ role: Role) {
        let start = text.count
        text.append(copying: line)
        kept.append(Kept(number: number, range: start..<text.count, fields: fields, role: role))
    }
}
