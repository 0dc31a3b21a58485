import CaseModel

/// What a program printed so far, up to a cap; shared by the task that reads and the one that gives up waiting.
final class OutputCapture: Sendable {
    private struct State: Sendable {
        var bytes: [UInt8] = []
        var isCut = false
    }

    private let limit: Int
    private let state = Locked(State())

    init(limit: Int) { self.limit = max(0, limit) }

    /// Whether the cap, or an error while reading, cut the output.
    var isCut: Bool { state.withLock { $0.isCut } }

    /// Adds what fits; says whether all of it did.
    func append(_ piece: RawSpan) -> Bool {
        state.withLock { state in
            let room = min(piece.byteCount, limit - state.bytes.count)
            for offset in 0..<room {
                unsafe state.bytes.append(piece.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
            }
            if room < piece.byteCount { state.isCut = true }
            return !state.isCut
        }
    }

    /// Says that more may have come than is here.
    func cut() { state.withLock { $0.isCut = true } }

    func output(_ ending: ToolOutput.Ending) -> ToolOutput {
        state.withLock { ToolOutput(output: $0.bytes, ending: ending, truncated: $0.isCut) }
    }
}
