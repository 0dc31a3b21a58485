import CaseModel

/// How urgent the evidence shows the case to be; never more than was measured.
///
/// P1 needs five failures or more, seen from two places or more, and half of what was measured; one place by itself
/// reaches P2, and only when it failed again and again. What did not fail is P3 when something else was found, else P4.
///
/// - Returns: `nil` when nothing was measured.
func prioritySuggestion(_ view: EvidenceView, _ findings: [Finding]) -> PrioritySuggestion? {
    let scope = view.measuredScope
    guard scope.isMeasured else { return nil }
    return judge(scope, hasFindings: findings.contains { $0.attribution != .benign })
}

/// The rule alone.
func judge(_ scope: MeasuredScope, hasFindings: Bool) -> PrioritySuggestion {
    func suggest(_ priority: Incident.Priority, _ limit: PrioritySuggestion.Limit?) -> PrioritySuggestion {
        PrioritySuggestion(priority: priority, scope: scope, limit: limit)
    }
    guard scope.failures > 0 else { return suggest(hasFindings ? .p3 : .p4, .nothingFails) }
    let worst = [scope.urls, scope.samples, scope.entries, scope.logLines].map(\.part).max() ?? 0
    // What fails once, or less than once in twenty times, does not keep people from using the service.
    guard scope.failures > 1, worst >= 0.05 else { return suggest(.p3, .rarely) }
    guard scope.places.count > 1 else { return suggest(.p2, .onePlace) }
    guard scope.failures >= 5, scope.widestShare >= 0.5 else { return suggest(.p2, .partly) }
    return suggest(.p1, nil)
}

extension MeasuredScope {
    /// The biggest share that failed; a log of failures alone was cut by whoever looked for them and tells none.
    fileprivate var widestShare: Double {
        let logs = logLines.failed < logLines.total ? [logLines] : []
        return ([urls, samples, entries] + logs).map(\.part).max() ?? 0
    }
}

extension EvidenceView {
    /// How far the failure reaches.
    var measuredScope: MeasuredScope {
        var scope = MeasuredScope()
        // What this host itself cannot do is nobody's failure.
        let tried = web.filter { !$0.isLocal }
        let edge = tried.filter { $0.leg == .edge }
        scope.urls = share(edge)
        scope.originRequests = share(tried.filter { $0.leg == .origin })
        let edgeWays = ways.filter { $0.leg == .edge && !$0.isLocal }
        scope.ways = share(edgeWays.filter { $0.probe.way?.isVariant ?? false })
        for step in edgeWays where step.probe.way == .samples {
            scope.samples.total += step.exchanges.count
            scope.samples.failed += step.exchanges.count { $0.isFailing }
        }
        let families = edgeWays.compactMap { step in step.probe.way?.family.map { ($0, step.isRefusing) } }
        scope.triedFamilies = Set(families.map(\.0)).sorted()
        scope.failingFamilies = Set(families.filter(\.1).map(\.0)).sorted()
        for har in hars {
            scope.entries.total += har.summary.hostCounts.reduce(0) { concerns($1.key) ? $0 + $1.value : $0 }
        }
        scope.entries.failed = hars.reduce(0) { $0 + refused($1).count }
        for log in logs {
            scope.logLines.total += log.evidence.windowLines
            scope.logLines.failed += log.failedInWindow
        }
        scope.places = places
        return scope
    }

    /// What the zone's servers refused or left without an answer within the window, as the HAR has it.
    private func refused(_ har: HARFile) -> [HAREntry] {
        let aside = har.asideIndices
        return har.summary.failed.filter { entry in
            guard concerns(entry.host), entry.isServerFailure, !aside.contains(entry.index) else {
                return false
            }
            guard let window = incident.window, let at = entry.startedAt else { return true }
            return window.contains(at)
        }
    }

    private func share(_ steps: [WebStep]) -> MeasuredScope.Share {
        MeasuredScope.Share(steps.count { $0.isRefusing }, of: steps.count)
    }

    /// Where failures were seen from; a place is one host, one browser, or a data centre other visitors came through.
    ///
    /// A host that reaches two data centres is still one place, and a HAR that shows its data centre may be of the host.
    private var places: [String] {
        var places: [String] = []
        let failing = (web + ways).filter { $0.leg == .edge && $0.isRefusing && !$0.isLocal }
        let exchanges = failing.flatMap(\.exchanges)
        var known = Set(exchanges.compactMap { $0.ray?.colo })
        if !failing.isEmpty { places.append(Self.place("this host", known)) }
        for har in hars {
            let entries = refused(har)
            let colos = Set(entries.compactMap { $0.ray?.colo })
            // One failure is an accident, not another place where it fails.
            let isElsewhere = entries.count > 1 && !colos.isEmpty && colos.isDisjoint(with: known)
            if isElsewhere || (places.isEmpty && !entries.isEmpty) {
                places.append(Self.place(har.file, colos))
            }
            known.formUnion(colos)
        }
        var logged: [String: Int] = [:]
        for log in logs {
            for line in log.evidence.failures where line.status.map({ $0 >= 500 }) ?? false {
                if let colo = line.ray?.colo { logged[colo, default: 0] += 1 }
            }
        }
        let others = Set(logged.filter { $0.value > 1 }.keys).subtracting(known)
        if places.isEmpty, others.isEmpty, measuresLogFailures { places.append("the origin's log") }
        return places + others.sorted().prefix(20).map { Self.place("visitors in the log", [$0]) }
    }

    private var measuresLogFailures: Bool { logs.contains { $0.failedInWindow > 0 } }

    private static func place(_ name: String, _ colos: Set<String>) -> String {
        colos.isEmpty ? name : "\(name) (\(colos.sorted().joined(separator: ", ")))"
    }
}

extension WebStep {
    /// No answer, one of 5xx, or an error the edge made in the site's stead.
    var isRefusing: Bool { isFailing || (last.flatMap { EdgeErrorNumber.of($0) } != nil) }
}

extension HAREntry {
    /// No answer, or one of 5xx.
    fileprivate var isServerFailure: Bool { status.map { $0 >= 500 } ?? true }
}

extension HTTPWay {
    /// Whether it is the same request over another family or version of HTTP, which visitors use as well.
    fileprivate var isVariant: Bool {
        switch self {
        case .family, .version: true
        case .tls, .problem, .scheme, .sibling, .samples, .cache, .identity, .staple, .keepAlive: false
        }
    }

    fileprivate var family: String? {
        if case .family = self { words } else { nil }
    }
}
