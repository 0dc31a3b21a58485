import CaseCollect
import CaseIngest
package import CaseModel
import CasePlan
import CaseRedact
import CaseReport

extension Workbench {
    /// Seals what the probes saw, in plan order.
    mutating func add(_ observations: [Observation], _ tell: (Progress) -> Void) {
        // All infrastructure is known before the first line is sealed, so that one address reads the same everywhere.
        for observation in observations { keepInfrastructure(of: observation) }
        for observation in observations {
            let service = Self.service(in: observation)
            add(service == nil ? observation.withoutLocalPaths : observation.withoutServiceBody, service)
            if case .api(let answer) = service, !answer.success {
                let codes = answer.errors.compactMap(\.code).map(String.init).joined(separator: ", ")
                note(
                    observation.step.id.description,
                    "the API refused it" + (codes.isEmpty ? "" : " (\(codes))"), tell)
            }
            if service == nil, observation.outcome == .saw,
                observation.step.kind == .api || observation.step.kind == .status
            {
                note(observation.step.id.description, "the answer is not what was asked for", tell)
            }
            guard observation.isGap else { continue }
            note(observation.step.id.description, Self.reason(for: observation.outcome), tell)
        }
    }

    /// Paths to the address of the edge that the logs have most often, or a gap when they have none.
    mutating func wayBack(_ options: PlanOptions, _ tell: (Progress) -> Void) -> [Step] {
        let counts = evidence.logs.flatMap { $0.record.value.edgeAddresses }
        guard let address = counts.max(by: { $0.count < $1.count }).flatMap({ IPAddress($0.address) }) else {
            note(
                "reverse", "no log has an address of the edge: log the peer's address besides the visitor's",
                tell)
            return []
        }
        let steps = Plan.reverseSteps(to: address, options)
        tell(.planned(steps))
        return steps
    }

    private mutating func add(_ observation: Observation, _ service: ServiceRecord?) {
        let step = observation.step
        let folder: BundlePath.Folder =
            switch step.kind {
            case .http: .http
            case .dns: .dns
            case .path: .path
            case .status: .status
            case .api: .api
            case .time: .host
            }
        let mode = step.textMode
        let raw = BundlePath(folder: folder, step: step.id, suffix: ".txt")
        let record = BundlePath(folder: folder, step: step.id, suffix: ".json")
        let sealed = redactor.seal(observation, in: raw)
        var paths = [record]
        if let text = Self.text(of: sealed.value) {
            add(text: text, at: raw, mode: mode, step: step.id, note: sealed.value.command)
            paths.insert(raw, at: 0)
        }
        var sealedStep = SealedStep(observation: sealed, path: path(of: observation, in: raw), files: paths)
        sealedStep.service = service.map { redactor.seal($0, in: record) }
        evidence.steps.append(sealedStep)
        add(
            json: Records.step(sealedStep, vantage: vantage), at: record, mode: mode, step: step.id,
            note: "the record of \(step.id)")
    }

    /// What a service answered, where it is that of a service and can be read.
    private static func service(in observation: Observation) -> ServiceRecord? {
        guard case .http(let probe) = observation.step.action, case .http(let http) = observation.evidence,
            let body = http.exchanges.last?.body.bytes
        else { return nil }
        return switch probe.leg {
        case .edge, .origin, .trace: nil
        case .status: StatusPageText.parse(body).map { .status($0) }
        case .api: APIAnswerText.parse(body).map { .api($0) }
        }
    }

    private mutating func path(of observation: Observation, in file: BundlePath) -> Sealed<PathRecord>? {
        guard case .path(let output) = observation.evidence, case .path(let probe) = observation.step.action
        else {
            return nil
        }
        var record = PathText.parse(output.output)
        if probe.tool.isBuiltIn { record.tool = probe.tool.rawValue }
        // A report of mtr does not name its target; we know whom we asked for.
        record.target = record.target ?? probe.target
        // Nor does it say whether the last hop is the target; other steps have seen where that is.
        let address = IPAddress(probe.target)
        let known = address.map { [$0] } ?? hostAddresses[probe.target] ?? []
        if record.targetAddress == nil {
            let last = record.hops.last?.replies.compactMap(\.address) ?? []
            record.targetAddress = address ?? last.first(where: known.contains)
            if let target = record.targetAddress { record.reached = record.reached ?? last.contains(target) }
        }
        return record.hops.isEmpty ? nil : redactor.seal(record, in: file)
    }

    /// Addresses we asked are the case's own, not a visitor's; so are those the names led to.
    private mutating func keepInfrastructure(of observation: Observation) {
        switch observation.evidence {
        case .http(let http):
            for exchange in http.exchanges {
                if let remote = exchange.remote {
                    redactor.keep(remote.address)
                    hostAddresses[exchange.url.host.description, default: []].insert(remote.address)
                }
                if let ray = exchange.ray { rays.insert(ray.value) }
            }
        case .dns(let dns):
            for record in dns.message.answers where record.type == .a || record.type == .aaaa {
                guard let address = IPAddress(record.data) else { continue }
                redactor.keep(address)
                if case .dns(let probe) = observation.step.action {
                    hostAddresses[probe.name.description, default: []].insert(address)
                }
            }
        case .delegation(let walk):
            for answer in walk.answers {
                for value in answer.values { if let address = IPAddress(value) { redactor.keep(address) } }
            }
            for server in walk.zones.flatMap(\.servers) { redactor.keep(server.address) }
        case .path, .time, .none: break
        }
    }

    /// The raw evidence of a step as text; `nil` when there is none.
    private static func text(of observation: Observation) -> String? {
        switch observation.evidence {
        case .none, .time: return nil
        case .http(let http):
            let exchanges = http.exchanges.map(\.verbose).joined(separator: "\n")
            return "$ \(observation.command)\n\n\(TextRecords.http(http))\n\(exchanges)"
        case .dns(let dns): return dns.text
        case .delegation(let walk): return walk.text
        case .path(let output):
            return "$ \(observation.command)\n" + String(decoding: output.output, as: UTF8.self)
        }
    }

    private static func reason(for outcome: Outcome) -> String {
        switch outcome {
        case .saw: ""
        case .failed(let failure): failure.sentence
        case .timedOut(let failure): "timed out in \(failure.operation.rawValue)"
        case .skipped(let reason): "skipped: \(reason.text)"
        case .cancelled: "stopped by the user before it ended"
        }
    }
}

extension Observation {
    /// The same without the bodies of answers: what matters of them was read, the rest is long or names people.
    fileprivate var withoutServiceBody: Observation {
        var copy = withoutLocalPaths
        guard case .http(var http) = copy.evidence else { return copy }
        for index in http.exchanges.indices { http.exchanges[index].body.bytes = [] }
        copy.evidence = .http(http)
        return copy
    }

    /// The same with the name of the authorities' file in place of its path, which may name a person.
    fileprivate var withoutLocalPaths: Observation {
        guard case .http(let probe) = step.action, let path = probe.authorityFile,
            let name = path.split(separator: "/").last, name.count < path.count
        else { return self }
        var copy = self
        copy.command = command.replacing(path, with: name)
        guard case .http(var http) = evidence else { return copy }
        for index in http.exchanges.indices {
            http.exchanges[index].verbose = http.exchanges[index].verbose.replacing(path, with: name)
        }
        copy.evidence = .http(http)
        return copy
    }
}

extension Failure {
    /// The operation, the code and the library's own words.
    package var sentence: String {
        "\(operation.rawValue): \(code.rawValue)" + (detail.map { " (\($0))" } ?? "")
    }
}
