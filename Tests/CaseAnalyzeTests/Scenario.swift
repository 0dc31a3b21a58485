import CaseFacts
import CaseModel
import Testing

@testable import CaseAnalyze
@testable import CaseRedact

/// Evidence, and what must and must not be concluded from it.
struct Scenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Finding IDs that must come out.
    let finds: [String]
    /// Rules that must stay silent.
    let silent: [String]
    let evidence: @Sendable () throws -> SealedCase

    init(
        _ name: String, finds: [String] = [], silent: [String] = [], window: (String, String)? = nil,
        steps: @escaping @Sendable () throws -> [SealedStep] = { [] },
        hars: @escaping @Sendable () -> [SealedInput<HARSummary>] = { [] },
        logs: @escaping @Sendable () -> [SealedInput<LogEvidence>] = { [] }, hostNotes: [HostNote] = []
    ) {
        testDescription = name
        self.finds = finds
        self.silent = silent
        evidence = {
            var evidence = SealedCase(incident: Sealed(minting: try makeIncident(window: window)))
            evidence.steps = try steps()
            evidence.hars = hars()
            evidence.logs = logs()
            evidence.hostNotes = hostNotes.map { Sealed(minting: $0) }
            return evidence
        }
    }

    /// Read once: they are big and every scenario needs them.
    static let facts = Result { try Facts.bundled() }

    func analysis() throws -> Analysis {
        CaseAnalyze.analyze(try evidence(), facts: try Self.facts.get(), now: testNow)
    }

    static let all = edge + edgeMore + certificates + names + paths + inputs + clocks + ways + walks + hosts
}

let ray = "9f140b785e57c458-FRA"
let otherRay = "9f140b785e57c459-FRA"
