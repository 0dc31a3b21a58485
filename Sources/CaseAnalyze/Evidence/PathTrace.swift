import CaseModel
import CaseRedact

/// A path that was read and where it stands.
struct PathTrace: Sendable {
    let file: String
    let record: PathRecord
    /// What we ran; `nil` for pasted output.
    let probe: PathProbe?

    init(file: String, record: PathRecord, probe: PathProbe?) {
        self.file = file
        self.record = record
        self.probe = probe
    }

    /// - Returns: `nil` for another kind of step, and for one without hops.
    init?(_ step: SealedStep) {
        guard case .path(let probe) = step.observation.value.step.action, let record = step.path?.value,
            let file = step.files.last
        else { return nil }
        self.init(file: file.description, record: record, probe: probe)
    }

    /// The host or address, for titles.
    var target: String {
        probe?.target ?? record.target ?? record.targetAddress?.description ?? "the target"
    }

    func cite(_ says: String) -> Finding.Citation { Finding.Citation(file: file, says: says) }

    /// The last hop, when it is the target.
    var targetHop: PathRecord.Hop? {
        guard let last = record.hops.last else { return nil }
        if let reached = record.reached { return reached ? last : nil }
        guard let address = record.targetAddress else { return nil }
        return last.replies.contains { $0.address == address } ? last : nil
    }

    /// The first hop of an unbroken run of losses that ends at the target; silent hops do not break it.
    var lossStart: PathRecord.Hop? {
        var start: PathRecord.Hop?
        for hop in record.hops.reversed() {
            if hop.isSilent { continue }
            guard let loss = hop.loss, loss > 0 else { break }
            start = hop
        }
        return start
    }
}

extension EvidenceView {
    /// Whether a path ends before its target, and no other tool got there.
    func isUnreached(_ path: PathTrace) -> Bool {
        path.record.reached == false
            && !paths.contains { other in
                other.target == path.target && other.probe?.leg == path.probe?.leg
                    && other.probe?.family == path.probe?.family && other.record.reached == true
            }
    }
}

extension Finding {
    /// One finding for each title: several tools that walk the same path say the same.
    static func merged(_ paths: [PathTrace], _ judge: (PathTrace) -> Finding?) -> [Finding] {
        var findings: [Finding] = []
        for finding in paths.compactMap(judge) {
            if let place = findings.firstIndex(where: { $0.title == finding.title }) {
                findings[place].because += finding.because.filter { !findings[place].because.contains($0) }
            } else {
                findings.append(finding)
            }
        }
        return findings
    }
}

extension PathRecord.Hop {
    /// Percent of the probes that were not answered; `nil` when the tool does not count.
    var loss: Double? {
        if let lossPercent, lossPercent.isFinite { return lossPercent }
        guard let sent, let lost, sent > 0, lost >= 0 else { return nil }
        return Double(lost) / Double(sent) * 100
    }

    /// How many probes were not answered, as far as that can be known.
    var lostCount: Int? {
        if let lost { return lost }
        guard let sent, sent >= 0, sent < 1_000_000, let loss, (0...100).contains(loss) else { return nil }
        return Int((Double(sent) * loss / 100).rounded())
    }

    /// Whether nothing answered at all.
    var isSilent: Bool { replies.isEmpty || loss.map { $0 >= 100 } ?? false }

    /// `hop 7 (192.0.2.1)`.
    var says: String {
        let who = replies.first.flatMap { $0.address?.description ?? $0.name }
        return "hop \(ttl)" + (who.map { " (\($0))" } ?? "")
    }
}
