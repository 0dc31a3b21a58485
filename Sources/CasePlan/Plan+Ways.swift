import CaseModel

extension Plan {
    /// The first URL of each scheme and host again, one thing done differently in each step; and samples of the first of all.
    ///
    /// With the main request a URL is asked at most nine times on a leg, samples aside; TLS is tried without a request.
    static func waySteps(_ incident: Incident, _ options: PlanOptions, limit: Duration) -> [Step] {
        var steps: [Step] = []
        func add(_ id: String, _ leg: HTTPProbe.Leg, _ url: WebURL, _ pin: Endpoint?, _ way: HTTPWay) {
            var probe = HTTPProbe(leg: leg, url: url, pin: pin, userAgent: options.userAgent)
            probe.authorityFile = options.authorityFile
            probe.connectTimeout = min(probe.connectTimeout, limit)
            probe.way = way
            probe.redirectLimit = 0
            probe.bodyLimit = 16_384
            probe.take(options)
            var deadline = limit
            // Servers leave connections open for 5 s (Apache, Node.js) to 75 s (nginx).
            if way == .keepAlive { deadline = min(.seconds(90), options.deadline) }
            if way == .cache { probe.samples = Samples(count: 2, interval: .seconds(1)) }
            if way == .samples, let samples = options.samples {
                probe.samples = samples
                deadline = options.limit
            }
            steps.append(Step(id: StepID("\(id)-\(way)"), action: .http(probe), deadline: deadline))
        }
        var seen: Set<String> = []
        for (index, url) in incident.targets.enumerated() {
            let number = index + 1
            // What changes something is not done again and again.
            let isFirst = options.asksWays && options.isSafe && seen.insert(url.origin).inserted
            if isFirst {
                // The address a proxy is reached at is not the site's, and no proxy carries HTTP/3.
                let own = ways(of: url, isPinned: options.edge != nil || options.proxy != nil)
                    .filter { options.proxy == nil || $0 != .version(.http3) }
                for way in own + [.problem, .cache] {
                    add("http-edge-\(number)", .edge, url, options.edge, way)
                }
                for (way, other) in relatives(of: url, in: incident.zone)
                where !incident.targets.contains(where: { $0.origin == other.origin }) {
                    // A port that was pinned is that of the other scheme.
                    let pin =
                        way == .scheme
                        ? options.edge.map { Endpoint(address: $0.address, port: nil) } : options.edge
                    add("http-edge-\(number)", .edge, other, pin, way)
                }
            }
            for (place, origin) in options.origins.enumerated() {
                let suffix = options.origins.count > 1 ? "-\(place + 1)" : ""
                let id = "http-origin-\(number)\(suffix)"
                if isFirst {
                    let more: [HTTPWay] = options.hunts ? [.identity, .keepAlive] : [.identity]
                    for way in ways(of: url, isPinned: true) + more { add(id, .origin, url, origin, way) }
                }
                // An origin that sends http to https makes a circle when the edge asks it by http (SSL mode flexible).
                if isFirst, origin.port == nil, url.scheme == .https,
                    let plain = relatives(of: url, in: incident.zone).first(where: { $0.0 == .scheme }),
                    !incident.targets.contains(where: { $0.origin == plain.1.origin })
                {
                    add(id, .origin, plain.1, origin, .scheme)
                }
                if index == 0, options.samples != nil { add(id, .origin, url, origin, .samples) }
            }
            if index == 0, options.samples != nil {
                add("http-edge-\(number)", .edge, url, options.edge, .samples)
            }
        }
        return steps
    }

    private static func ways(of url: WebURL, isPinned: Bool) -> [HTTPWay] {
        var ways: [HTTPWay] = []
        if !isPinned, url.hostname != nil { ways += [.family(.v4), .family(.v6)] }
        guard url.scheme == .https else { return ways + [.version(.http1)] }
        return ways + HTTPVersion.allCases.map { .version($0) } + TLSVersion.allCases.map { .tls($0) }
            + [.staple]
    }

    /// The URL with the other scheme, where both have their own ports, and with or without `www`.
    private static func relatives(of url: WebURL, in zone: Hostname) -> [(HTTPWay, WebURL)] {
        var relatives: [(HTTPWay, WebURL)] = []
        if url.port == url.scheme.port {
            let scheme = url.scheme == .https ? "http" : "https"
            if let other = try? WebURL("\(scheme)://\(url.host)\(url.target)") {
                relatives.append((.scheme, other))
            }
        }
        let host = url.host.description
        let sibling =
            host.hasPrefix("www.")
            ? String(host.dropFirst(4)) : host == zone.description ? "www.\(host)" : nil
        guard let sibling, let name = try? Hostname(sibling), name.isInside(zone) else { return relatives }
        let port = url.port == url.scheme.port ? "" : ":\(url.port)"
        if let other = try? WebURL("\(url.scheme.rawValue)://\(sibling)\(port)\(url.target)") {
            relatives.append((.sibling, other))
        }
        return relatives
    }
}

extension HTTPProbe {
    /// What the user wants of every request but a trace.
    mutating func take(_ options: PlanOptions) {
        method = options.method
        fields = options.fields
        // Another host or no TLS is not what the secrets were given for.
        if way != .scheme, way != .sibling {
            fields += options.secretFields
            secretNames = Set(options.secretFields.map { $0.name.lowercased() })
            body = options.body
        }
        if leg == .edge { proxy = options.proxy }
    }
}
