import CaseModel

/// A kind of evidence a rule may need.
package enum EvidenceKind: String, Sendable, CaseIterable {
    case edge, origin, trace
    /// The same request, one thing done differently.
    case ways
    case samples, lookups, walk, path, har, log
    /// An origin log whose lines carry Ray IDs.
    case rayLog = "ray_log"
    case errorLog = "error_log"
    case host
    /// The vendor's status page, and its API.
    case status, api

    /// As a sentence goes on behind `needs:`.
    package var words: String {
        switch self {
        case .edge: "a request through the edge"
        case .origin: "a request straight to the origin"
        case .trace: "the edge's trace"
        case .ways: "the same request asked in other ways"
        case .samples: "samples of one URL"
        case .lookups: "DNS lookups"
        case .walk: "a walk from the root of DNS"
        case .path: "a path"
        case .har: "a HAR"
        case .log: "a log of the origin"
        case .rayLog: "a log of the origin with Ray IDs"
        case .errorLog: "an error log of the origin"
        case .host: "facts about the collecting host"
        case .status: "the status page"
        case .api: "answers of the vendor's API"
        }
    }
}

extension EvidenceView {
    /// Whether any evidence of this kind was gathered.
    func has(_ kind: EvidenceKind) -> Bool {
        switch kind {
        case .edge: (web + ways).contains { $0.leg == .edge }
        case .origin: (web + ways).contains { $0.leg == .origin }
        case .trace: web.contains { $0.leg == .trace }
        case .ways: !ways.isEmpty
        case .samples: ways.contains { $0.probe.way == .samples }
        case .lookups: !lookups.isEmpty
        case .walk: !walks.isEmpty
        case .path: !paths.isEmpty
        case .har: !hars.isEmpty
        case .log: !logs.isEmpty
        case .rayLog: logs.contains { $0.evidence.hasRayField }
        case .errorLog: logs.contains { !$0.evidence.problems.isEmpty }
        case .host: !hostNotes.isEmpty
        case .status: !statusReports.isEmpty
        case .api: services.contains { if case .api = $0.record { true } else { false } }
        }
    }
}

extension EvidenceView {
    /// Whether one of the sets of evidence is there.
    func satisfies(_ need: EvidenceNeed) -> Bool {
        need.alternatives.contains { $0.allSatisfy(has) }
    }
}

/// What a rule cannot do without: one of several sets of evidence.
package struct EvidenceNeed: Sendable, Hashable {
    /// Any of these, each of them whole.
    package let alternatives: [[EvidenceKind]]

    /// All of these together.
    static func all(_ kinds: EvidenceKind...) -> EvidenceNeed { EvidenceNeed(alternatives: [kinds]) }

    /// One of these.
    static func any(_ kinds: EvidenceKind...) -> EvidenceNeed {
        EvidenceNeed(alternatives: kinds.map { [$0] })
    }

    /// One of these sets.
    static func either(_ sets: [EvidenceKind]...) -> EvidenceNeed { EvidenceNeed(alternatives: sets) }

    /// `a request through the edge and a request straight to the origin, or a HAR`.
    package var words: String {
        alternatives.map { $0.map(\.words).joined(separator: " and ") }.joined(separator: ", or ")
    }
}
