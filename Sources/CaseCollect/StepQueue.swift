import CaseModel

/// Steps that wait for their turn: long ones first, and only so many to one host at once.
struct StepQueue {
    private var waiting: [Int]
    private let hosts: [String?]
    private var running: [String: Int] = [:]
    private let perHost: Int

    /// - Parameters:
    ///   - steps: In plan order.
    ///   - perHost: How many may ask one host at once, 1 or more.
    init(_ steps: [Step], perHost: Int) {
        // Long steps start first, so that a full house does not end with the longest one alone.
        waiting = steps.indices.sorted { (steps[$1].deadline, $0) < (steps[$0].deadline, $1) }
        hosts = steps.map(\.askedHost)
        self.perHost = max(1, perHost)
    }

    /// The place of the next step that may start; `nil` when all that wait ask hosts that are asked enough already.
    mutating func next() -> Int? {
        let place = waiting.firstIndex { index in
            hosts[index].map { running[$0, default: 0] < perHost } ?? true
        }
        guard let place else { return nil }
        let index = waiting.remove(at: place)
        if let host = hosts[index] { running[host, default: 0] += 1 }
        return index
    }

    /// Says that a step has ended.
    mutating func ended(_ index: Int) {
        if let host = hosts[index] { running[host, default: 1] -= 1 }
    }
}

extension Step {
    /// The host or address the step asks; `nil` for a walk, which asks many.
    fileprivate var askedHost: String? {
        switch action {
        case .http(let probe): probe.pin?.address.description ?? probe.url.host.description
        case .dns(let probe): probe.server.address.description
        case .delegation: nil
        case .path(let probe): probe.target
        }
    }
}
