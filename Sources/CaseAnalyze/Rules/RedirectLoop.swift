import CaseFacts
import CaseModel

extension AnalysisRule {
    static let redirectLoop = AnalysisRule(
        "redirect-loop", .cause,
        help: "Says when redirects lead back to where they came from, and which side sends them.",
        needs: .any(.edge, .har),
        against: "A cookie that one of the answers sets, for a browser would have sent it back.",
        asks: [.settings, .originProbe], source: .edition("network")
    ) { view, _ in
        var seen: Set<String> = []
        var findings = view.web.compactMap { step -> Finding? in
            guard step.leg == .edge, let loop = step.circle, seen.insert(step.host).inserted else {
                return nil
            }
            let origin = view.web.first { $0.leg == .origin && $0.host == step.host && $0.circle != nil }
            if let finding = Self.flexible(view, step, loop) { return finding }
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
                because: [
                    step.cite("\(counted(step.exchanges.count, "redirect")): \(loop)"), origin?.cite(),
                ],
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

    /// The edge asks the origin by http though it was asked by https, and the origin sends such requests to https.
    private static func flexible(_ view: EvidenceView, _ step: WebStep, _ loop: String) -> Finding? {
        guard let first = step.exchanges.first?.url, first.scheme == .https else { return nil }
        let direct = (view.web + view.ways).filter { $0.leg == .origin && $0.host == step.host }
        let plain = direct.first { direct in
            guard let last = direct.exchanges.first, last.url.scheme == .http, let status = last.status,
                (300...399).contains(status),
                let target = last.field("location").flatMap({ last.url.resolving(location: $0) })
            else { return false }
            return target.scheme == .https && target.host == first.host
        }
        let secure = direct.first {
            $0.exchanges.first?.url.scheme == .https && $0.status.map { $0 < 300 } ?? false
        }
        guard let plain else { return nil }
        return Finding(
            "redirect-loop-flexible",
            "\(step.host) redirects in a circle: the origin sends http to https, and the edge seems to ask it by http "
                + "(SSL mode flexible)", .edgeConfiguration, secure == nil ? .likely : .high,
            because: [
                step.cite("\(counted(step.exchanges.count, "redirect")): \(loop)"), plain.cite(),
                secure?.cite(),
            ],
            next: ["Set the SSL mode to full or strict, never flexible."])
    }
}

extension WebStep {
    /// The circle in words: the schemes and hosts a chain passes; `nil` when it is none.
    var circle: String? {
        let chain = exchanges
        guard !chain.isEmpty, let last = chain.last, let status = last.status, (300...399).contains(status)
        else {
            return failure?.code == .tooManyRedirects ? "it never ends" : nil
        }
        var urls = chain.map(\.url)
        if let next = last.field("location").flatMap({ last.url.resolving(location: $0) }) {
            urls.append(next)
        }
        let isCircle = Set(urls).count < urls.count
        guard isCircle || failure?.code == .tooManyRedirects else { return nil }
        return urls.prefix(4).map(\.origin).joined(separator: " to ")
    }
}
