import CaseModel

/// What a path tool said, as far as it decides how the step ended; the tools run with English messages.
struct PathToolWords {
    private let text: String
    private let lines: [Substring]

    init(_ output: [UInt8]) {
        text = String(decoding: output.prefix(64 << 10), as: UTF8.self)
        lines = text.split { $0.isNewline }
    }

    /// How the step ended, by the words where there are no hops.
    func outcome(of probe: PathProbe, ending: ToolOutput.Ending) -> Outcome {
        guard !hasHops else { return .saw }
        if let outcome = unresolved(probe) ?? unroutable(probe) ?? unprivileged(probe) { return outcome }
        switch ending {
        case .signalled(let number): return .failed(Failure(.spawn, .signalled, detail: "signal \(number)"))
        case .exited(let status):
            guard status != 0 else { return .failed(Failure(.read, .emptyReply, detail: firstLine)) }
            let detail = firstLine.map { "status \(status): \($0)" } ?? "status \(status)"
            return .failed(Failure(.spawn, .exitStatus, detail: detail))
        }
    }

    /// Whether a line is a hop that tells more than that nothing could be sent.
    private var hasHops: Bool {
        if says("packets transmitted") { return true }
        return lines.contains { line in
            let line = line.drop { $0 == " " }
            let digits = line.prefix { $0.isASCII && $0.isNumber }
            guard (1...3).contains(digits.count), let next = line.dropFirst(digits.count).first else {
                return false
            }
            return " .:".contains(next) && !line.contains("send failed")
        }
    }

    private var firstLine: String? { lines.first.map { String($0.prefix(200)) } }

    private func says(_ words: String...) -> Bool { words.contains { text.contains($0) } }

    private func unresolved(_ probe: PathProbe) -> Outcome? {
        if says("Address family for hostname not supported", "No address associated with hostname") {
            return probe.family == .v6
                ? .skipped(SkipReason("the target has no IPv6 address"))
                : .failed(Failure(.resolve, .dnsNoAnswer, detail: firstLine))
        }
        if says("Name or service not known", "nodename nor servname provided", "unknown host", "Unknown host")
        {
            return .failed(Failure(.resolve, .dnsNXDomain, detail: firstLine))
        }
        if says("Temporary failure in name resolution", "Non-recoverable failure in name resolution") {
            return .failed(Failure(.resolve, .dnsServerFailure, detail: firstLine))
        }
        return nil
    }

    private func unroutable(_ probe: PathProbe) -> Outcome? {
        let words = [
            "Network is unreachable", "Address family not supported", "No route to host",
            "Cannot assign requested address", "Can't assign requested address", "send failed",
        ]
        guard words.contains(where: { text.contains($0) }) else { return nil }
        return probe.family == .v6
            ? .skipped(SkipReason("this host has no IPv6 route"))
            : .failed(Failure(.connect, .networkUnreachable, detail: firstLine))
    }

    private func unprivileged(_ probe: PathProbe) -> Outcome? {
        guard says("Operation not permitted", "Permission denied", "enough privileges", "raw socket") else {
            return nil
        }
        let need = probe.tool == .mtr ? "mtr-packet with cap_net_raw" : "cap_net_raw"
        return .skipped(SkipReason("\(probe.program) may not open a raw socket: it needs root or \(need)"))
    }
}
