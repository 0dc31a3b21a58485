package import CaseModel

/// Carries DNS messages over TLS (RFC 7858) and HTTPS (RFC 8484), each on a connection of its own.
package struct CurlDNSTransport: DNSTransport {
    private let http: CurlTransport
    /// A PEM file of authorities to trust instead of the system's.
    private let authorityFile: String?

    package init(http: CurlTransport, authorityFile: String?) {
        self.http = http
        self.authorityFile = authorityFile
    }

    package func ask(
        _ message: [UInt8], of server: Endpoint, over carrier: DNSCarrier, timeout: Duration,
        accepts: @escaping @Sendable ([UInt8]) -> Bool
    ) async throws(Failure) -> [UInt8] {
        guard var request = request(to: server, carrier, timeout) else {
            throw Failure(.request, .badInput, detail: "this carrier is not encrypted")
        }
        let isHTTP = carrier.transport == .https
        if isHTTP { request.body = message } else { request.conversation = .message(message) }
        let exchange = await http.exchange(request)
        if let failure = exchange.failure { throw failure }
        guard isHTTP else { return exchange.body.bytes }
        guard exchange.status == 200 else {
            throw Failure(.response, .httpProtocol, detail: "HTTP status \(exchange.status ?? 0)")
        }
        guard exchange.field("content-type")?.lowercased().hasPrefix(Self.mediaType) == true else {
            throw Failure(.response, .httpProtocol, detail: "the answer is no DNS message")
        }
        return exchange.body.bytes
    }

    private static let mediaType = "application/dns-message"

    /// A request to the carrier's URL, pinned to the server; `nil` for a carrier that is not ours.
    private func request(to server: Endpoint, _ carrier: DNSCarrier, _ timeout: Duration) -> HTTPRequest? {
        let target: (name: Hostname?, path: String)
        switch carrier {
        case .udp, .tcp: return nil
        case .tls(let name): target = (name, "/")
        case .https(let name, let path): target = (name, path)
        }
        let port = server.port ?? carrier.port
        let host = target.name.map(\.description) ?? server.address.bracketed
        guard let url = try? WebURL("https://\(host):\(port)\(target.path)") else { return nil }
        // A message is at most 65 535 bytes.
        var request = HTTPRequest(
            url: url, method: "POST", userAgent: "casefile",
            pin: Endpoint(address: server.address, port: port), authorityFile: authorityFile,
            bodyLimit: 65_535, connectTimeout: timeout, deadline: timeout)
        if carrier.transport == .https {
            request.fields = [
                HTTPField(name: "Content-Type", value: Self.mediaType),
                HTTPField(name: "Accept", value: Self.mediaType),
            ]
        }
        return request
    }
}
