import CaseModel
import CaseRedact

/// What every server said to one question.
struct NameAnswers {
    let name: String
    let type: DNSType
    var answers: [ServerAnswer] = []

    /// One server's answer.
    struct ServerAnswer {
        let server: Endpoint
        let carrier: DNSCarrier
        let source: DNSProbe.ServerSource
        let step: StepID
        let outcome: Outcome
        let evidence: DNSEvidence?
        let type: DNSType

        /// The address, and how it was asked where that is not plain: `1.1.1.1 (https)`.
        var label: String {
            carrier == .udp ? server.description : "\(server) (\(carrier.transport.rawValue))"
        }

        /// The records' data, sorted; other types than the one asked for carry their name.
        var values: [String] {
            let records = evidence?.message.answers.filter { $0.type != .rrsig } ?? []
            return Set(records.map { $0.type == type ? $0.data : "\($0.type) \($0.data)" }).sorted()
        }

        /// The smallest time to live, seconds.
        var ttl: UInt32? { evidence?.message.answers.map(\.ttl).min() }

        /// `NOERROR` with no record reads `no records`.
        var words: String {
            guard let evidence else { return outcome.sentence }
            let values = values
            if values.isEmpty {
                return evidence.message.rcode == 0 ? "no records" : evidence.message.rcodeName
            }
            return values.joined(separator: ", ")
        }
    }

    /// Questions in plan order, each with its answers in plan order.
    static func groups(_ evidence: SealedCase) -> [NameAnswers] {
        var groups: [NameAnswers] = []
        for step in evidence.steps {
            let observation = step.observation.value
            guard case .dns(let probe) = observation.step.action, !probe.isAboutServer else { continue }
            var dns: DNSEvidence?
            if case .dns(let found) = observation.evidence { dns = found }
            let answer = ServerAnswer(
                server: probe.server, carrier: probe.carrier, source: probe.serverSource,
                step: observation.step.id,
                outcome: observation.outcome, evidence: dns, type: probe.type)
            let name = probe.name.description
            if let index = groups.firstIndex(where: { $0.name == name && $0.type == probe.type }) {
                groups[index].answers.append(answer)
            } else {
                groups.append(NameAnswers(name: name, type: probe.type, answers: [answer]))
            }
        }
        return groups
    }

    var answered: [ServerAnswer] { answers.filter { $0.evidence != nil } }

    /// Whether every server that answered said the same.
    var agree: Bool { Set(answered.map(\.words)).count <= 1 }

    /// The whole group as a sentence: what was said, by how many of how many.
    var sentence: String {
        let answered = answered
        guard let first = answered.first else {
            return answers.first.map {
                "no answer from \(Measure.count(answers.count, "server")): \($0.outcome.sentence)"
            }
                ?? "not asked"
        }
        let failed = answers.count - answered.count
        let tail = failed > 0 ? "; \(failed) of \(answers.count) gave no answer" : ""
        guard !agree else {
            let ttl = answered.compactMap(\.ttl).min().map { ", ttl \($0)" } ?? ""
            return "\(first.words) (\(answered.count) of \(answers.count) servers\(ttl))"
        }
        var said: [(words: String, servers: [String])] = []
        for answer in answered {
            if let index = said.firstIndex(where: { $0.words == answer.words }) {
                said[index].servers.append(answer.label)
            } else {
                said.append((answer.words, [answer.label]))
            }
        }
        let parts = said.map { "\($0.words) from \($0.servers.joined(separator: ", "))" }
        return "answers differ: " + parts.joined(separator: "; ") + tail
    }
}
