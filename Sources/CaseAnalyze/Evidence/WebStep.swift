import CaseModel
import CaseRedact

/// A request that was tried and what came of it.
struct WebStep: Sendable {
    let id: StepID
    let probe: HTTPProbe
    let outcome: Outcome
    let startedAt: Timestamp
    let duration: Duration
    let exchanges: [HTTPExchange]
    let files: [String]

    /// - Returns: `nil` for another kind of step, and for one that was skipped or cancelled.
    init?(_ step: SealedStep) {
        let observation = step.observation.value
        guard case .http(let probe) = observation.step.action, !probe.leg.isService else { return nil }
        switch observation.outcome {
        case .saw, .failed, .timedOut: break
        case .skipped, .cancelled: return nil
        }
        id = observation.step.id
        self.probe = probe
        outcome = observation.outcome
        startedAt = observation.startedAt
        duration = observation.duration
        if case .http(let evidence) = observation.evidence {
            exchanges = evidence.exchanges
        } else {
            exchanges = []
        }
        files = step.files.map(\.description)
    }

    var leg: HTTPProbe.Leg { probe.leg }
    /// The host that was asked first, lower case, without port.
    var host: String { probe.url.host.description }
    var last: HTTPExchange? { exchanges.last }
    var failure: Failure? { outcome.failure ?? last?.failure }

    /// The status of the last answer; `nil` when the last request got none.
    var status: Int? { last?.status }

    /// From the last request to the first byte of its answer.
    var wait: Duration? {
        guard let timings = last?.timings, let end = timings.firstByte ?? timings.total else { return nil }
        return end - (timings.requestSent ?? timings.tls ?? timings.connect ?? .zero)
    }

    /// Cites the record of the step.
    func cite(_ says: String) -> Finding.Citation? {
        files.last.map { Finding.Citation(file: $0, says: says) }
    }

    /// Cites the record of the step with its outcome in words.
    func cite() -> Finding.Citation? { cite(says) }

    /// `the edge answered 522 after 19.2 s, Ray 9f140b785e57c458-FRA`.
    var says: String {
        let who = leg == .origin ? "the origin" : "the edge"
        guard let last, let status = last.status else {
            return failure.map { "\(who): \($0.says)" } ?? "\(who) gave no answer"
        }
        return "\(who) answered \(status)" + (last.timings.firstByte.map { " after \($0.spoken)" } ?? "")
            + (last.ray.map { ", Ray \($0)" } ?? "")
            + (last.failure?.operation == .tls ? ", though its certificate was not accepted" : "")
    }
}

extension Failure {
    /// `connect failed with connection_refused`.
    var says: String { "\(operation.rawValue) failed with \(code.rawValue)" }
}

/// What came of asking the origin past the CDN.
enum OriginResult {
    case notProbed
    case answered(WebStep, status: Int)
    case failed(WebStep, Failure)

    /// The step, cited.
    var citation: Finding.Citation? {
        switch self {
        case .notProbed: nil
        case .answered(let step, _), .failed(let step, _): step.cite()
        }
    }
}

extension EvidenceView {
    /// What the origin did when it was asked for a host; a step for the same URL wins over one for another.
    func origin(of host: String, url: WebURL? = nil) -> OriginResult {
        let steps = web.filter { $0.leg == .origin && $0.host == host }
        let exact = steps.filter { $0.probe.url == url }
        let candidates = exact.isEmpty ? steps : exact
        for step in candidates {
            if let status = step.exchanges.first?.status ?? step.status {
                return .answered(step, status: status)
            }
        }
        for step in candidates {
            if let failure = step.failure { return .failed(step, failure) }
        }
        return .notProbed
    }
}
