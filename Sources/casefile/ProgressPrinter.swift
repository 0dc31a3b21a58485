import CaseFlow
import CaseModel
import CaseSystem
import Synchronization

/// Tells what a run does: a line when a kind of step is done, and on a terminal a line that moves while it is not.
final class ProgressPrinter: Sendable {
    private struct State {
        var planned: [Step.Kind: Int] = [:]
        var ended: [Step.Kind: [Observation]] = [:]
        var isMoving = false
    }

    private let state = Mutex(State())
    private let quiet: Bool
    private let isTerminal: Bool

    init(quiet: Bool) {
        self.quiet = quiet
        isTerminal = StandardStream.standardError.isTerminal
    }

    /// Takes a piece of news; called from any thread.
    @Sendable func tell(_ progress: Progress) {
        guard !quiet else { return }
        state.withLock { state in
            switch progress {
            case .planned(let steps):
                for step in steps { state.planned[step.kind, default: 0] += 1 }
                move(state: &state)
            case .ended(let observation): end(observation, &state)
            case .har(let label, let entries, let withRay, let removed):
                line(
                    "✓ har    \(label): \(entries) entries, \(withRay) with a Ray ID, \(removed) secrets removed",
                    &state)
            case .log(let label, let lines, let inWindow, let matches):
                line(
                    "✓ logs   \(label): \(inWindow) of \(lines) lines in the window, \(matches) Ray IDs match",
                    &state)
            case .gap(let gap): if !isStep(gap, state) { line("– \(gap.subject): \(gap.reason)", &state) }
            case .sealing: line(nil, &state)
            }
        }
    }

    private func isStep(_ gap: Gap, _ state: State) -> Bool {
        state.ended.values.contains { $0.contains { $0.step.id.description == gap.subject } }
    }

    private func end(_ observation: Observation, _ state: inout State) {
        let kind = observation.step.kind
        state.ended[kind, default: []].append(observation)
        guard let ended = state.ended[kind], ended.count == state.planned[kind] else {
            return move(state: &state)
        }
        line(KindLine(kind, ended).text, &state)
        for observation in ended.sorted(by: { $0.step.id < $1.step.id }) where observation.isGap {
            line("– \(observation.step.id) \(GapWords.text(observation.outcome))", &state)
        }
    }

    /// Writes a whole line over the moving one.
    private func line(_ text: String?, _ state: inout State) {
        if state.isMoving { Terminal.write("\r\u{1b}[K", to: .standardError) }
        state.isMoving = false
        if let text { Terminal.note("  " + text) }
        move(state: &state)
    }

    private func move(state: inout State) {
        guard isTerminal else { return }
        let total = state.planned.values.reduce(0, +)
        let ended = state.ended.values.reduce(0) { $0 + $1.count }
        guard ended < total else { return }
        let open = Step.Kind.allCases.filter { (state.ended[$0]?.count ?? 0) < (state.planned[$0] ?? 0) }
        let names = open.map(\.rawValue).joined(separator: ", ")
        Terminal.write("\r\u{1b}[K  … \(ended) of \(total) steps; waiting for \(names)", to: .standardError)
        state.isMoving = true
    }
}

/// Why a step is missing, in a few words.
enum GapWords {
    static func text(_ outcome: Outcome) -> String {
        switch outcome {
        case .saw: "saw"
        case .failed(let failure): "failed: \(failure.code.rawValue) (\(failure.operation.rawValue))"
        case .timedOut(let failure): "timed out (\(failure.operation.rawValue))"
        case .skipped(let reason): "skipped: \(reason.text)"
        case .cancelled: "stopped"
        }
    }
}

/// One line for all steps of a kind.
struct KindLine {
    let text: String

    init(_ kind: Step.Kind, _ ended: [Observation]) {
        let good = ended.count { !$0.isGap }
        let longest = ended.map(\.duration).max() ?? .zero
        let mark = good > 0 ? "✓" : "✗"
        let name = kind.rawValue.padded(to: 6)
        text =
            "\(mark) \(name) \(Self.words(kind, ended))  \(longest.shortText)"
            + (good < ended.count ? "  (\(good) of \(ended.count))" : "")
    }

    private static func words(_ kind: Step.Kind, _ ended: [Observation]) -> String {
        switch kind {
        case .http:
            let legs = ended.sorted { $0.step.id < $1.step.id }.compactMap { observation -> String? in
                guard case .http(let probe) = observation.step.action, probe.leg != .trace, probe.way == nil
                else { return nil }
                guard case .http(let http) = observation.evidence, let last = http.exchanges.last,
                    let status = last.status
                else { return "no answer from the \(probe.leg.rawValue)" }
                return "\(status) from the \(probe.leg.rawValue)"
            }
            let requests = ended.reduce(0) { sum, observation in
                if case .http(let http) = observation.evidence { sum + http.exchanges.count } else { sum }
            }
            return "\(requests) request\(requests == 1 ? "" : "s"): " + legs.joined(separator: ", ")
        case .dns:
            let servers = Set(
                ended.compactMap { observation -> String? in
                    guard case .dns(let probe) = observation.step.action else { return nil }
                    return probe.server.description
                })
            let questions = ended.count { if case .dns = $0.step.action { true } else { false } }
            let walks = ended.count - questions
            return "\(questions / max(1, servers.count)) questions × \(servers.count) servers"
                + (walks > 0 ? ", \(walks) walked from the root" : "")
        case .path:
            let tools = Set(
                ended.compactMap { observation -> String? in
                    guard case .path(let probe) = observation.step.action, observation.outcome == .saw else {
                        return nil
                    }
                    return probe.tool.rawValue
                })
            return tools.isEmpty ? "no path" : tools.sorted().joined(separator: ", ")
        case .status: return "\(ended.count) documents of the status page"
        case .time: return "a time server"
        case .api: return "\(ended.count) questions to the API"
        }
    }
}

extension Duration {
    /// `12 s`, `0.9 s`, `83 ms`.
    var shortText: String {
        let ms = milliseconds
        if ms < 100 { return "\(Int(ms.rounded())) ms" }
        if ms < 10_000 { return "\((ms / 100).rounded() / 10) s" }
        return "\(Int((ms / 1000).rounded())) s"
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
