/// Sends packets that may go so many hops and no further, and hears who drops them; the live one needs no privilege.
package protocol PathTracer: Sendable {
    /// Traces a path once.
    ///
    /// - Returns: What became of every packet, in the order sent; a silent one has no sender.
    /// - Throws: `Failure` in `resolve`, or in `connect` when nothing can be sent there at all, or in `spawn` with
    ///   `permission_denied` where the system does not let it.
    func trace(_ request: TraceRequest) async throws(Failure) -> Trace

    /// Why this system cannot do it; `nil` when it can.
    var hindrance: String? { get }
}

/// What is traced, and how gently.
package struct TraceRequest: Sendable, Hashable {
    package enum Method: Sendable, Hashable {
        /// Datagrams to ports nobody listens on, from 33434 up, as traceroute sends them.
        case udp
        /// The first packet of a connection, which is never completed.
        case tcp(port: UInt16)
    }

    package var target: String
    package var family: PathProbe.Family
    package var method: Method
    package var maxTTL = 30
    package var rounds = 3
    /// Between two packets; routers answer only so many a second.
    package var pace: Duration = .milliseconds(20)
    /// So many may be unanswered for less than `doubt`: hosts answer only a few packets to closed ports at once.
    package var window = 4
    package var doubt: Duration = .milliseconds(400)
    /// How long the last packet is waited for.
    package var patience: Duration = .seconds(2)
    /// When the trace ends, whatever is on its way; name lookup included.
    package var limit: Duration = .seconds(60)

    package init(target: String, family: PathProbe.Family, method: Method) {
        self.target = target
        self.family = family
        self.method = method
    }

    /// The longest a trace can take.
    package var length: Duration { (pace + doubt / window) * (rounds * maxTTL) + patience }
}

/// A path that was traced.
package struct Trace: Sendable, Hashable {
    package var address: IPAddress
    package var packets: [Packet] = []

    package init(address: IPAddress) { self.address = address }

    /// One packet and who answered it.
    package struct Packet: Sendable, Hashable {
        package var ttl: Int
        package var sender: IPAddress?
        package var rtt: Duration?
        /// traceroute's mark for what was refused: `!H`, `!N`, `!X`, `!F-1400`.
        package var mark: String?
        /// Whether the target itself answered.
        package var isTarget = false

        package init(ttl: Int) { self.ttl = ttl }
    }
}
