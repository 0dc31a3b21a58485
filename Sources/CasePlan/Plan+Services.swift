import CaseModel

extension Plan {
    /// Settings of a zone that explain failures (Cloudflare API v4, `/zones/{id}/settings/{name}`).
    private static let settings = [
        "ssl", "ssl_automatic_mode", "min_tls_version", "tls_1_3", "always_use_https", "http2", "http3",
        "ipv6",
        "development_mode", "security_level", "proxy_read_timeout", "origin_error_page_pass_thru",
    ]
    /// The page's state, the latest incidents, and maintenances going on (Statuspage API v2).
    private static let documents = ["summary", "incidents", "scheduled-maintenances/active"]

    /// The vendor's status page, and its API where there is a token: reading only.
    static func serviceSteps(_ incident: Incident, _ options: PlanOptions) -> [Step] {
        var steps: [Step] = []
        if let page = options.statusPage {
            for document in documents {
                // Every component stands in the summary: about 1 MB.
                var probe = probe(.status, page, "/\(document).json", options)
                probe.bodyLimit = 8 << 20
                steps.append(step("status-\(document)", probe, options))
            }
        }
        if let server = options.timeServer {
            steps.append(
                Step(
                    id: "time-1", action: .time(TimeProbe(server: server)),
                    deadline: min(.seconds(10), options.deadline)))
        }
        guard let api = options.api else { return steps }
        for (id, path) in requests(incident, options) {
            var probe = probe(.api, api.service, path, options)
            probe.fields = [api.authorization]
            probe.secretNames = ["authorization"]
            probe.bodyLimit = 1 << 20
            steps.append(step("api-\(id)", probe, options))
        }
        return steps
    }

    private static func requests(_ incident: Incident, _ options: PlanOptions) -> [(id: String, path: String)]
    {
        let token = ("token", "/user/tokens/verify")
        guard let id = incident.zoneID else { return [token, ("zone", "/zones?name=\(incident.zone)")] }
        let zone = "/zones/\(id)"
        var requests = [token, ("zone", zone)]
        requests += settings.map { ("setting-\($0)", "\(zone)/settings/\($0)") }
        for (index, name) in hostNames(incident).enumerated() {
            requests.append(("records-\(index + 1)", "\(zone)/dns_records?name=\(name)"))
        }
        requests.append(("dnssec", "\(zone)/dnssec"))
        requests.append(("certificates", "\(zone)/ssl/certificate_packs?status=all"))
        for ray in options.rays.prefix(10) {
            requests.append(("ray-\(ray.hex)", "\(zone)/logs/rayids/\(ray.hex)"))
        }
        return requests
    }

    private static func probe(
        _ leg: HTTPProbe.Leg, _ service: PlanOptions.Service, _ path: String, _ options: PlanOptions
    ) -> HTTPProbe {
        var base = service.base.target
        while base.hasSuffix("/") { base.removeLast() }
        var probe = HTTPProbe(
            leg: leg, url: service.base.with(target: base + path), userAgent: options.ownAgent)
        if service.isGiven { probe.authorityFile = options.authorityFile }
        probe.isExtra = leg == .status && !service.isGiven
        probe.redirectLimit = 0
        return probe
    }

    private static func step(_ id: String, _ probe: HTTPProbe, _ options: PlanOptions) -> Step {
        let limit = min(.seconds(15), options.deadline)
        var probe = probe
        probe.connectTimeout = min(probe.connectTimeout, limit)
        return Step(id: StepID(id), action: .http(probe), deadline: limit)
    }
}
