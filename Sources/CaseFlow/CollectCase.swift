import CaseAnalyze
import CaseBundle
import CaseCollect
package import CaseFacts
import CaseModel
package import CasePlan
import CaseRedact

/// The main job: every stage in order, from what was asked to a sealed bundle.
///
/// Cancelling the task stops the probes and the reading of inputs; what there is by then is sealed all the same.
///
/// - Parameters:
///   - request: What was asked for.
///   - output: How the result is written.
///   - facts: What is known and ages.
///   - world: Everything outside.
///   - tell: Called from any thread while the run goes.
/// - Returns: Where the bundle is and what stands in it.
/// - Throws: `FlowError` when the request cannot be planned, the gate finds a secret, or nothing can be written.
package func collectCase(
    _ request: CaseRequest, output: OutputOptions, facts: Facts, world: World,
    tell: @escaping @Sendable (Progress) -> Void
) async throws(FlowError) -> PublishedCase {
    let plan = try planned(request)
    let madeAt = world.ports.clock.now()
    var bench = Workbench(request, facts: facts, world: world)
    tell(.planned(plan.steps))
    if !request.isOffline { bench.add(request.hostNotes) }

    let collector = Collector(
        ports: world.ports, jobs: request.jobs, perHost: request.perHost, limit: request.options.limit,
        messageIDs: world.messageIDs)
    async let watched = collector.collect(plan.steps) { tell(.ended($0)) }
    try await bench.readHARs(request.hars, tell)
    let observations = await watched
    bench.add(observations, tell)
    bench.readPastedPaths(request.pastedPaths, tell)
    bench.readAttachments(request.attachments, captions: request.captions, tell)
    try await bench.readLogs(
        request.logs, zone: request.logZone, template: request.logTemplate, tell)
    if request.tracesBack, !request.isOffline {
        let steps = bench.wayBack(request.options, tell)
        bench.add(await collector.collect(steps) { tell(.ended($0)) }, tell)
    }
    // What was sealed first may hold what only the last file gave away.
    bench.sweep(tell)

    let analysis = bench.sealed(analyze(bench.evidence, facts: facts, now: madeAt))
    tell(.sealing)
    let name = freeName(zone: request.incident.zone, at: madeAt, format: output.format, store: world.store)
    let contents = bench.report(analysis, name: name, madeAt: madeAt, request: request)
    return try publish(contents, output: output, facts: facts, store: world.store)
}

/// The name of the bundle; a run that began in the same second as another takes the next second's.
private func freeName(
    zone: Hostname, at time: Timestamp, format: ArchiveFormat, store: any BundleStore
) -> BundleName {
    let names = (0..<60).lazy.map { BundleName(zone: zone, at: time.advanced(by: .seconds($0))) }
    let free = names.first { store.isFree($0.fileName(format)) && store.isFree($0.root + "-attach") }
    return free ?? BundleName(zone: zone, at: time)
}

/// The steps of a request; an offline one has none.
///
/// - Throws: `FlowError.plan`, also offline: a target outside the zone is a mistake either way.
package func planned(_ request: CaseRequest) throws(FlowError) -> Plan {
    do {
        let plan = try Plan(request.incident, request.options)
        return request.isOffline ? Plan(steps: []) : plan
    } catch {
        throw .plan(error)
    }
}
