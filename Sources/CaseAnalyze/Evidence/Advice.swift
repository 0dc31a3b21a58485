/// Next steps that more than one rule gives.
enum Advice {
    static func probeOrigin(_ url: String) -> String {
        "Ask the origin past the CDN: casefile collect \(url) --origin ADDRESS"
    }

    static let allowEdge =
        "Allow every block of https://www.cloudflare.com/ips/ in the origin's firewall, fail2ban, security groups and rate limits."

    /// The path back, which only the origin can see.
    static func traceBack(_ view: EvidenceView) -> String {
        let address = view.busiestEdgeAddress ?? "ADDRESS (a Cloudflare address from the origin's log)"
        return "On the origin run: mtr -rwbzc 50 \(address)"
    }

    static let securityEvents = "Look the Ray ID up in the dashboard under Security, Events."

    static func dig(_ name: String, _ type: String) -> String {
        "Follow the name: dig +trace \(name) \(type)"
    }
}
