import CaseFacts
import CaseModel

extension AnalysisRule {
    static let pathStops = AnalysisRule(
        "path-stops", .lead,
        help: "Says where a path ends when connections to its target fail too.",
        needs: .either([.path, .edge], [.path, .origin]),
        against: "A connection to the target that succeeds.",
        asks: [.secondNetwork], source: .evidence
    ) { view, _ in
        Finding.merged(view.paths) { path in
            let steps = view.connections(to: path)
            guard view.isUnreached(path), !steps.isEmpty, !steps.contains(where: \.isConnected),
                let failed = steps.first(where: { $0.failure?.operation == .connect })
            else { return nil }
            let last = path.record.hops.last { !$0.replies.isEmpty }
            let mark = last?.replies.lazy.compactMap(\.annotation).first { $0.hasPrefix("!") }
            return Finding(
                "path-stops",
                "the path to \(path.target) ends after \(last.map(\.says) ?? "this host"), and connections fail too",
                path.probe?.leg == .origin ? .origin : .path, mark == nil ? .possible : .likely,
                because: [
                    path.cite(
                        "the last answer is of \(last.map(\.says) ?? "nobody")"
                            + (mark.map { ", \($0)" } ?? "")),
                    failed.cite(),
                ],
                next: ["Trace with TCP, which filters let pass: mtr -T -P 443 -rwbzc 20 \(path.target)"])
        }
    }
}
