import CaseFacts
import CaseModel

extension AnalysisRule {
    static let browserGaveUp = AnalysisRule(
        "browser-gave-up", .context,
        help: "Counts requests of a HAR that the browser itself stopped or an extension of it held back.",
        needs: .all(.har), against: "A server that answered none of them in time.", asks: [],
        source: .evidence
    ) { view, _ in
        view.hars.compactMap { har in
            let stopped = har.stoppedByBrowser.filter { view.concerns($0.host) }
            return Finding(
                "browser-gave-up",
                "the browser itself stopped \(counted(stopped.count, "request")) of the HAR, which failed nowhere",
                .benign, .likely,
                because: stopped.prefix(6).map { har.cite($0) })
        }
    }
}

extension HARFile {
    /// Entries without an answer that the page, the visitor or an extension ended.
    var stoppedByBrowser: [HAREntry] {
        summary.failed.filter { entry in
            guard entry.status == nil, let error = entry.error?.uppercased() else { return false }
            return ["ERR_ABORTED", "BLOCKED_BY_CLIENT", "NS_BINDING_ABORTED", "BLOCKED_BY_RESPONSE"].contains
            {
                error.contains($0)
            }
        }
    }

    /// Entries a browser fetched ahead that the edge would not make ready.
    var refusedAhead: [HAREntry] {
        summary.failed.filter {
            $0.status == 503 && ($0.resourceType?.lowercased().contains("prefetch") ?? false)
        }
    }

    /// Those of either kind, by their places.
    var asideIndices: Set<Int> { Set((stoppedByBrowser + refusedAhead).map(\.index)) }
}
