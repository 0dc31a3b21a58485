import CaseFacts
import CaseModel

extension AnalysisRule {
    static let relativeDiffers = AnalysisRule(
        "relative-differs", .lead,
        help:
            "Says when a site fails under one scheme or name, and works under the other: http, https, with or without www.",
        needs: .all(.edge, .ways), against: "A repetition in which both do the same.",
        asks: [.record, .settings],
        source: .evidence
    ) { view, _ in
        view.ways.filter { $0.leg == .edge && ($0.probe.way == .scheme || $0.probe.way == .sibling) }
            .compactMap { other -> Finding? in
                let main = view.web.first { main in
                    main.leg == .edge && main.probe.url.target == other.probe.url.target
                        && (other.probe.way == .scheme) == (main.host == other.host)
                }
                guard let main, !main.isLocal, !other.isLocal, main.isFailing != other.isFailing else {
                    return nil
                }
                let (failed, worked) = main.isFailing ? (main, other) : (other, main)
                let isScheme = other.probe.way == .scheme
                return Finding(
                    "relative-differs-\(isScheme ? "scheme" : "name")",
                    "\(failed.probe.url.origin) fails and \(worked.probe.url.origin) is answered",
                    .undetermined, .likely, because: [failed.cite(), worked.cite()],
                    next: [
                        isScheme
                            ? "Compare what listens on ports 80 and 443 of the origin with the SSL mode of the zone."
                            : "Compare the two records in the dashboard, and whether the origin knows both names."
                    ])
            }
    }
}
