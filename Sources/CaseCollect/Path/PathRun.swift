package import CaseModel

/// The most a path tool may print.
private let outputLimit = 256 << 10

/// Runs a path tool once and says what became of it.
///
/// - Parameters:
///   - probe: The tool and its target.
///   - deadline: When the tool and its children are ended; what it had printed is kept.
///   - runner: Finds and runs the tool.
/// - Returns: `saw` when at least one hop was printed, whatever the exit status.
package func runPath(
    _ probe: PathProbe, deadline: Duration, runner: any ProcessRunner
) async -> ProbeResult {
    // A target that looks like an option would be read as one.
    guard let first = probe.target.utf8.first, first != UInt8(ascii: "-"),
        probe.target.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f })
    else {
        return ProbeResult(.failed(Failure(.spawn, .badInput, detail: "the target is no name or address")))
    }
    guard runner.locate(probe.program) != nil else {
        return ProbeResult(.skipped(SkipReason("\(probe.program) is not installed")))
    }
    do {
        let output = try await runner.run(
            probe.program, probe.arguments, deadline: deadline, outputLimit: outputLimit)
        guard !Task.isCancelled else { return ProbeResult(.cancelled, .path(output)) }
        return ProbeResult(
            PathToolWords(output.output).outcome(of: probe, ending: output.ending), .path(output))
    } catch {
        let evidence: Observation.Evidence = error.output.map { .path($0) } ?? .none
        guard !Task.isCancelled else { return ProbeResult(.cancelled, evidence) }
        if error.failure.code == .timeout { return ProbeResult(.timedOut(error.failure), evidence) }
        if error.failure.operation == .spawn, error.failure.code == .notFound {
            return ProbeResult(.skipped(SkipReason("\(probe.program) is not installed")), evidence)
        }
        return ProbeResult(.failed(error.failure), evidence)
    }
}
