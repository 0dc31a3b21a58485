/// A walk from the root of DNS to a name, asking the servers on the way and not a resolver.
package struct DelegationProbe: Sendable, Hashable {
    package var name: Hostname
    /// Servers of the root.
    package var roots: [Endpoint]
    /// Digests of the root's keys; without one nothing is validated.
    package var anchors: [TrustAnchor]
    /// Asked for the addresses of name servers that no parent gives.
    package var resolvers: [Endpoint]
    /// The most time one question may take.
    package var timeout: Duration = .seconds(2)

    package init(name: Hostname, roots: [Endpoint], anchors: [TrustAnchor], resolvers: [Endpoint]) {
        self.name = name
        self.roots = roots
        self.anchors = anchors
        self.resolvers = resolvers
    }
}

/// A digest of a key that is trusted without proof, as a DS record has it (RFC 4034 §5).
package struct TrustAnchor: Sendable, Hashable {
    package let keyTag: UInt16
    package let algorithm: UInt8
    package let digestType: UInt8
    package let digest: [UInt8]

    package init(keyTag: UInt16, algorithm: UInt8, digestType: UInt8, digest: [UInt8]) {
        self.keyTag = keyTag
        self.algorithm = algorithm
        self.digestType = digestType
        self.digest = digest
    }

    /// Reads `20326 8 2 E06D44B8…`, as a DS record is written.
    package init?(_ text: some StringProtocol) {
        let words = text.split(separator: " ")
        guard words.count >= 4, let tag = UInt16(words[0]), let algorithm = UInt8(words[1]),
            let type = UInt8(words[2])
        else { return nil }
        let digits = words[3...].joined()
        guard !digits.isEmpty, digits.utf8.count % 2 == 0, digits.utf8.count <= 128 else { return nil }
        var digest: [UInt8] = []
        var rest = digits[...]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            digest.append(byte)
            rest = rest.dropFirst(2)
        }
        self.init(keyTag: tag, algorithm: algorithm, digestType: type, digest: digest)
    }
}

/// What a walk from the root saw.
package struct DelegationEvidence: Sendable {
    /// From the root down.
    package var zones: [DelegationZone] = []
    /// What the servers of the last zone say of the name.
    package var answers: [DelegationAnswer] = []
    /// What became of the chain of trust at the name itself.
    package var security = DNSSecurity.unknown("the name was not reached")
    /// Questions that were asked.
    package var queries = 0
    /// Why the walk ended before the name.
    package var stopped: String?
    /// The walk as text.
    package var text = ""

    package init() {}
}

/// A zone on the way.
package struct DelegationZone: Sendable, Hashable {
    /// Presentation form, no trailing dot; the root is `.`.
    package var name: String
    /// Name servers as the parent has them, and as the zone itself has them; sorted.
    package var parentServers: [String] = []
    package var ownServers: [String] = []
    package var servers: [DelegationServer] = []
    package var security = DNSSecurity.unknown("not looked at")
    /// Key tags of the parent's DS, and of the zone's keys.
    package var delegatedTags: [UInt16] = []
    package var keyTags: [UInt16] = []

    package init(name: String) { self.name = name }
}

/// A server of a zone, asked for the zone itself.
package struct DelegationServer: Sendable, Hashable {
    package var name: String
    package var address: IPAddress
    /// `nil` when it did not answer.
    package var rcode: String?
    package var isAuthoritative = false
    package var serial: UInt32?
    package var queryTime: Duration?
    package var failure: Failure?

    package init(name: String, address: IPAddress) {
        self.name = name
        self.address = address
    }

    /// Whether it was reached and does not answer for the zone.
    package var isLame: Bool { !isOutOfReach && (failure != nil || !isAuthoritative || serial == nil) }

    /// Whether this host has no way to it, as one without IPv6 has to half of the servers.
    package var isOutOfReach: Bool { failure?.code == .networkUnreachable }
}

/// What one server says of the name.
package struct DelegationAnswer: Sendable, Hashable {
    package var server: IPAddress
    package var type: DNSType
    package var rcode: String
    /// Record data in presentation form, sorted; other types than the one asked for carry their name.
    package var values: [String]
    /// Seconds; the least.
    package var ttl: UInt32?

    package init(server: IPAddress, type: DNSType, rcode: String, values: [String], ttl: UInt32?) {
        self.server = server
        self.type = type
        self.rcode = rcode
        self.values = values
        self.ttl = ttl
    }
}

/// What validation says (RFC 4035 §4.3).
package enum DNSSecurity: Sendable, Hashable {
    /// A chain of signatures leads there from the trust anchor.
    case secure
    /// The chain ends before it with a proof that it does, which is no failure; and why.
    case insecure(String)
    /// The chain should lead there and does not; and why.
    case bogus(String)
    /// Nothing can be said; and why.
    case unknown(String)

    /// The word in JSON.
    package var word: String {
        switch self {
        case .secure: "secure"
        case .insecure: "insecure"
        case .bogus: "bogus"
        case .unknown: "indeterminate"
        }
    }

    /// `nil` for a secure one.
    package var reason: String? {
        switch self {
        case .secure: nil
        case .insecure(let reason), .bogus(let reason), .unknown(let reason): reason
        }
    }

    /// `bogus, the A of www.example.com has no signature`.
    package var sentence: String { word + (reason.map { ", \($0)" } ?? "") }
}
