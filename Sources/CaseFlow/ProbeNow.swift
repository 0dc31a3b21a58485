import CaseCollect
package import CaseFacts
import CaseIngest
package import CaseModel
import CasePlan
import CaseRedact
import CaseReport
package import JSONBytes

/// One probe that was run for the terminal, sealed like in a bundle.
package struct ShownProbe: Sendable {
    package let json: JSONValue
    package let text: String
    package let isGap: Bool
}

/// Runs the steps of one kind of a case, now.
///
/// - Parameters:
///   - request: What was asked for.
///   - kind: Which steps of its plan are run.
///   - types: Limits DNS questions to these; empty means all.
///   - facts: What is known and ages.
///   - world: Everything outside.
/// - Returns: One probe a step, in plan order.
/// - Throws: `FlowError.plan` when the request makes no plan.
package func probeNow(
    _ request: CaseRequest, kind: Step.Kind, types: [DNSType], facts: Facts, world: World
) async throws(FlowError) -> [ShownProbe] {
    let steps = try planned(request).steps.filter { step in
        if case .delegation = step.action {
            return kind == .dns && (types.isEmpty || types.contains(.a) || types.contains(.aaaa))
        }
        guard case .dns(let probe) = step.action, !types.isEmpty else { return step.kind == kind }
        return kind == .dns && types.contains(probe.type)
    }
    let collector = Collector(
        ports: world.ports, jobs: request.jobs, perHost: request.perHost, limit: request.options.limit,
        messageIDs: world.messageIDs)
    let observations = await collector.collect(steps)
    var bench = Workbench(request, facts: facts, world: world)
    bench.add(observations) { _ in }
    return bench.evidence.steps.map { step in
        ShownProbe(
            json: Records.step(step, vantage: request.vantage), text: text(of: step),
            isGap: step.observation.value.isGap)
    }
}

private func text(of step: SealedStep) -> String {
    let observation = step.observation.value
    let head =
        "\(observation.step.id): \(observation.outcome.word)"
        + (observation.outcome.failure.map { " (\($0.sentence))" } ?? "") + "\n$ \(observation.command)\n"
    return switch observation.evidence {
    case .none, .time: head
    case .http(let http): head + TextRecords.http(http)
    case .dns(let dns): head + dns.text
    case .delegation(let walk): head + walk.text
    case .path: head + (step.path.map { TextRecords.path($0.value) } ?? "")
    }
}
