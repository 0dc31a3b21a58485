import CaseModel
import CaseRedact

/// A path: traced by a step or pasted by a person.
struct PathRow {
    /// The step's name or the file's.
    let label: String
    /// `edge`, `origin`; `nil` when a person pasted it.
    let leg: String?
    let record: PathRecord?
    let outcome: Outcome?
    let file: String?
    let target: String?
    /// `IPv4`, `IPv6`; `nil` when a person pasted it.
    let family: String?

    static func rows(_ evidence: SealedCase) -> [PathRow] {
        var rows: [PathRow] = []
        for step in evidence.steps {
            let observation = step.observation.value
            guard case .path(let probe) = observation.step.action else { continue }
            // What another tool did in its place, or nobody wanted, is no path.
            if case .skipped(let reason) = observation.outcome, reason.chosen { continue }
            rows.append(
                PathRow(
                    label: observation.step.id.description, leg: probe.leg.rawValue, record: step.path?.value,
                    outcome: observation.outcome, file: step.files.first?.description, target: probe.target,
                    family: probe.family.name))
        }
        return rows
            + evidence.pastedPaths.map { pasted in
                let record = pasted.record.value
                return PathRow(
                    label: pasted.file.description, leg: nil, record: record, outcome: nil,
                    file: pasted.file.description, target: record.targetAddress?.description ?? record.target,
                    family: nil)
            }
    }

    /// The whole path in a sentence.
    var sentence: String {
        var words: [String] = []
        let to = [record?.tool ?? "path", "to", target ?? "an unnamed target"].joined(separator: " ")
        let details = [leg.map { "\($0) leg" }, family].compactMap { $0 }.joined(separator: ", ")
        words.append(details.isEmpty ? to : "\(to) (\(details))")
        guard let record, !record.hops.isEmpty else {
            if let outcome { words.append(outcome.sentence) }
            return words.joined(separator: ": ")
        }
        return words.joined() + ": " + record.verdict
    }
}

extension PathRecord {
    /// `reached in 8 hops, 12.3 ms, 0 % loss at the last hop`, as far as the record tells.
    var verdict: String {
        var parts: [String] = []
        switch reached {
        case true?: parts.append("reached in \(Measure.count(hops.count, "hop"))")
        case false?: parts.append("not reached, \(Measure.count(hops.count, "hop")) shown")
        case nil: parts.append("\(Measure.count(hops.count, "hop")) shown")
        }
        if let last = hops.last {
            if let time = last.typicalMS.flatMap({ Measure.milliseconds($0) }) { parts.append(time) }
            if let sent = last.sent, let lost = last.lost, lost > 0, sent < 5 {
                // Of so few, to ports nobody listens on, a host may answer fewer: it answers so many a second and no more.
                parts.append("\(lost) of \(sent) unanswered at the last hop, as many hosts limit it")
            } else if let loss = last.shownLoss.flatMap({ Measure.percent($0) }) {
                parts.append("\(loss) loss at the last hop")
            }
        }
        if let pathMTU { parts.append("path MTU \(pathMTU) bytes") }
        return parts.joined(separator: ", ")
    }
}

extension PathRecord.Hop {
    /// The average, or the middle one of the times measured; milliseconds.
    var typicalMS: Double? {
        if let avgMS { return avgMS }
        let times = replies.flatMap(\.rttMS).filter(\.isFinite).sorted()
        return times.isEmpty ? nil : times[times.count / 2]
    }

    /// Percent, stated or from the counts.
    var shownLoss: Double? {
        if let lossPercent { return lossPercent }
        guard let sent, let lost, sent > 0 else { return nil }
        return 100 * Double(lost) / Double(sent)
    }

    /// `router.example (192.0.2.1), 192.0.2.2`, or `no answer`.
    var who: String {
        let names = replies.map { reply in
            let address = reply.address?.description
            guard let name = reply.name, name != address else { return address ?? "?" }
            return address.map { "\(name) (\($0))" } ?? name
        }
        var seen: Set<String> = []
        let unique = names.filter { seen.insert($0).inserted }
        return unique.isEmpty ? "no answer" : unique.joined(separator: ", ")
    }

    /// Annotations, AS numbers and labels of all replies, each once.
    var remarks: String {
        var seen: Set<String> = []
        return replies.flatMap { [$0.asn, $0.asName, $0.annotation, $0.mpls] }.compactMap(\.self)
            .filter { seen.insert($0).inserted }.joined(separator: " ")
    }
}
