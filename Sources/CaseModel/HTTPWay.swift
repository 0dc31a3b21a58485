/// One thing that is done differently from the main request of a leg, to see whether it matters.
package enum HTTPWay: Sendable, Hashable, CustomStringConvertible {
    case family(PathProbe.Family)
    case version(HTTPVersion)
    /// A handshake with this version of TLS and no other; no request is sent.
    case tls(TLSVersion)
    /// Asking for errors in a form that programs read (RFC 9457).
    case problem
    /// `http` where the main request has `https`, or the other way round; the URL says it.
    case scheme
    /// With `www` where the main request has none, or the other way round; the URL says it.
    case sibling
    /// The same again and again.
    case samples
    /// Twice more, to see what the cache does with it.
    case cache
    /// Without compression, to see whether that is what breaks the answer.
    case identity
    /// A handshake with the question whether the certificate is revoked; no request is sent.
    case staple
    /// Once over HTTP/1.1, to see how long the connection is left open afterwards.
    case keepAlive

    /// A word for names of steps: `v6`, `h2`, `tls1.0`.
    package var description: String {
        switch self {
        case .family(let family): family.rawValue
        case .version(let version): version.rawValue
        case .tls(let version): "tls\(version.rawValue)"
        case .problem: "problem"
        case .scheme: "scheme"
        case .sibling: "www"
        case .samples: "samples"
        case .cache: "cache"
        case .identity: "identity"
        case .staple: "staple"
        case .keepAlive: "keep-alive"
        }
    }
}

/// A version of HTTP, by its token of ALPN where it has one.
package enum HTTPVersion: String, Sendable, CaseIterable {
    case http1 = "h1"
    case http2 = "h2"
    case http3 = "h3"

    /// `HTTP/2`.
    package var name: String {
        switch self {
        case .http1: "HTTP/1.1"
        case .http2: "HTTP/2"
        case .http3: "HTTP/3"
        }
    }
}

/// A version of TLS (RFC 2246, RFC 4346, RFC 5246, RFC 8446).
package enum TLSVersion: String, Sendable, CaseIterable {
    case tls10 = "1.0"
    case tls11 = "1.1"
    case tls12 = "1.2"
    case tls13 = "1.3"
}

/// How often a request is made, and how far apart.
package struct Samples: Sendable, Hashable {
    package let count: Int
    package let interval: Duration

    /// - Parameters:
    ///   - count: 1 to 1000.
    ///   - interval: From the start of one request to that of the next.
    package init?(count: Int, interval: Duration) {
        guard (1...1000).contains(count), interval >= .zero else { return nil }
        self.count = count
        self.interval = interval
    }
}
