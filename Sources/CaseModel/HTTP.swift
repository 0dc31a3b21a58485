/// A request to make, its pins and its caps.
package struct HTTPProbe: Sendable, Hashable {
    /// Which of the two ways to the site is tried.
    package enum Leg: String, Sendable {
        /// Through the CDN: where the name resolves to, or `--edge`.
        case edge
        /// Straight to the origin, past the CDN, with the same Host and SNI.
        case origin
        /// `/cdn-cgi/trace` at the edge.
        case trace
        /// The vendor's status page, and its API with the user's token: not ways to the site at all.
        case status, api

        /// Whether it asks about the site and not the site.
        package var isService: Bool { self == .status || self == .api }
    }

    package var leg: Leg
    package var url: WebURL
    /// Where to connect instead of where the name resolves to; a missing port means the URL's.
    package var pin: Endpoint?
    package var method = "GET"
    package var fields: [HTTPField] = []
    package var userAgent: String
    /// A PEM file of authorities to trust instead of the system's.
    package var authorityFile: String?
    /// The most bytes of a body that are kept; the transfer stops there.
    package var bodyLimit = 65_536
    /// The most redirects that are followed; each is a record of its own.
    package var redirectLimit = 5
    /// The most time to connect, name lookup and TLS included.
    package var connectTimeout: Duration = .seconds(20)
    /// Hosts a redirect may lead to; others are recorded and not asked.
    package var zone: Hostname?
    /// What is done differently from the main request; `nil` for that one itself.
    package var way: HTTPWay?
    /// Headers among the fields, in lower case, that go to no other origin than the first.
    package var secretNames: Set<String> = []
    /// How often the request is made; `nil` for once.
    package var samples: Samples?
    /// Whether nobody asked for it by name, so that it is no gap when it fails.
    package var isExtra = false
    /// An HTTP proxy to go through, which then is whom the request is about.
    package var proxy: String?
    /// Sent with the request.
    package var body: [UInt8] = []

    package init(leg: Leg, url: WebURL, pin: Endpoint? = nil, userAgent: String) {
        self.leg = leg
        self.url = url
        self.pin = pin
        self.userAgent = userAgent
    }
}

/// A header field as it stood on the wire.
package struct HTTPField: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// Everything one step asked and heard: one exchange, and one more for each redirect followed.
package struct HTTPEvidence: Sendable {
    package var exchanges: [HTTPExchange]
    /// Why a redirect was not followed, if one was not: `the redirect leaves the zone`.
    package var stoppedBecause: String?

    package init(exchanges: [HTTPExchange], stoppedBecause: String? = nil) {
        self.exchanges = exchanges
        self.stoppedBecause = stoppedBecause
    }
}

/// One request and its answer, or as much of it as came.
package struct HTTPExchange: Sendable {
    package var url: WebURL
    package var method: String
    package var startedAt: Timestamp
    /// Who really answered; `nil` when no connection was made.
    package var remote: Endpoint?
    package var local: Endpoint?
    /// As negotiated: `HTTP/1.1`, `HTTP/2`; `nil` when there was no answer.
    package var version: String?
    package var status: Int?
    package var reason: String?
    /// Request fields as sent, in wire order.
    package var requestFields: [HTTPField] = []
    /// Response fields in wire order, duplicates kept.
    package var fields: [HTTPField] = []
    package var timings = HTTPTimings()
    package var tls: TLSFacts?
    package var body = BodyCapture()
    /// How long the connection was left open after the answer, where that was what was asked.
    package var idle: IdleTime?
    package var failure: Failure?
    /// Bytes of the answer's fields as they came, names, values and line ends; redaction makes values shorter.
    package var fieldBytes: Int?
    /// The server behind a load balancer that a persistence cookie of the answer names, `10.0.0.7:80`.
    package var balancedServer: String?
    /// The text `curl -v` prints, heap addresses normalised; raw, secrets and all.
    package var verbose = ""

    package init(url: WebURL, method: String = "GET", startedAt: Timestamp) {
        self.url = url
        self.method = method
        self.startedAt = startedAt
    }

    /// The first field of that name, ASCII case ignored.
    package func field(_ name: String) -> String? {
        let name = name.lowercased()
        return fields.first { $0.name.lowercased() == name }?.value
    }

    /// The Ray ID of the answer.
    package var ray: RayID? { field("cf-ray").flatMap { RayID($0) } }

    /// No answer, one of 5xx, or one that broke off or came under a certificate that is not accepted.
    package var isFailing: Bool { failure != nil || status.map { $0 >= 500 } ?? true }
}

/// Time from the start of the transfer to the end of each phase; `nil` when the phase did not happen.
package struct HTTPTimings: Sendable, Hashable {
    package var nameLookup: Duration?
    package var connect: Duration?
    package var tls: Duration?
    package var requestSent: Duration?
    package var firstByte: Duration?
    package var total: Duration?

    package init() {}
}

/// What was agreed in the TLS handshake and who the peer said it was.
package struct TLSFacts: Sendable, Hashable {
    /// `TLSv1.3`.
    package var version: String?
    /// OpenSSL's name of the suite.
    package var cipher: String?
    /// What ALPN chose: `h2`, `http/1.1`.
    package var alpn: String?
    /// Leaf first, as sent.
    package var chain: [Certificate] = []
    /// `nil` when the chain and the name were accepted, else what the verifier said.
    package var verifyError: String?
    /// The state of the certificate by the peer's own proof (RFC 6066 §8): `good`, `revoked`, `unknown`, `missing` or
    /// `invalid`; `nil` when none was asked for.
    package var staple: String?

    package init() {}
}

/// How long a connection lay idle.
package struct IdleTime: Sendable, Hashable {
    /// From the last byte of the answer to the close, or to when we stopped waiting.
    package let duration: Duration
    /// Whether the peer closed it.
    package let isClosed: Bool

    package init(duration: Duration, isClosed: Bool) {
        self.duration = duration
        self.isClosed = isClosed
    }
}

/// A certificate of the peer's chain.
package struct Certificate: Sendable, Hashable {
    package var subject: String
    package var issuer: String
    package var serial: String?
    package var notBefore: Timestamp?
    package var notAfter: Timestamp?
    /// DNS names and addresses of subjectAltName.
    package var names: [String] = []
    package var signatureAlgorithm: String?
    package var keyAlgorithm: String?
    package var keyBits: Int?
    package var pem: String?

    package init(subject: String, issuer: String) {
        self.subject = subject
        self.issuer = issuer
    }
}

/// A response body, up to the cap.
package struct BodyCapture: Sendable, Hashable {
    /// The bytes that were kept, after content decoding.
    package var bytes: [UInt8] = []
    /// Bytes received; equals `bytes.count` unless truncated.
    package var length = 0
    /// SHA-256 of the bytes kept, lower-case hex.
    package var sha256: String?
    /// Whether the cap stopped the transfer.
    package var truncated = false

    package init() {}
}
