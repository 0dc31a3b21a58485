import CaseModel
import CaseRedact

/// One request of one HTTP step, as a row of the edge and origin table.
struct ExchangeRow {
    let step: StepID
    let probe: HTTPProbe
    /// Place in the step's redirects: 0 for its own request, 1 for the first redirect.
    let hop: Int
    /// `nil` when the step never sent anything.
    let exchange: HTTPExchange?
    let outcome: Outcome
    let file: String?

    /// Every request of every HTTP step, in plan order.
    static func rows(_ evidence: SealedCase) -> [ExchangeRow] {
        evidence.steps.flatMap { rows($0) }.filter { $0.probe.way == nil && !$0.probe.leg.isService }
    }

    private static func rows(_ step: SealedStep) -> [ExchangeRow] {
        let observation = step.observation.value
        guard case .http(let probe) = observation.step.action else { return [] }
        let file = step.files.last?.description
        guard case .http(let http) = observation.evidence, !http.exchanges.isEmpty else {
            return [
                ExchangeRow(
                    step: observation.step.id, probe: probe, hop: 0, exchange: nil,
                    outcome: observation.outcome,
                    file: file)
            ]
        }
        return http.exchanges.enumerated().map { index, exchange in
            ExchangeRow(
                step: observation.step.id, probe: probe, hop: index, exchange: exchange,
                outcome: observation.outcome, file: file)
        }
    }

    /// The step's name, and which redirect of it this is.
    var label: String { hop == 0 ? step.description : "\(step) → \(hop)" }

    var failure: Failure? { exchange?.failure ?? (exchange?.status == nil ? outcome.failure : nil) }

    /// Milliseconds to the first byte of the answer.
    var firstByte: Double? { exchange?.timings.firstByte?.milliseconds }

    var remote: String { exchange?.remote?.description ?? probe.pin?.description ?? "" }

    var ray: String { exchange?.ray?.description ?? "" }

    var cache: String { exchange?.field("cf-cache-status") ?? "" }

    /// The failure as a clause: `connection_refused while connect: …`.
    var failureText: String? {
        if let failure { return failure.words }
        if case .skipped(let reason) = outcome { return "skipped: \(reason.text)" }
        return nil
    }
}

extension Failure {
    /// `connection_refused in connect: curl 7 …`.
    var words: String {
        "\(code.rawValue) in \(operation.rawValue)" + (isSaid(detail) ? ": \(detail ?? "")" : "")
    }
}

extension Outcome {
    /// What a person reads after a step's name when there is no evidence to show instead.
    var sentence: String {
        switch self {
        case .saw: "answered"
        case .failed(let failure): "failed: \(failure.words)"
        case .timedOut(let failure): "timed out: \(failure.words)"
        case .skipped(let reason): "skipped: \(reason.text)"
        case .cancelled: "cancelled"
        }
    }
}

/// A phase of a transfer and how long it took.
struct Phase: Equatable {
    let name: String
    /// Milliseconds.
    let start: Double
    let length: Double

    /// The phases of a transfer, from the times they ended.
    ///
    /// A phase that did not happen is left out; one that ends before the last (clock noise) has no length.
    static func phases(_ timings: HTTPTimings) -> [Phase] {
        let ends: [(String, Duration?)] = [
            ("dns", timings.nameLookup), ("connect", timings.connect), ("tls", timings.tls),
            ("send", timings.requestSent), ("wait", timings.firstByte), ("receive", timings.total),
        ]
        var start = 0.0
        var phases: [Phase] = []
        for (name, end) in ends {
            guard let end = end?.milliseconds, end >= 0 else { continue }
            phases.append(Phase(name: name, start: start, length: max(0, end - start)))
            start = max(start, end)
        }
        // Without a first byte the end of the transfer is the end of the wait for it.
        if timings.firstByte == nil, let last = phases.last, last.name == "receive" {
            phases[phases.count - 1] = Phase(name: "wait", start: last.start, length: last.length)
        }
        return phases
    }
}
