import CaseRedact

/// Seals parts of one file beside each other and gives them back in order.
///
/// Part `n` always goes to lane `n` modulo the number of lanes, whatever the number of processors: so what each lane
/// learns, and with it the output, is the same everywhere.
struct RedactionLanes<Output: Sendable> {
    /// More than most machines have processors for the work; each holds one part of the file.
    private static var count: Int { 4 }

    private let lanes: [RedactionLane]
    private var running: [Task<Output, Never>] = []
    private var started = 0

    /// - Parameter redactor: Whose twins do the work; `finish` brings it what they learned.
    init(_ redactor: borrowing Redactor) {
        var lanes: [RedactionLane] = []
        for _ in 0..<Self.count { lanes.append(RedactionLane(redactor.twin())) }
        self.lanes = lanes
    }

    /// Starts the work on the next part.
    ///
    /// - Returns: The oldest result, when its lane is needed.
    mutating func start(_ work: @escaping @Sendable (inout Redactor) -> Output) async -> Output? {
        let oldest = running.count == Self.count ? await next() : nil
        let lane = lanes[started % Self.count]
        started += 1
        running.append(Task { await lane.run(work) })
        return oldest
    }

    /// The oldest result that was not taken yet.
    mutating func next() async -> Output? {
        guard !running.isEmpty else { return nil }
        return await running.removeFirst().value
    }

    /// Brings a redactor what its twins learned; to be called when all results were taken.
    func finish(into redactor: inout Redactor) async {
        var harvests: [Redactor.Harvest] = []
        for lane in lanes { harvests.append(await lane.harvest) }
        redactor.absorb(harvests)
    }
}

/// One redactor that works beside others.
private actor RedactionLane {
    private var redactor: Redactor

    init(_ redactor: consuming sending Redactor) { self.redactor = redactor }

    func run<Output: Sendable>(_ work: @Sendable (inout Redactor) -> Output) -> Output { work(&redactor) }

    var harvest: Redactor.Harvest { redactor.harvest }
}
