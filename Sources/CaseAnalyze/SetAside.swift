import CaseFacts
import CaseModel

/// What is harmless by its kind, counted by file: never taken for the failure, never dropped in silence.
func setAside(_ view: EvidenceView, _ facts: Facts) -> [SetAside] {
    let all = view.logs.flatMap { setAside($0, facts) } + view.hars.flatMap { setAside($0, view) }
    return SetAside.Kind.allCases.flatMap { kind in all.filter { $0.kind == kind && $0.count > 0 } }
}

private func setAside(_ log: LogFile, _ facts: Facts) -> [SetAside] {
    let evidence = log.evidence
    let counts = log.statusCounts
    return [
        SetAside(
            .abandoned, counts[499] ?? 0, file: log.file,
            says: "requests somebody gave up before they were answered (499)"),
        SetAside(
            .earlyHints, evidence.innerTimeouts, file: log.file,
            says: "look-ups of the edge in its own cache that ended in 504"),
        SetAside(
            .monitoring, log.monitored(facts).count, file: log.file,
            says: "failing requests of monitors, of the \(evidence.failures.count) that are listed"),
    ]
}

private func setAside(_ har: HARFile, _ view: EvidenceView) -> [SetAside] {
    [
        SetAside(
            .prefetch, har.refusedAhead.count { view.concerns($0.host) }, file: har.file,
            says: "503 to what the browser fetched ahead"),
        SetAside(
            .browser, har.stoppedByBrowser.count { view.concerns($0.host) }, file: har.file,
            says: "requests the browser itself stopped or held back"),
    ]
}
