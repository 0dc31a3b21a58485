/// A question to one server.
package struct DNSProbe: Sendable, Hashable {
    package var name: Hostname
    package var type: DNSType
    package var recordClass = DNSClass.internet
    /// A missing port means that of the carrier.
    package var server: Endpoint
    /// Where the server's address comes from.
    package var serverSource: ServerSource
    /// How the question travels; one over UDP goes on over TCP when the answer does not fit.
    package var carrier = DNSCarrier.udp
    package var timeout: Duration = .seconds(3)
    /// How often UDP is tried.
    package var tries = 2

    package enum ServerSource: String, Sendable {
        case system, given
        /// One of the big public resolvers, asked to compare.
        case open = "public"
    }

    package init(name: Hostname, type: DNSType, server: Endpoint, serverSource: ServerSource) {
        self.name = name
        self.type = type
        self.server = server
        self.serverSource = serverSource
    }

    /// Whether the answer is about the server or about us, and not about the site.
    package var isAboutServer: Bool { recordClass == .chaos || isWhoAmI }

    /// Whether the answer is the address the server saw the question come from, which is somebody's own.
    package var isWhoAmI: Bool {
        let name = name.description
        return name.hasPrefix("whoami.") || name.hasPrefix("o-o.myaddr.")
    }
}

/// The class of a question (RFC 1035 §3.2.4).
package enum DNSClass: UInt16, Sendable {
    case internet = 1
    /// Where servers say who they are (RFC 4892).
    case chaos = 3
}

/// How messages travel to a name server and back.
package enum DNSCarrier: Sendable, Hashable {
    case udp, tcp
    /// RFC 7858; the certificate has to be for the name, or for the address where there is none.
    case tls(name: Hostname?)
    /// RFC 8484: the path that takes `POST`, and the name as for TLS.
    case https(name: Hostname?, path: String)

    /// The word in records.
    package var transport: DNSEvidence.Transport {
        switch self {
        case .udp: .udp
        case .tcp: .tcp
        case .tls: .tls
        case .https: .https
        }
    }

    /// Where servers listen for it.
    package var port: UInt16 {
        switch self {
        case .udp, .tcp: 53
        case .tls: 853
        case .https: 443
        }
    }

    /// Whether nobody on the way can read it.
    package var isEncrypted: Bool {
        switch self {
        case .udp, .tcp: false
        case .tls, .https: true
        }
    }
}
