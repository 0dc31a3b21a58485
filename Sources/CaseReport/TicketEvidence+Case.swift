package import CaseFacts
package import CaseModel
package import CaseRedact

extension TicketEvidence {
    /// What a sealed case has.
    package init(_ evidence: SealedCase, _ facts: Facts) {
        self.init()
        hasSamples = !SampleRow.rows(evidence).isEmpty
        hars = evidence.hars.count
        logs = evidence.logs.count
        logsWithDurations = evidence.logs.count { $0.record.value.latency != nil }
        screenshots = evidence.pictures.count
        texts = evidence.attachments.count - evidence.pictures.count
        let forward = Self.edgeAddresses(evidence)
        reversePaths = evidence.pastedPaths.count { path in
            Self.address(of: path.record.value).map { facts.isProxy($0) && !forward.contains($0) } ?? false
        }
        let ran = evidence.steps.filter { $0.observation.value.outcome.hasEvidence }
        hasTestTools = !ran.isEmpty || !evidence.pastedPaths.isEmpty
        for step in ran {
            guard case .http(let probe) = step.observation.value.step.action, probe.leg == .origin else {
                continue
            }
            hasOrigin = true
            guard case .http(let http) = step.observation.value.evidence else { continue }
            if http.exchanges.contains(where: { $0.tls.map { !$0.chain.isEmpty } ?? false }) {
                hasOriginCertificate = true
            }
        }
    }

    /// Where a path leads: the target's address, or the last hop's for a tool that does not print it.
    private static func address(of path: PathRecord) -> IPAddress? {
        path.targetAddress ?? path.target.flatMap { IPAddress($0) } ?? path.hops.last?.replies.first?.address
    }

    /// Addresses visitors are led to: a path to one of them is the way there, not the way back.
    private static func edgeAddresses(_ evidence: SealedCase) -> Set<IPAddress> {
        var addresses: Set<IPAddress> = []
        for step in evidence.steps {
            switch step.observation.value.evidence {
            case .http(let http): addresses.formUnion(http.exchanges.compactMap { $0.remote?.address })
            case .dns(let dns):
                addresses.formUnion(dns.message.answers.compactMap { IPAddress($0.data) })
            default: break
            }
        }
        return addresses
    }
}

extension Outcome {
    /// Whether it was tried to its end: a failure is evidence too.
    fileprivate var hasEvidence: Bool {
        switch self {
        case .saw, .failed, .timedOut: true
        case .skipped, .cancelled: false
        }
    }
}

extension Playbook {
    /// What only the user can add and has not.
    ///
    /// Texts and HARs are counted, not read: the second one of a playbook counts as given when two are there.
    package func missing(_ incident: Incident, _ evidence: TicketEvidence) -> [UserItem] {
        var used: [Proof: Int] = [:]
        return userItems.filter { item in
            var needed = item.count
            if item.has == .text || item.has == .har {
                used[item.has, default: 0] += item.count
                needed = used[item.has, default: 0]
            }
            return evidence.count(of: item.has, incident) < needed
        }
    }
}

extension TicketEvidence {
    fileprivate func count(of proof: Playbook.Proof, _ incident: Incident) -> Int {
        switch proof {
        case .har: hars
        case .log: logs
        case .logDurations: logsWithDurations
        case .screenshot: screenshots
        case .text: texts
        case .reversePath: reversePaths
        case .origin: hasOrigin ? 1 : 0
        case .originCertificate: hasOriginCertificate ? 1 : 0
        case .window: incident.window == nil ? 0 : 1
        case .frequency: isSaid(incident.frequency) ? 1 : 0
        }
    }
}
