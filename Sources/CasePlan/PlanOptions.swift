package import CaseModel

/// What a plan is made from besides the incident: pins, servers and limits, all plain values.
package struct PlanOptions: Sendable {
    /// Where the edge leg connects instead of where the name resolves to.
    package var edge: Endpoint?
    /// Where the origin leg connects; each is tried alone.
    package var origins: [Endpoint] = []
    /// Whom to ask for names.
    package var resolvers: [Resolver] = []
    /// A PEM file of authorities to trust instead of the system's.
    package var authorityFile: String?
    /// The most time any step may take, samples aside.
    package var deadline: Duration = defaultDeadline
    /// Whether hosts outside the zone may be asked.
    package var allowsOutsideZone = false
    /// Servers of the root of DNS, to walk from there to each host; none for no walk.
    package var roots: [Endpoint] = []
    /// Digests of the root's keys.
    package var anchors: [TrustAnchor] = []
    /// The tools paths are traced with; `nil` for all, ours where no other does the same.
    package var pathTools: [PathProbe.Tool]?
    /// From one round of mtr's packets to the next; under a second it has to be run by root.
    package var pathInterval = Duration.seconds(1)
    /// Where whose the routers of a path are is looked up; `nil` for not.
    package var systemZones: HopNaming.SystemZones?
    /// Whether the first URL of each host is also asked in other ways: family, version of HTTP and TLS, scheme, `www`; and
    /// name servers over other carriers, and who they are.
    package var asksWays = false
    /// Whether slow failures are waited for: the edge's own timeouts, and when the origin closes an idle connection.
    package var hunts = false
    /// The status page's base, and the API's; `nil` for not asked.
    package var statusPage: Service?
    package var api: API?
    /// A server that knows the time; `nil` for not asked.
    package var timeServer: Endpoint?
    /// Requests whose records the API is asked for.
    package var rays: [RayID] = []
    /// How often the first URL is asked at the edge, and at each origin, to measure how often it fails.
    package var samples: Samples?
    /// Whether the requests change nothing (RFC 9110 §9.2.1).
    package var isSafe: Bool { ["GET", "HEAD"].contains(method) && body.isEmpty }
    /// The most time all steps together may take: samples are spread over more than one deadline.
    package var limit: Duration { deadline + (samples.map { $0.interval * $0.count } ?? .zero) }
    /// What the requests of both legs are made with; a trace is always a plain GET.
    package var method = "GET"
    package var fields: [HTTPField] = []
    /// Headers that are sent to the hosts that were named and to no other, and not without TLS where that was asked for.
    package var secretFields: [HTTPField] = []
    package var body: [UInt8] = []
    /// An HTTP proxy for the edge leg.
    package var proxy: String?
    /// Sent with every request to the site; names the tool unless the user wants another, so that the site's owner can
    /// find its requests.
    package var userAgent: String
    /// Sent to services.
    package let ownAgent: String

    /// Where a service is.
    package struct Service: Sendable, Hashable {
        /// Paths of documents are put behind its own.
        package let base: WebURL
        /// Whether the user named it; then the authorities given are those it is trusted by.
        package let isGiven: Bool

        package init(base: WebURL, isGiven: Bool) {
            self.base = base
            self.isGiven = isGiven
        }
    }

    /// The vendor's API and what opens it.
    package struct API: Sendable {
        package let service: Service
        /// A secret.
        package let token: String

        package init(service: Service, token: String) {
            self.service = service
            self.token = token
        }

        /// The header that carries it.
        package var authorization: HTTPField { HTTPField(name: "Authorization", value: "Bearer \(token)") }
    }

    /// A DNS server, how we came to it, and how it is asked.
    package struct Resolver: Sendable, Hashable {
        package let server: Endpoint
        package let source: DNSProbe.ServerSource
        /// Everything is asked over the first; addresses of hosts over the others too.
        package let carriers: [DNSCarrier]
        /// What it answers with the address it sees us at.
        package let whoAmI: WhoAmI?
        /// Whether it is the user's own and asked in the plain way.
        var isOwn: Bool { carriers.first == .udp && source != .open }

        /// A question for our own address.
        package struct WhoAmI: Sendable, Hashable {
            package let name: Hostname
            package let recordClass: DNSClass

            package init(name: Hostname, recordClass: DNSClass) {
                self.name = name
                self.recordClass = recordClass
            }
        }

        package init(
            server: Endpoint, source: DNSProbe.ServerSource, carriers: [DNSCarrier] = [.udp, .tcp],
            whoAmI: WhoAmI? = nil
        ) {
            self.server = server
            self.source = source
            self.carriers = carriers
            self.whoAmI = whoAmI
        }
    }

    /// Long enough for a 522 (19 s), an mtr of ten rounds and a slow page; short enough to wait for.
    package static let defaultDeadline = Duration.seconds(60)

    /// Longer than the longest timeout of the edge (120 s to read, and a second).
    package static let huntingDeadline = Duration.seconds(135)

    package init(userAgent: String) { (self.userAgent, ownAgent) = (userAgent, userAgent) }
}

/// Steps in the order their records stand in the bundle.
package struct Plan: Sendable {
    package let steps: [Step]

    /// A plan of steps that were chosen elsewhere; empty for a run without the network.
    package init(steps: [Step]) { self.steps = steps }
}

/// Why an incident cannot be planned.
package enum PlanError: ExplainedError, Hashable {
    case noTargets
    case outsideZone(host: String, zone: String)

    package var explanation: Explanation {
        switch self {
        case .noTargets:
            Explanation("no URL was given", hints: "casefile collect https://www.example.com/path-that-fails")
        case .outsideZone(let host, let zone):
            Explanation(
                "\(host) is not in the zone \(zone), so it will not be asked",
                hints: "name the zone of the URL with --zone", "or pass --allow-outside-zone if you mean it")
        }
    }
}
