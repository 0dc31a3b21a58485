/// Does work on parts of one file beside each other and gives the results back in order.
///
/// Part `n` always goes to lane `n` modulo the number of lanes, whatever the number of processors: so what each lane
/// remembers, and with it the output, is the same everywhere.
struct Lanes<State: ~Copyable & Sendable, Output: Sendable> {
    private let lanes: [Lane<State>]
    private var running: [Task<Output, Never>] = []
    private var started = 0

    /// - Parameters:
    ///   - count: More than most machines have processors for the work; each holds one part of the file.
    ///   - state: Makes what a lane works with.
    init(_ count: Int = 4, _ state: () -> State) {
        var lanes: [Lane<State>] = []
        for _ in 0..<count { lanes.append(Lane(state())) }
        self.lanes = lanes
    }

    /// Starts the work on the next part.
    ///
    /// - Returns: The oldest result, when its lane is needed.
    mutating func start(_ work: @escaping @Sendable (inout State) -> Output) async -> Output? {
        let oldest = running.count == lanes.count ? await next() : nil
        let lane = lanes[started % lanes.count]
        started += 1
        running.append(Task { await lane.run(work) })
        return oldest
    }

    /// The oldest result that was not taken yet.
    mutating func next() async -> Output? {
        guard !running.isEmpty else { return nil }
        return await running.removeFirst().value
    }

    /// What the lanes' states say, in the order of the lanes; to be called when all results were taken.
    func results<Result: Sendable>(_ read: @Sendable (borrowing State) -> Result) async -> [Result] {
        var results: [Result] = []
        for lane in lanes { results.append(await lane.read(read)) }
        return results
    }
}

/// What one lane works with.
private actor Lane<State: ~Copyable & Sendable> {
    private var state: State

    init(_ state: consuming State) { self.state = state }

    func run<Output: Sendable>(_ work: @Sendable (inout State) -> Output) -> Output { work(&state) }

    func read<Result: Sendable>(_ read: @Sendable (borrowing State) -> Result) -> Result { read(state) }
}
