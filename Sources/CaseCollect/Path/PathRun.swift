package import CaseModel

/// The most a path tool may print.
private let outputLimit = 256 << 10

/// Traces a path with our own packets, and prints it as traceroute does.
///
/// - Parameters:
///   - probe: The method and the target.
///   - deadline: When the trace is ended.
///   - tracer: Sends the packets.
/// - Returns: `saw` when anybody answered, else `timedOut`; `skipped` where the system does not let it.
package func runBuiltInPath(_ probe: PathProbe, deadline: Duration, tracer: any PathTracer) async
    -> ProbeResult
{
    if let hindrance = tracer.hindrance { return ProbeResult(.skipped(SkipReason(hindrance))) }
    var request = TraceRequest(
        target: probe.target, family: probe.family, method: probe.tool == .builtInTCP ? .tcp(port: 443) : .udp
    )
    while request.rounds > 1, request.length > deadline { request.rounds -= 1 }
    request.limit = deadline
    do throws(Failure) {
        let trace = try await tracer.trace(request)
        let output = ToolOutput(
            output: Array(trace.text(of: probe, request).utf8), ending: .exited(0), truncated: false)
        guard !Task.isCancelled else { return ProbeResult(.cancelled, .path(output)) }
        guard trace.packets.contains(where: { $0.sender != nil }) else {
            return ProbeResult(
                .timedOut(Failure(.response, .timeout, detail: "nobody answered")), .path(output))
        }
        return ProbeResult(.saw, .path(output))
    } catch {
        guard !Task.isCancelled else { return ProbeResult(.cancelled) }
        switch (error.operation, error.code) {
        case (.connect, .networkUnreachable) where probe.family == .v6:
            return ProbeResult(.skipped(SkipReason("this host has no IPv6 route")))
        case (.resolve, .dnsNoAnswer) where probe.family == .v6:
            return ProbeResult(.skipped(SkipReason("the target has no IPv6 address")))
        default: return ProbeResult(.failed(error))
        }
    }
}

extension Trace {
    /// As traceroute on Linux prints it with `-n`.
    func text(of probe: PathProbe, _ request: TraceRequest) -> String {
        let size = address.isV4 ? 47 : 67
        var text =
            "traceroute to \(probe.target) (\(address)), \(request.maxTTL) hops max, \(size) byte packets\n"
        let last = packets.filter(\.isTarget).map(\.ttl).min() ?? packets.map(\.ttl).max() ?? 0
        for ttl in 1...max(1, last) {
            let row = packets.filter { $0.ttl == ttl }
            guard !row.isEmpty else { continue }
            var line = ttl < 10 ? " \(ttl) " : "\(ttl) "
            var shown: IPAddress?
            for packet in row {
                guard let sender = packet.sender, let rtt = packet.rtt else {
                    line += " *"
                    continue
                }
                if sender != shown { line += " \(sender)" }
                shown = sender
                line += "  \(Self.milliseconds(rtt)) ms" + (packet.mark.map { " \($0)" } ?? "")
            }
            text += line + "\n"
        }
        return text
    }

    private static func milliseconds(_ time: Duration) -> String {
        let micros = max(0, time.nanoseconds / 1000)
        return "\(micros / 1000)." + String(String(1000 + micros % 1000).dropFirst())
    }
}

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
        return ProbeResult(.skipped(probe.isMissing))
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
            return ProbeResult(.skipped(probe.isMissing), evidence)
        }
        return ProbeResult(.failed(error.failure), evidence)
    }
}

extension PathProbe {
    /// Why it was not run; the others say more than ping, so that it is no gap when that alone is missing.
    fileprivate var isMissing: SkipReason { SkipReason("\(program) is not installed", chosen: tool == .ping) }
}
