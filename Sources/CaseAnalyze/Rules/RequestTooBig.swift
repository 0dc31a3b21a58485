import CaseFacts
import CaseModel

extension AnalysisRule {
    static let requestTooBig = AnalysisRule(
        "request-too-big", .lead,
        help:
            "Says who refused requests for their size (413, 414, 431): the origin, or the edge by the plan's limits.",
        needs: .all(.har),
        against: "A line of the origin's log for the same Ray ID, when the edge is blamed.",
        asks: [.originLog], source: .edition("limits")
    ) { view, _ in
        let hits = view.failedEntries.filter {
            [413, 414, 431].contains($0.entry.status ?? 0) && $0.entry.ray != nil
        }
        let logged = hits.filter { view.hasLine(for: $0.entry) }
        let absent = hits.filter { !view.hasLine(for: $0.entry) && view.isCovered($0.entry) }
        let open = hits.filter { !view.hasLine(for: $0.entry) && !view.isCovered($0.entry) }
        return [
            Finding(
                "request-too-big-origin",
                "the origin refused \(counted(logged.count, "request")) for their size", .origin, .high,
                because: logged.prefix(6).map { $0.har.cite($0.entry) },
                next: ["Raise the limit there: nginx client_max_body_size, Apache LimitRequestBody."]),
            Finding(
                "request-too-big-edge",
                "the edge refused \(counted(absent.count, "request")) for their size: the origin never saw them",
                .edgeConfiguration, .likely, because: absent.prefix(6).map { $0.har.cite($0.entry) },
                next: ["Send big files in parts, or compare their size with the plan's upload limit."]),
            Finding(
                "request-too-big",
                "\(counted(open.count, "request")) of the HAR refused for their size, by the edge or the origin",
                .undetermined, .possible, because: open.prefix(6).map { $0.har.cite($0.entry) },
                next: ["Look for the Ray IDs in the origin's log: a line there makes it the origin's limit."]),
        ].compactMap { $0 }
    }
}

extension EvidenceView {
    /// Whether the origin's log has the request.
    fileprivate func hasLine(for entry: HAREntry) -> Bool {
        guard let ray = entry.ray else { return false }
        return !loggedLines(
            of: FailingRay(
                ray: ray, host: entry.host, status: entry.status ?? 0, at: entry.startedAt, citation: nil)
        ).isEmpty
    }

    fileprivate func isCovered(_ entry: HAREntry) -> Bool { entry.startedAt.map { isCovered($0) } ?? false }
}
