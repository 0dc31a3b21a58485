import CaseModel
import CaseRedact

/// A Ray ID with all a support engineer needs to find the request: when, where, what came of it.
struct RayRow {
    let ray: RayID
    let at: Timestamp?
    let url: String
    let status: Int?
    /// Where in the bundle it stands.
    let place: String
    /// How many lines of the origin's logs carry it; `nil` when nothing was joined.
    let logLines: Int?

    /// Rays of the probes and of the HARs: failing requests first, then by time.
    static func rows(_ evidence: SealedCase, _ analysis: Analysis) -> [RayRow] {
        let logged = Dictionary(
            analysis.rayJoins.map { ($0.ray.value, $0.logLines.count) }, uniquingKeysWith: { $0 + $1 })
        var rows: [RayRow] = []
        for row in ExchangeRow.rows(evidence) {
            guard let exchange = row.exchange, let ray = exchange.ray else { continue }
            rows.append(
                RayRow(
                    ray: ray, at: exchange.startedAt, url: exchange.url.description, status: exchange.status,
                    place: row.label, logLines: logged[ray.value]))
        }
        for har in evidence.hars {
            for entry in har.record.value.withRay {
                guard let ray = entry.ray else { continue }
                rows.append(
                    RayRow(
                        ray: ray, at: entry.startedAt, url: entry.url, status: entry.status,
                        place: "\(har.file) entry \(entry.index)", logLines: logged[ray.value]))
            }
        }
        return rows.sorted { $0.order < $1.order }
    }

    private var order: (Int, Int64) {
        ((status ?? 599) >= 400 ? 0 : 1, at?.nanosecondsSinceEpoch ?? .max)
    }
}
