import CaseFlow
import CaseModel
import CasePlan
import CaseSystem
import JSONBytes

/// What `collect --dry-run` prints: every step, command line, host, file, cap and deadline; nothing is touched.
struct DryRun {
    private let request: CaseRequest
    private let steps: [Step]
    private let briefing: PlaybookBriefing?
    /// One for all lines, so that equal secrets read the same; another one every run.
    private let key = SystemEntropy.bytes(32)

    init(_ request: CaseRequest, _ briefing: PlaybookBriefing? = nil) throws {
        self.request = request
        self.briefing = briefing
        steps = try planned(request).steps
    }

    func show(_ format: FormatOption) {
        if format.isJSON { Terminal.result(json) } else { Terminal.result(text) }
    }

    private var text: String {
        var lines = ["zone      \(request.incident.zone)"]
        if let id = request.incident.zoneID { lines.append("zone id   \(id)") }
        if let window = request.incident.window { lines.append("window    \(window.start) to \(window.end)") }
        if let briefing { lines.append(briefing.text) }
        lines.append("steps     \(steps.count)" + (request.isOffline ? " (offline)" : ""))
        for step in steps {
            lines.append(
                "  \(step.id)  (at most \(step.deadline.shortText)\(cap(of: step))\(repeats(of: step)))")
            lines.append("    \(command(of: step))")
        }
        if request.tracesBack, !request.isOffline {
            lines.append("  then traces the path to the edge's address that the log has most often")
        }
        for (kind, input) in inputs { lines.append("read \(kind)  \(input.label)") }
        return lines.joined(separator: "\n") + "\n"
    }

    private var json: JSONValue {
        let steps = steps.map { step in
            JSONValue(members: [
                "id": .string(step.id.description), "kind": .string(step.kind.rawValue),
                "command": .string(command(of: step)),
                "host": .string(Self.host(of: step)), "deadline_ms": .double(step.deadline.milliseconds),
                "body_cap_bytes": Self.bodyCap(of: step).map { .int($0) },
            ])
        }
        let files = inputs.map { kind, input in
            JSONValue(members: ["kind": .string(kind), "path": .string(input.label)])
        }
        return JSONValue(members: [
            "zone": .string(request.incident.zone.description),
            "zone_id": request.incident.zoneID.map { .string($0.description) },
            "window": request.incident.window.map {
                JSONValue(members: [
                    "start": .string($0.start.description), "end": .string($0.end.description),
                ])
            },
            "playbook": briefing?.json,
            "offline": .bool(request.isOffline), "steps": .array(steps), "files": .array(files),
        ])
    }

    private var inputs: [(String, InputFile)] {
        request.hars.map { ("har", $0) } + request.logs.map { ("log", $0) }
            + request.pastedPaths.map { ("path_output", $0) } + request.attachments.map { ("attach", $0) }
    }

    private func cap(of step: Step) -> String {
        Self.bodyCap(of: step).map { ", body up to \($0) bytes" } ?? ""
    }

    /// How often a step asks, when it is not once.
    private func repeats(of step: Step) -> String {
        switch step.action {
        case .http(let probe): probe.samples.map { ", \($0.count) requests" } ?? ""
        case .dns: ", after SERVFAIL once more without validation"
        case .path(let probe):
            probe.naming.map {
                ", then asks \($0.server) for names of routers\($0.systems == nil ? "" : " and their AS")"
            } ?? ""
        case .delegation, .time: ""
        }
    }

    /// The command line, its secrets removed like everywhere.
    private func command(of step: Step) -> String { redactedCommand(for: step, request: request, key: key) }

    private static func bodyCap(of step: Step) -> Int? {
        guard case .http(let probe) = step.action else { return nil }
        return probe.bodyLimit
    }

    /// Whom the step asks.
    private static func host(of step: Step) -> String {
        switch step.action {
        case .http(let probe): probe.pin?.description ?? "\(probe.url.host):\(probe.url.port)"
        case .dns(let probe): probe.server.description
        case .delegation(let probe):
            "\(probe.roots.map(\.description).joined(separator: ", ")), and the name servers on the way to \(probe.name)"
        case .path(let probe): probe.target
        case .time(let probe): probe.server.description
        }
    }
}
