import CaseFacts
import CaseModel

extension AnalysisRule {
    static let redirectLoop = AnalysisRule(
        "redirect-loop", .cause,
        help: "Says when redirects lead back to where they came from, and which side sends them."
    ) { view, _ in
        var seen: Set<String> = []
        var findings = view.web.compactMap { step -> Finding? in
            guard step.leg == .edge, let loop = Self.loop(step), seen.insert(step.host).inserted else {
                return nil
            }
            let origin = view.web.first { $0.leg == .origin && $0.host == step.host && Self.loop($0) != nil }
            let says = "\(step.host) redirects in a circle: \(loop)"
            let cookie = step.exchanges.contains { $0.field("set-cookie") != nil }
            let doubt =
                cookie ? step.cite("an answer sets a cookie, which a browser would have sent back") : nil
            let next = [
                "If the origin sends visitors from http to https, set the SSL mode to full or strict, never flexible.",
                "Walk it: curl -sIL --max-redirs 5 \(step.probe.url)",
            ]
            return Finding(
                origin == nil ? "redirect-loop" : "redirect-loop-origin",
                origin == nil ? says : says + "; the origin alone does so too",
                origin == nil ? .edgeConfiguration : .origin,
                cookie ? .possible : origin == nil ? .likely : .high,
                because: [step.cite("\(step.exchanges.count) redirects: \(loop)"), origin?.cite()],
                against: [doubt], next: next
            )
        }
        for (har, entry) in view.failedEntries where entry.error?.contains("TOO_MANY_REDIRECTS") ?? false {
            guard let host = entry.host, seen.insert(host).inserted else { continue }
            let finding = Finding(
                "redirect-loop", "the browser gave up on too many redirects of \(host)", .edgeConfiguration,
                .likely,
                because: [har.cite(entry)],
                next: ["Check the SSL mode and the redirect rules against the origin's own redirects."])
            findings += [finding].compactMap { $0 }
        }
        return findings
    }

    /// The circle in words: the schemes and hosts a chain passes; `nil` when it is none.
    private static func loop(_ step: WebStep) -> String? {
        let chain = step.exchanges
        guard !chain.isEmpty, let last = chain.last, let status = last.status, (300...399).contains(status)
        else {
            return step.failure?.code == .tooManyRedirects ? "it never ends" : nil
        }
        var urls = chain.map(\.url)
        if let next = last.field("location").flatMap({ last.url.resolving(location: $0) }) {
            urls.append(next)
        }
        let isCircle = Set(urls).count < urls.count
        guard isCircle || step.failure?.code == .tooManyRedirects else { return nil }
        return urls.prefix(4).map(\.origin).joined(separator: " to ")
    }
}
