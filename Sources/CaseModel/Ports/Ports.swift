/// Makes HTTP requests; the live one is libcurl.
package protocol HTTPTransport: Sendable {
    /// Makes one request, follows nothing, never throws for what the network did: a failure is in the exchange.
    ///
    /// Cancelling the task ends the transfer at once; what had come by then is returned.
    func exchange(_ request: HTTPRequest) async -> HTTPExchange

    /// Versions of HTTP that can be spoken.
    var versions: Set<HTTPVersion> { get }
}

/// One request as the transport sees it.
package struct HTTPRequest: Sendable, Hashable {
    package var url: WebURL
    package var method: String
    package var fields: [HTTPField]
    package var userAgent: String
    package var pin: Endpoint?
    package var authorityFile: String?
    package var bodyLimit: Int
    package var connectTimeout: Duration
    package var deadline: Duration
    /// The only family, version of HTTP, or version of TLS that may be used; `nil` for what comes.
    package var family: PathProbe.Family?
    package var version: HTTPVersion?
    package var tlsVersion: TLSVersion?
    /// Whether it ends with the handshake.
    package var isHandshakeOnly = false
    /// Whether the peer is asked to prove with the handshake that its certificate is not revoked, and refused else.
    package var asksForStaple = false
    /// What is said over the connection in place of a request of libcurl's.
    package var conversation: Conversation?
    package var proxy: String?
    package var body: [UInt8] = []
    /// `false` to go on when the certificate is not accepted; the verifier's word is kept either way.
    package var verifiesCertificate: Bool

    package init(
        url: WebURL, method: String = "GET", fields: [HTTPField] = [], userAgent: String,
        pin: Endpoint? = nil,
        authorityFile: String? = nil, bodyLimit: Int, connectTimeout: Duration, deadline: Duration,
        verifiesCertificate: Bool = true
    ) {
        self.url = url
        self.method = method
        self.fields = fields
        self.userAgent = userAgent
        self.pin = pin
        self.authorityFile = authorityFile
        self.bodyLimit = bodyLimit
        self.connectTimeout = connectTimeout
        self.deadline = deadline
        self.verifiesCertificate = verifiesCertificate
    }

    /// The same for somebody the secrets were not given for: without the fields that hold some, and without a body.
    package func withoutSecrets(_ names: Set<String>) -> HTTPRequest {
        var request = self
        let held = names.union(["authorization", "cookie", "host", "proxy-authorization"])
        request.fields.removeAll { held.contains($0.name.lowercased()) }
        request.body = []
        if request.method != "HEAD" { request.method = "GET" }
        return request
    }
}

/// Bytes said over a connection once it stands, TLS included where the URL has it.
package enum Conversation: Sendable, Hashable {
    /// Sent behind its length in two bytes; one message of the same form is read, and is the body (RFC 7858 §3.3).
    case message([UInt8])
    /// A request that is sent as it is; then everything is read until the peer closes or the deadline passes, to see how
    /// long it leaves a connection open that nobody uses.
    case idle(request: [UInt8])
}

/// Carries DNS messages; the live ones are a POSIX socket a query, and libcurl where they are encrypted.
package protocol DNSTransport: Sendable {
    /// Sends one message and waits for one that answers it.
    ///
    /// - Parameters:
    ///   - message: The query in wire form, without the TCP length.
    ///   - server: The port is the carrier's when missing.
    ///   - carrier: How it travels.
    ///   - timeout: Of this one try.
    ///   - accepts: Whether a UDP datagram is the answer; a wrong ID goes by.
    /// - Returns: Messages whose source is not `server` are dropped, never returned.
    /// - Throws: `Failure` with operation `connect`, `request` or `response`.
    func ask(
        _ message: [UInt8], of server: Endpoint, over carrier: DNSCarrier, timeout: Duration,
        accepts: @escaping @Sendable ([UInt8]) -> Bool
    ) async throws(Failure) -> [UInt8]
}

/// Runs programs; the live one is swift-subprocess.
package protocol ProcessRunner: Sendable {
    /// Where `tool` is, or `nil` when it is not installed.
    func locate(_ tool: String) -> String?

    /// Runs a program in a session of its own and ends its whole process group when the deadline passes.
    ///
    /// - Returns: What came, also when the cap cut it.
    /// - Throws: `Failure` with operation `spawn`, or `read` with `timeout` when the deadline passed; the output so
    ///   far is in `RunFailure`.
    func run(_ tool: String, _ arguments: [String], deadline: Duration, outputLimit: Int)
        async throws(RunFailure)
        -> ToolOutput
}

/// A run that did not end by itself.
package struct RunFailure: Error, Sendable {
    package var failure: Failure
    /// What it had printed.
    package var output: ToolOutput?

    package init(_ failure: Failure, output: ToolOutput? = nil) {
        self.failure = failure
        self.output = output
    }
}

/// The clock on the wall and the one that never goes back.
package protocol WallClock: Sendable {
    /// Now, UTC.
    func now() -> Timestamp
    /// Time since some fixed moment; only differences mean anything.
    func monotonic() -> Duration
    /// Lets time pass; returns early when the task is cancelled.
    func wait(_ duration: Duration) async
}

/// Bytes that are read from the front; a file, standard input, or memory in tests.
package protocol ByteSource {
    /// Fills `buffer` from its start.
    ///
    /// - Returns: How many bytes were written; 0 at the end.
    /// - Throws: `Failure` with operation `read`.
    mutating func read(into buffer: inout [UInt8]) throws(Failure) -> Int
}

/// Bytes that are written to the end; a file, standard output, or memory in tests.
package protocol ByteSink {
    /// Appends all of `bytes`.
    ///
    /// - Throws: `SinkError` when they could not be written.
    mutating func write(_ bytes: Span<UInt8>) throws(SinkError)
}

/// Why bytes could not be written: a full disk, a closed pipe.
package struct SinkError: Error, Hashable, Sendable {
    /// The system's words.
    package let reason: String

    package init(_ reason: String) { self.reason = reason }
}
