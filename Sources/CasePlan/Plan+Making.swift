package import CaseModel

extension Plan {
    /// Decides what to ask, of whom, and for how long at most.
    ///
    /// - Throws: `PlanError` when there is no target, or one is outside the zone and that was not allowed.
    package init(_ incident: Incident, _ options: PlanOptions) throws(PlanError) {
        guard !incident.targets.isEmpty else { throw .noTargets }
        if !options.allowsOutsideZone {
            for target in incident.targets {
                if case .name(let name) = target.host, name.isInside(incident.zone) { continue }
                throw .outsideZone(host: target.host.description, zone: incident.zone.description)
            }
        }
        steps =
            Self.httpSteps(incident, options) + Self.dnsSteps(incident, options)
            + Self.pathSteps(incident, options) + Self.serviceSteps(incident, options)
    }

    /// Both legs of every URL, and a trace of every host.
    private static func httpSteps(_ incident: Incident, _ options: PlanOptions) -> [Step] {
        // A 522 takes the edge 19 s to find out, a 524 two minutes; the second is hunted for only when asked.
        let limit = options.hunts ? options.deadline : min(.seconds(30), options.deadline)
        var steps: [Step] = []
        func add(_ id: String, _ leg: HTTPProbe.Leg, _ url: WebURL, _ pin: Endpoint?) {
            var probe = HTTPProbe(leg: leg, url: url, pin: pin, userAgent: options.userAgent)
            probe.authorityFile = options.authorityFile
            probe.connectTimeout = min(probe.connectTimeout, limit)
            probe.zone = options.allowsOutsideZone ? nil : incident.zone
            if leg != .trace { probe.take(options) }
            steps.append(Step(id: StepID(id), action: .http(probe), deadline: limit))
        }
        for (index, target) in incident.targets.enumerated() {
            add("http-edge-\(index + 1)", .edge, target, options.edge)
            for (number, origin) in options.origins.enumerated() {
                let suffix = options.origins.count > 1 ? "-\(number + 1)" : ""
                add("http-origin-\(index + 1)\(suffix)", .origin, target, origin)
            }
        }
        for (index, target) in firstOfEachOrigin(incident.targets).enumerated() {
            add("http-trace-\(index + 1)", .trace, target.with(target: "/cdn-cgi/trace"), options.edge)
        }
        return steps + waySteps(incident, options, limit: limit)
    }

    /// Every tool to the edge in both families, and to each origin in its own.
    private static func pathSteps(_ incident: Incident, _ options: PlanOptions) -> [Step] {
        var steps: [Step] = []
        func add(_ name: String, _ target: String, _ family: PathProbe.Family, _ leg: HTTPProbe.Leg) {
            steps += pathSteps(name, target, family, leg, options)
        }
        if let edge = options.edge {
            add("edge", edge.address.description, edge.address.isV4 ? .v4 : .v6, .edge)
        } else {
            for (index, host) in edgeHosts(incident).enumerated() {
                let name = index == 0 ? "edge" : "edge-\(index + 1)"
                switch host {
                case .name(let hostname):
                    add(name, hostname.description, .v4, .edge)
                    add(name, hostname.description, .v6, .edge)
                case .address(let address): add(name, address.description, address.isV4 ? .v4 : .v6, .edge)
                }
            }
        }
        for (index, origin) in options.origins.enumerated() {
            let name = options.origins.count > 1 ? "origin-\(index + 1)" : "origin"
            add(name, origin.address.description, origin.address.isV4 ? .v4 : .v6, .origin)
        }
        return steps
    }

    /// A step for each tool.
    static func pathSteps(
        _ name: String, _ target: String, _ family: PathProbe.Family, _ leg: HTTPProbe.Leg,
        _ options: PlanOptions
    ) -> [Step] {
        // A public resolver is not told which ways lead from here.
        let server = options.resolvers.first(where: \.isOwn)?.server
        return (options.pathTools ?? PathProbe.Tool.allCases).map { tool in
            var probe = PathProbe(tool: tool, target: target, family: family, leg: leg)
            probe.yields = options.pathTools == nil && tool == .builtIn
            probe.interval = options.pathInterval
            if tool != .ping {
                probe.naming = server.map { HopNaming(server: $0, systems: options.systemZones) }
            }
            return Step(
                id: StepID("path-\(tool.rawValue)-\(name)-\(family.rawValue)"), action: .path(probe),
                deadline: min(.seconds(45), options.deadline))
        }
    }

    private static func firstOfEachOrigin(_ targets: [WebURL]) -> [WebURL] {
        var seen: Set<String> = []
        return targets.filter { seen.insert($0.origin).inserted }
    }

    static func hostNames(_ incident: Incident) -> [Hostname] {
        var seen: Set<Hostname> = []
        return incident.targets.compactMap(\.hostname).filter { seen.insert($0).inserted }
    }

    private static func edgeHosts(_ incident: Incident) -> [WebURL.Host] {
        var seen: Set<WebURL.Host> = []
        return incident.targets.map(\.host).filter { seen.insert($0).inserted }
    }
}
