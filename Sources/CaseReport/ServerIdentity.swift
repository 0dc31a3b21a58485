import CaseModel
import CaseRedact

/// What a name server says of itself: `id.server`, `hostname.bind` and `version.bind` (RFC 4892).
struct ServerIdentity {
    let server: Endpoint
    var words: [(name: String, value: String)] = []

    /// A row for each server that said something, in plan order.
    static func rows(_ evidence: SealedCase) -> [ServerIdentity] {
        var rows: [ServerIdentity] = []
        for step in evidence.steps {
            guard case .dns(let probe) = step.observation.value.step.action, probe.isAboutServer,
                !probe.isWhoAmI,
                case .dns(let dns) = step.observation.value.evidence,
                let value = dns.message.answers.first(where: { $0.type == .txt })?.data
            else { continue }
            let word = (probe.name.description, value.filter { $0 != "\"" }.clipped(60))
            if let place = rows.firstIndex(where: { $0.server == probe.server }) {
                rows[place].words.append(word)
            } else {
                rows.append(ServerIdentity(server: probe.server, words: [word]))
            }
        }
        return rows
    }

    /// `1.1.1.1 is id.server FRA, version.bind 2026.11`.
    var sentence: String { "\(server) is " + words.map { "\($0.name) \($0.value)" }.joined(separator: ", ") }
}
