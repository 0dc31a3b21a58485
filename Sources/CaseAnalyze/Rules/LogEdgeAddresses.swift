import CaseFacts
import CaseModel

extension AnalysisRule {
    static let logEdgeAddresses = AnalysisRule(
        "log-edge-addresses", .context,
        help:
            "Says when an origin log names the edge where the visitor should stand, and how to change that.",
        needs: .all(.log),
        against: "A log that is meant to hold both addresses.",
        asks: [], source: .edition("ranges")
    ) { view, facts in
        view.logs.compactMap { log -> Finding? in
            let edge = log.evidence.edgeAddresses
            let total = edge.reduce(0) { $0 &+ max(0, $1.count) }
            // Only the busiest are listed: a quarter of all lines from twenty addresses is enough to tell.
            guard let busiest = edge.first, log.evidence.summary.parsed > 0,
                total >= log.evidence.summary.parsed / 4
            else { return nil }
            let edition = facts.editions.first { $0.name == "ranges" }
            return Finding(
                "log-edge-addresses",
                "the origin's log names Cloudflare's addresses where the visitors' should stand",
                .benign, .high,
                because: [
                    log.cite(
                        "\(total) of \(log.evidence.summary.parsed) lines come from Cloudflare, most from \(busiest.address)"
                    )
                ],
                next: [
                    "nginx: one set_real_ip_from line for each block of https://www.cloudflare.com/ips/, then "
                        + "real_ip_header CF-Connecting-IP; and log $realip_remote_addr too, the edge's address.",
                    "Apache: mod_remoteip with RemoteIPHeader CF-Connecting-IP and RemoteIPTrustedProxy for each block; log "
                        + "%a for the visitor and %{c}a for the edge.",
                ]
            )?.resting(on: edition?.source, asOf: edition?.asOf)
        }
    }
}
