import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge1016 = AnalysisRule(
        "edge-1016", .cause, help: "Says which name of the origin has no address (1016).",
        needs: .any(.edge, .trace), against: "An alias that resolves.", asks: [.record, .lookups],
        source: .error(1016)
    ) { view, facts in
        view.numberFindings([1016], facts) { error, name in
            if let lost = name.dangling.first, let target = lost.aliases.last {
                return NumberReading(
                    variant: "dangling", says: "its CNAME \(target) has no address", confidence: .high,
                    because: name.dangling.prefix(3).map { $0.cite() },
                    next: [Advice.dig(target, "A"), "Correct the target, or create its record."])
            }
            let good =
                name.aliases.isEmpty
                ? nil : name.lookups.first { !$0.addresses.isEmpty && !$0.aliases.isEmpty }
            return NumberReading(
                variant: "", says: "the name its record leads to has no address",
                confidence: good == nil ? .high : .likely, against: [good?.cite()],
                next: [
                    Advice.dig(error.host, "CNAME"),
                    "Proxied records hide their target: read it in the dashboard and look it up there.",
                ])
        }
    }
}
