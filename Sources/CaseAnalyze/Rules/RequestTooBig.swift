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
        let hits = view.failedEntries.filter { [413, 414, 431].contains($0.entry.status ?? 0) }
            .compactMap { FailingRay($0.entry, in: $0.har) }
        let logged = hits.filter { !view.loggedLines(of: $0).isEmpty }
        let others = hits.filter { view.loggedLines(of: $0).isEmpty }
        let absent = others.filter { view.isCovered($0) }
        let open = others.filter { !view.isCovered($0) }
        return [
            Finding(
                "request-too-big-origin",
                "the origin refused \(counted(logged.count, "request")) for their size", .origin, .high,
                because: logged.prefix(6).map(\.citation),
                next: ["Raise the limit there: nginx client_max_body_size, Apache LimitRequestBody."]),
            Finding(
                "request-too-big-edge",
                "the edge refused \(counted(absent.count, "request")) for their size: the origin never saw them",
                .edgeConfiguration, .likely, because: absent.prefix(6).map(\.citation),
                next: ["Send big files in parts, or compare their size with the plan's upload limit."]),
            Finding(
                "request-too-big",
                "\(counted(open.count, "request")) of the HAR refused for their size, by the edge or the origin",
                .undetermined, .possible, because: open.prefix(6).map(\.citation),
                next: ["Look for the Ray IDs in the origin's log: a line there makes it the origin's limit."]),
        ].compactMap { $0 }
    }
}
