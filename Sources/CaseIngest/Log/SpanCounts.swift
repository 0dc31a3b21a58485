import CaseModel

/// Counts of lines by minute; when there are many, by more minutes at once.
struct SpanCounts {
    /// How a line counts.
    enum Outcome { case fine, refused, failed, abandoned, error }

    private static let steps = [1, 5, 15, 60, 360, 1440, 10_080]
    private static let limit = 2000
    private static let minute: Int64 = 60_000_000_000

    private var step = 0
    private var places: [Int64: Int] = [:]
    private var spans: [(index: Int64, span: LogSpan)] = []
    private var last: (index: Int64, place: Int)?

    /// Minutes of a span.
    var minutes: Int { Self.steps[step] }

    /// In order of time.
    var ordered: [LogSpan] { spans.map(\.span).sorted { $0.start < $1.start } }

    mutating func add(_ time: Int64, _ outcome: Outcome) {
        let place = place(of: time)
        switch outcome {
        case .fine: spans[place].span.fine &+= 1
        case .refused: spans[place].span.refused &+= 1
        case .failed: spans[place].span.failed &+= 1
        case .abandoned: spans[place].span.abandoned &+= 1
        case .error: spans[place].span.errors &+= 1
        }
    }

    mutating func merge(_ other: SpanCounts) {
        while step < other.step { widen() }
        for span in other.ordered { add(span) }
    }

    private mutating func place(of time: Int64) -> Int {
        let length = Self.minute * Int64(Self.steps[step])
        let index = time >= 0 ? time / length : (time - length + 1) / length
        if let last, last.index == index { return last.place }
        if let place = places[index] {
            last = (index, place)
            return place
        }
        if spans.count >= Self.limit, step + 1 < Self.steps.count {
            widen()
            return place(of: time)
        }
        let start = Timestamp(
            nanosecondsSinceEpoch: index.multipliedReportingOverflow(by: length).partialValue)
        spans.append((index, LogSpan(start: start)))
        places[index] = spans.count - 1
        last = (index, spans.count - 1)
        return spans.count - 1
    }

    /// Puts the counts into longer spans.
    private mutating func widen() {
        let old = ordered
        step += 1
        (places, spans, last) = ([:], [], nil)
        for span in old { add(span) }
    }

    private mutating func add(_ span: LogSpan) {
        let place = place(of: span.start.nanosecondsSinceEpoch)
        spans[place].span.fine += span.fine
        spans[place].span.refused += span.refused
        spans[place].span.failed += span.failed
        spans[place].span.abandoned += span.abandoned
        spans[place].span.errors += span.errors
    }
}
