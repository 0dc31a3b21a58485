/// An `http` or `https` URL a person named as a target, split once and for all.
///
/// This is for targets; URLs inside evidence stay text, as they were.
package struct WebURL: Hashable, Sendable, CustomStringConvertible {
    /// The two schemes we speak.
    package enum Scheme: String, Sendable {
        case http, https
        /// The port that goes without saying.
        package var port: UInt16 { self == .http ? 80 : 443 }
    }

    /// What stands between `//` and the port.
    package enum Host: Hashable, Sendable, CustomStringConvertible {
        case name(Hostname)
        case address(IPAddress)

        package var description: String {
            switch self {
            case .name(let name): name.description
            case .address(let address): address.bracketed
            }
        }
    }

    /// How.
    package let scheme: Scheme
    /// Whom to ask.
    package let host: Host
    /// The port, stated or the scheme's own.
    package let port: UInt16
    /// Path and query as they go into the request line; starts with `/`.
    package let target: String

    /// Parses what a person typed; a missing scheme means `https`, a fragment is dropped.
    ///
    /// Blanks and bytes outside ASCII in path and query are percent-encoded.
    package init(_ text: some StringProtocol) throws(WebURLError) {
        guard text.utf8.count <= 16_384 else { throw .tooLong }
        var rest = Substring(String(text))
        var scheme = Scheme.https
        if let mark = Self.schemeMark(in: rest) {
            guard let known = Scheme(rawValue: rest[..<mark.lowerBound].lowercased()) else { throw .scheme }
            scheme = known
            rest = rest[mark.upperBound...]
        }
        if let hash = rest.firstIndex(of: "#") { rest = rest[..<hash] }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let authority = rest[..<end]
        guard !authority.contains("@") else { throw .userinfo }
        guard !authority.isEmpty else { throw .noHost }
        let (hostText, portText) = Self.split(authority: authority)
        if let portText {
            guard let port = UInt16(portText), port > 0 else { throw .port }
            self.port = port
        } else {
            port = scheme.port
        }
        if let address = IPAddress(hostText) {
            host = .address(address)
        } else {
            do { host = .name(try Hostname(hostText)) } catch { throw .host(error) }
        }
        self.scheme = scheme
        let target = Self.encoded(rest[end...])
        self.target = target.hasPrefix("/") ? target : "/" + target
    }

    /// `https://www.example.com/checkout`; the scheme's own port is left out.
    package var description: String { "\(origin)\(target)" }

    /// Scheme, host and port.
    package var origin: String {
        "\(scheme.rawValue)://\(host)" + (port == scheme.port ? "" : ":\(port)")
    }

    /// The host's name, unless it is an address.
    package var hostname: Hostname? {
        guard case .name(let name) = host else { return nil }
        return name
    }

    /// The same scheme, host and port with another path and query.
    ///
    /// - Parameter target: Starts with `/`, plain ASCII.
    /// - Returns: A URL of the same site.
    package func with(target: String) -> WebURL {
        WebURL(scheme: scheme, host: host, port: port, target: target)
    }

    /// What a `Location` header read in an answer to this URL points at (RFC 3986 §5.2, RFC 9110 §10.2.2).
    ///
    /// - Returns: `nil` when it is not `http` or `https`, or cannot be read.
    package func resolving(location: String) -> WebURL? {
        let location = location.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
        if location.hasPrefix("//") { return try? WebURL("\(scheme.rawValue):\(location)") }
        if Self.schemeMark(in: location) != nil { return try? WebURL(location) }
        if location.isEmpty { return self }
        // "mailto:x": a scheme of another kind; a colon after a slash is only a path.
        if let colon = location.firstIndex(of: ":"),
            !location[..<colon].contains(where: { "/?".contains($0) })
        {
            return nil
        }
        if location.hasPrefix("/") { return with(target: Self.encoded(location)) }
        let path = target.prefix { $0 != "?" }
        if location.hasPrefix("?") { return with(target: path + Self.encoded(location)) }
        let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        return with(target: Self.withoutDots("\(folder)/" + Self.encoded(location)))
    }

    private init(scheme: Scheme, host: Host, port: UInt16, target: String) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.target = target
    }

    /// What ends the scheme; in a path or a query it is a part of these.
    private static func schemeMark(in text: Substring) -> Range<Substring.Index>? {
        text.firstRange(of: "://").flatMap { mark in
            text[..<mark.lowerBound].contains { "/?#".contains($0) } ? nil : mark
        }
    }

    private static func split(authority: Substring) -> (host: Substring, port: Substring?) {
        if authority.hasPrefix("["), let close = authority.firstIndex(of: "]") {
            let after = authority[authority.index(after: close)...]
            return (
                authority[...close], after.hasPrefix(":") ? after.dropFirst() : after.isEmpty ? nil : after
            )
        }
        guard let colon = authority.lastIndex(of: ":") else { return (authority, nil) }
        return (authority[..<colon], authority[authority.index(after: colon)...])
    }

    /// Removes `.` and `..` segments from the path (RFC 3986 §5.2.4).
    private static func withoutDots(_ target: String) -> String {
        let path = target.prefix { $0 != "?" }
        var kept: [Substring] = []
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".": if isLast { kept.append("") }
            case "..":
                _ = kept.popLast()
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        return "/" + kept.joined(separator: "/") + target[path.endIndex...]
    }

    private static func encoded(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(where: { $0 <= 32 || $0 >= 127 }) else { return String(text) }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte > 32, byte < 127 {
                bytes.append(byte)
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                bytes += Array("%\(hex.utf8.count == 1 ? "0" : "")\(hex)".utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Why a text is not a URL we can probe.
package enum WebURLError: ExplainedError, Hashable {
    case scheme, noHost, userinfo, port, tooLong
    case host(HostnameError)

    package var explanation: Explanation {
        switch self {
        case .scheme: Explanation("only http and https URLs can be probed")
        case .noHost: Explanation("the URL has no host", hints: "write it like https://www.example.com/path")
        case .userinfo:
            Explanation(
                "the URL holds a user name or password before the host",
                hints: "leave it out: nothing secret may go into a case")
        case .port: Explanation("the port in the URL is not a number from 1 to 65535")
        case .tooLong: Explanation("the URL is longer than 16 KB, the most Cloudflare accepts")
        case .host(let error): error.explanation
        }
    }
}
