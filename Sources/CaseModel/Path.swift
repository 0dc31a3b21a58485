/// A path tool to run against a host.
package struct PathProbe: Sendable, Hashable {
    package enum Tool: String, Sendable, CaseIterable {
        case mtr, traceroute, tracepath, ping
        /// Our own, with datagrams and with the first packet of a connection to port 443; they need no tool and no privilege.
        case builtIn = "casefile"
        case builtInTCP = "casefile-tcp"

        /// Whether it is no program of its own.
        package var isBuiltIn: Bool { self == .builtIn || self == .builtInTCP }
    }
    package enum Family: String, Sendable {
        case v4, v6

        /// `IPv4`, `IPv6`.
        package var name: String { self == .v4 ? "IPv4" : "IPv6" }
    }

    package var tool: Tool
    /// A name or an address, as handed to the tool.
    package var target: String
    package var family: Family
    /// Which leg the path belongs to.
    package var leg: HTTPProbe.Leg
    /// From one round of packets to the next, where the tool lets that be chosen.
    package var interval = Duration.seconds(1)
    /// Whether it is left to the tool of the same kind where there is one: two at once starve each other of answers.
    package var yields = false
    /// Who knows what the routers are called; `nil` for nobody is asked.
    package var naming: HopNaming?

    package init(tool: Tool, target: String, family: Family, leg: HTTPProbe.Leg) {
        self.tool = tool
        self.target = target
        self.family = family
        self.leg = leg
    }
}

/// Who is asked what the routers of a path are called, and whose they are.
package struct HopNaming: Sendable, Hashable {
    package var server: Endpoint
    /// `nil` for not asked: it tells a third party the path.
    package var systems: SystemZones?

    package init(server: Endpoint, systems: SystemZones?) {
        self.server = server
        self.systems = systems
    }

    /// Names of DNS under which TXT records hold the origin AS of an address, and what an AS is called.
    package struct SystemZones: Sendable, Hashable {
        package let v4: Hostname
        package let v6: Hostname
        package let names: Hostname

        package init(v4: Hostname, v6: Hostname, names: Hostname) {
            (self.v4, self.v6, self.names) = (v4, v6, names)
        }
    }
}

/// What a program printed and how it ended.
package struct ToolOutput: Sendable, Hashable {
    package enum Ending: Sendable, Hashable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// Both streams as they came, up to the cap; then a line for each router's name that was looked up.
    package var output: [UInt8]
    package var ending: Ending
    /// Whether the cap cut the output.
    package var truncated: Bool

    package init(output: [UInt8], ending: Ending, truncated: Bool) {
        self.output = output
        self.ending = ending
        self.truncated = truncated
    }
}

/// A path as a tool printed it.
package struct PathRecord: Sendable, Hashable {
    /// The tool that printed it, such as `mtr` or `tracert`.
    package var tool: String
    package var target: String?
    package var targetAddress: IPAddress?
    package var maxTTL: Int?
    /// Whether the last hop is the target; `nil` when the output does not tell.
    package var reached: Bool?
    /// Smallest MTU seen on the path, bytes.
    package var pathMTU: Int?
    package var startedAt: Timestamp?
    package var hops: [Hop] = []
    package var notices: [Notice] = []

    package init(tool: String) { self.tool = tool }

    package struct Hop: Sendable, Hashable {
        package var ttl: Int
        /// Who answered, in the order seen; empty for a silent hop.
        package var replies: [Reply] = []
        package var sent: Int?
        package var lost: Int?
        package var lossPercent: Double?
        /// Milliseconds, as the tool reports them.
        package var bestMS: Double?
        package var avgMS: Double?
        package var worstMS: Double?
        package var stdevMS: Double?

        package init(ttl: Int) { self.ttl = ttl }
    }

    package struct Reply: Sendable, Hashable {
        package var address: IPAddress?
        package var name: String?
        package var rttMS: [Double] = []
        /// The tool's mark behind the time, such as `!H` or `!F-1400`.
        package var annotation: String?
        /// `AS13335`.
        package var asn: String?
        /// What the AS is called.
        package var asName: String?
        package var mpls: String?

        package init(address: IPAddress? = nil, name: String? = nil) {
            self.address = address
            self.name = name
        }
    }
}
