import CaseFacts
import CaseModel

extension AnalysisRule {
    static let visitorTunnel = AnalysisRule(
        "visitor-tunnel", .context,
        help:
            "Says when the edge saw this host come through WARP or a Gateway, whose rules act before the zone's.",
        needs: .all(.trace), against: "A collection without the tunnel that sees the same.",
        asks: [.secondNetwork], source: .evidence
    ) { view, _ in
        var seen: Set<String> = []
        return view.web.filter { $0.leg == .trace }.compactMap { step -> Finding? in
            guard let last = step.last, last.status == 200 else { return nil }
            let lines = Set(
                String(decoding: last.body.bytes.prefix(8192), as: UTF8.self).split(
                    whereSeparator: \.isNewline))
            let marks = Self.tunnels.filter { lines.contains(Substring($0.line)) }
            guard !marks.isEmpty, seen.insert(step.host).inserted else { return nil }
            return Finding(
                "visitor-tunnel",
                "this host comes to the edge through \(marks.map(\.name).joined(separator: " and ")): a block or 526 may be of its own gateway",
                .client, .likely,
                because: [step.cite("the trace says \(marks.map(\.line).joined(separator: ", "))")],
                next: ["Collect once more without it, and compare."])
        }
    }

    /// Lines of a trace and what they name.
    private static let tunnels: [(line: String, name: String)] = [
        ("warp=on", "WARP"), ("warp=plus", "WARP"), ("gateway=on", "a Zero Trust Gateway"),
        ("rbi=on", "browser isolation"),
    ]
}
