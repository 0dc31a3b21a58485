import CaseFacts
import CaseModel
import Testing

@testable import CaseAnalyze
@testable import CaseRedact

/// Evidence, and what must and must not be concluded from it.
struct Scenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// All findings that come out and no other, each `id attribution confidence`, in any order; `nil` where the golden alone says.
    let expects: [String]?
    /// Finding IDs that must come out.
    let finds: [String]
    /// Rules that must stay silent.
    let silent: [String]
    let evidence: @Sendable () throws -> SealedCase

    init(
        _ name: String, expects: [String]? = nil, finds: [String] = [], silent: [String] = [],
        window: (String, String)? = nil,
        steps: @escaping @Sendable () throws -> [SealedStep] = { [] },
        hars: @escaping @Sendable () -> [SealedInput<HARSummary>] = { [] },
        logs: @escaping @Sendable () -> [SealedInput<LogEvidence>] = { [] }, hostNotes: [HostNote] = [],
        paths: @escaping @Sendable () -> [SealedInput<PathRecord>] = { [] }, isDemonstration: Bool = false
    ) {
        testDescription = name
        self.expects = expects
        self.finds = finds + (expects ?? []).compactMap { $0.split(separator: " ").first.map(String.init) }
        self.silent = silent
        evidence = {
            let incident =
                isDemonstration
                ? try makeIncident(
                    window: window, zone: "shop.casefile.test", target: "https://www.shop.casefile.test/")
                : try makeIncident(window: window)
            var evidence = SealedCase(incident: Sealed(minting: incident))
            evidence.steps = try steps()
            evidence.hars = hars()
            evidence.logs = logs()
            evidence.pastedPaths = paths()
            evidence.hostNotes = hostNotes.map { Sealed(minting: $0) }
            return evidence
        }
    }

    /// Read once: they are big and every scenario needs them.
    static let facts = Result { try Facts.bundled() }

    func analysis() throws -> Analysis {
        CaseAnalyze.analyze(try evidence(), facts: try Self.facts.get(), now: testNow)
    }

    /// Each of one rule or a few.
    static let small =
        edge + edgeMore + certificates + names + paths + inputs + clocks + ways + walks + hosts
        + services
    /// Whole cases as they come, with all that is to be concluded from each.
    static let situations = atOrigin + atEdge + inDNS + onTheWay + harmless + readFromText
    static let all = small + situations
}

let ray = "9f140b785e57c458-FRA"
let otherRay = "9f140b785e57c459-FRA"
