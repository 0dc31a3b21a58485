package import CaseModel

/// What came of one probe.
package struct ProbeResult: Sendable {
    package var outcome: Outcome
    package var evidence: Observation.Evidence

    package init(_ outcome: Outcome, _ evidence: Observation.Evidence = .none) {
        self.outcome = outcome
        self.evidence = evidence
    }
}

/// The world as the probes see it.
package struct ProbePorts: Sendable {
    package let http: any HTTPTransport
    package let dns: any DNSTransport
    package let processes: any ProcessRunner
    package let paths: any PathTracer
    package let clock: any WallClock

    package init(
        http: any HTTPTransport, dns: any DNSTransport, processes: any ProcessRunner, paths: any PathTracer,
        clock: any WallClock
    ) {
        self.http = http
        self.dns = dns
        self.processes = processes
        self.paths = paths
        self.clock = clock
    }
}

/// Runs the steps of a plan side by side and puts what they saw back in order.
package struct Collector: Sendable {
    private let ports: ProbePorts
    private let jobs: Int
    private let perHost: Int
    private let limit: Duration
    /// IDs of DNS messages; unpredictable in the program, fixed in tests.
    private let messageIDs: @Sendable (StepID) -> UInt16

    /// - Parameters:
    ///   - ports: The world.
    ///   - jobs: How many steps may run at once, 1 or more.
    ///   - perHost: How many of them may ask the same host, 1 or more.
    ///   - limit: The most time one call of `collect` may take, whatever its steps may.
    ///   - messageIDs: Gives each DNS query its ID (RFC 5452 §4.3 wants it hard to guess).
    package init(
        ports: ProbePorts, jobs: Int, perHost: Int = .max, limit: Duration,
        messageIDs: @escaping @Sendable (StepID) -> UInt16
    ) {
        self.ports = ports
        self.jobs = max(1, jobs)
        self.perHost = max(1, perHost)
        self.limit = limit
        self.messageIDs = messageIDs
    }

    /// Runs every step; never throws for what the world did.
    ///
    /// Cancelling the task ends what runs, and every step that had not ended is `cancelled`. At the limit what runs has
    /// timed out, and what still waited for its turn is skipped.
    ///
    /// - Parameters:
    ///   - steps: What to run, in plan order.
    ///   - each: Called as steps end, in any order.
    /// - Returns: One observation a step, in plan order.
    package func collect(
        _ steps: [Step], each: @escaping @Sendable (Observation) -> Void = { _ in }
    ) async -> [Observation] {
        let ends = ports.clock.monotonic() + limit
        return await withTaskGroup(of: (Int, Observation).self) { group in
            var queue = StepQueue(steps, perHost: perHost)
            var running = 0
            var observations = [Observation?](repeating: nil, count: steps.count)
            while true {
                while running < jobs, let index = queue.next() {
                    running += 1
                    group.addTask { (index, await observe(steps[index], until: ends)) }
                }
                guard let (index, observation) = await group.next() else { break }
                running -= 1
                queue.ended(index)
                observations[index] = observation
                each(observation)
            }
            let all = observations.compactMap { $0 }
            let families = AddressFamilies(all)
            return all.map(families.settled)
        }
    }

    /// The line that repeats a step by hand.
    package static func command(for step: Step) -> String {
        switch step.action {
        case .http(let probe): probe.commandLine(deadline: step.deadline)
        case .dns(let probe): probe.commandLine
        case .delegation(let probe): probe.commandLine
        case .path(let probe): probe.commandLine
        case .time(let probe): "ntpdate -q \(probe.server.address)"
        }
    }

    /// Eight bytes as hard to guess as the ID.
    private func eightBytes(for step: StepID) -> [UInt8] {
        (1...4).flatMap { part in
            let number = messageIDs(StepID("\(step)-cookie-\(part)"))
            return [UInt8(number >> 8), UInt8(number & 0xff)]
        }
    }

    private func observe(_ step: Step, until ends: Duration) async -> Observation {
        let startedAt = ports.clock.now()
        let started = ports.clock.monotonic()
        let deadline = min(step.deadline, ends - started)
        let result: ProbeResult =
            if Task.isCancelled {
                ProbeResult(.cancelled)
            } else if deadline <= .zero {
                ProbeResult(.skipped(SkipReason("the deadline of the run passed before its turn came")))
            } else {
                await run(step, deadline: deadline)
            }
        return Observation(
            step: step, outcome: result.outcome, startedAt: startedAt,
            duration: ports.clock.monotonic() - started, command: Self.command(for: step),
            evidence: result.evidence)
    }

    private func run(_ step: Step, deadline: Duration) async -> ProbeResult {
        switch step.action {
        case .http(let probe):
            await runHTTP(probe, deadline: deadline, transport: ports.http, clock: ports.clock)
        case .dns(let probe):
            await runDNS(
                probe, id: messageIDs(step.id), cookie: eightBytes(for: step.id), deadline: deadline,
                transport: ports.dns, clock: ports.clock)
        case .delegation(let probe):
            await runDelegation(
                probe, ids: { [messageIDs] number in messageIDs(StepID("\(step.id)-\(number)")) },
                deadline: deadline, transport: ports.dns, clock: ports.clock)
        case .time(let probe):
            await runTime(
                probe, nonce: eightBytes(for: step.id), deadline: deadline, transport: ports.dns,
                clock: ports.clock)
        case .path(let probe): await runNamedPath(probe, step.id, deadline: deadline)
        }
    }

    /// A path, and then what its routers are called.
    private func runNamedPath(_ probe: PathProbe, _ step: StepID, deadline: Duration) async -> ProbeResult {
        if probe.yields, ports.processes.locate("traceroute") != nil {
            return ProbeResult(
                .skipped(SkipReason("traceroute is on this host and does the same", chosen: true)))
        }
        let ends = ports.clock.monotonic() + deadline
        var result =
            probe.tool.isBuiltIn
            ? await runBuiltInPath(probe, deadline: deadline, tracer: ports.paths)
            : await runPath(probe, deadline: deadline, runner: ports.processes)
        guard let naming = probe.naming, case .path(var output) = result.evidence else { return result }
        let names = HopNames(
            naming: naming, transport: ports.dns, clock: ports.clock, ends: ends,
            ids: { [messageIDs] number in messageIDs(StepID("\(step)-name-\(number)")) })
        output.output += await names.lines(for: output.output)
        result.evidence = .path(output)
        return result
    }
}
