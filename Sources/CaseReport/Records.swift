import CaseModel
package import CaseRedact
package import JSONBytes

/// Evidence as JSON, in the shapes other programs rely on.
///
/// Keys are `snake_case`, durations end in `_ms`, sizes in `_bytes`, times are RFC 3339 UTC with milliseconds;
/// what is not known is left out.
package enum Records {
    /// A step's record: how it ended, the line that repeats it, its files, and the record of its kind.
    ///
    /// - Parameters:
    ///   - step: The step and what came of it.
    ///   - vantage: The name of the place it was run from.
    /// - Returns: An object whose last member is `http`, `dns`, `delegation`, `path`, `status`, `api` or `time`; without it
    ///   when there is no evidence.
    package static func step(_ step: SealedStep, vantage: String) -> JSONValue {
        let observation = step.observation.value
        let evidence: JSONValue?
        switch (observation.step.action, observation.evidence) {
        case (.http(let probe), .http(let http)) where probe.leg.isService:
            return stepIndexEntry(step, vantage: vantage).adding("http", record(probe, http))
                .adding(probe.leg.rawValue, step.service.map { record($0.value) })
        case (.http(let probe), .http(let http)): evidence = record(probe, http)
        case (.dns(let probe), .dns(let dns)): evidence = record(probe, dns)
        case (.delegation(let probe), .delegation(let walk)):
            return stepIndexEntry(step, vantage: vantage).adding("delegation", record(probe, walk))
        case (.time, .time(let time)): evidence = record(time)
        case (.path(let probe), .path(let output)): evidence = record(probe, output, step.path?.value)
        default: evidence = nil
        }
        return stepIndexEntry(step, vantage: vantage)
            .merging(JSONValue(members: [:]).adding(observation.step.kind.rawValue, evidence))
    }

    /// A step as the manifest lists it: all of its record but the part of its kind.
    ///
    /// - Parameters:
    ///   - step: The step and what came of it.
    ///   - vantage: The name of the place it was run from.
    /// - Returns: An object with the members every kind of step has.
    package static func stepIndexEntry(_ step: SealedStep, vantage: String) -> JSONValue {
        let observation = step.observation.value
        let failure = observation.outcome.failure
        return JSONValue(members: [
            "id": .string(observation.step.id.description),
            "kind": .string(observation.step.kind.rawValue),
            "outcome": .string(observation.outcome.word),
            "operation": failure.map { .string($0.operation.rawValue) },
            "code": failure.map { .string($0.code.rawValue) },
            "reason": .text(observation.outcome.reason),
            "started_at": observation.outcome.wasTried ? .time(observation.startedAt) : nil,
            "finished_at": observation.outcome.wasTried
                ? .time(observation.startedAt.advanced(by: observation.duration)) : nil,
            "duration_ms": observation.outcome.wasTried ? .milliseconds(observation.duration) : nil,
            "command": isSaid(observation.command) ? .text(observation.command) : nil,
            "vantage": isSaid(vantage) ? .text(vantage) : nil,
            "files": .array(step.files.map { .string($0.description) }),
        ])
    }
}

extension Outcome {
    /// Why there is no evidence, in words.
    fileprivate var reason: String? {
        switch self {
        case .saw, .cancelled: nil
        case .failed(let failure), .timedOut(let failure): failure.detail
        case .skipped(let reason): reason.text
        }
    }

    fileprivate var wasTried: Bool {
        if case .skipped = self { false } else { true }
    }
}

extension JSONValue {
    /// This object with one more member, unless there is no value.
    fileprivate func adding(_ name: String, _ value: JSONValue?) -> JSONValue {
        .object((members ?? []) + (value.map { [Member(name, $0)] } ?? []))
    }
}
