import CaseModel

/// The lines that took longest, the longest first; of equal ones those that came first.
struct SlowestLines {
    private static let limit = 20
    private(set) var lines: [LogLine] = []
    /// A line has to take longer than this to be among them, microseconds.
    private(set) var floor = -1

    mutating func insert(_ line: LogLine) {
        let place = lines.firstIndex { ($0.durationMS ?? 0) < (line.durationMS ?? 0) } ?? lines.endIndex
        lines.insert(line, at: place)
        guard lines.count >= Self.limit else { return }
        if lines.count > Self.limit { lines.removeLast() }
        floor = Int(((lines.last?.durationMS ?? 0) * 1000).rounded())
    }
}
