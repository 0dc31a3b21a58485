import CCurl
import CaseModel

/// Bytes sent over a connection that libcurl made, and those that come back.
///
/// Used on the engine's thread; nothing in it waits.
struct RawExchange {
    private let readsMessage: Bool
    private var outgoing: ArraySlice<UInt8>
    private var incoming: [UInt8] = []
    private var lastByteAt: ContinuousClock.Instant?
    private let ends: ContinuousClock.Instant

    /// What came of one more look at the connection.
    enum Progress {
        /// Nothing more can be done before the socket is ready.
        case waits
        /// All that was to come.
        case answered([UInt8], idle: IdleTime?)
        case failed(Failure)
    }

    /// An answer to a HEAD is no longer than this, in bytes.
    private static let limit = 131_072

    /// - Parameters:
    ///   - conversation: What is said.
    ///   - ends: When it is too late for an answer.
    init(_ conversation: Conversation, ends: ContinuousClock.Instant) {
        switch conversation {
        case .message(let bytes):
            readsMessage = true
            outgoing = ([UInt8(bytes.count >> 8 & 0xff), UInt8(bytes.count & 0xff)] + bytes)[...]
        case .idle(let request):
            readsMessage = false
            outgoing = request[...]
        }
        self.ends = ends
    }

    /// Whether the socket has to be writable before anything goes on.
    var isSending: Bool { !outgoing.isEmpty }

    /// How long it may still wait.
    var timeLeft: Duration { max(.zero, ends - .now) }

    /// Sends and receives what can be, without waiting.
    mutating func advance(_ easy: UnsafeMutableRawPointer) -> Progress {
        while !outgoing.isEmpty {
            var sent = 0
            let code = unsafe outgoing.withUnsafeBytes { bytes in
                unsafe curl_easy_send(easy, bytes.baseAddress, bytes.count, &sent)
            }
            if code == CURLE_AGAIN { return waits(.request) }
            guard code == CURLE_OK, sent > 0 else { return .failed(Self.failure(.request, code)) }
            outgoing = outgoing.dropFirst(sent)
        }
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            var received = 0
            let code = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe curl_easy_recv(easy, bytes.baseAddress, bytes.count, &received)
            }
            if code == CURLE_AGAIN { return waits(.response) }
            guard code == CURLE_OK, received > 0 else { return closed(code) }
            incoming += buffer[..<received]
            lastByteAt = .now
            if readsMessage, let message = whole { return .answered(message, idle: nil) }
            guard incoming.count <= Self.limit else { return .failed(Failure(.response, .outputLimit)) }
        }
    }

    private var whole: [UInt8]? {
        guard incoming.count >= 2 else { return nil }
        let count = Int(incoming[0]) << 8 | Int(incoming[1])
        return incoming.count >= 2 + count ? Array(incoming[2..<2 + count]) : nil
    }

    /// The peer ended it; a reset after the answer is an end like another.
    private func closed(_ code: CURLcode) -> Progress {
        if !readsMessage, let idle = idle(isClosed: true) { return .answered(incoming, idle: idle) }
        return .failed(code == CURLE_OK ? Failure(.response, .emptyReply) : Self.failure(.response, code))
    }

    private func waits(_ operation: FailedOperation) -> Progress {
        guard timeLeft == .zero else { return .waits }
        if !readsMessage, let idle = idle(isClosed: false) { return .answered(incoming, idle: idle) }
        return .failed(Failure(operation, .timeout))
    }

    private func idle(isClosed: Bool) -> IdleTime? {
        lastByteAt.map { IdleTime(duration: .now - $0, isClosed: isClosed) }
    }

    private static func failure(_ operation: FailedOperation, _ code: CURLcode) -> Failure {
        CurlFailure(
            code: code.rawValue, systemError: 0, verifyResult: 0, phase: operation,
            words: unsafe String(cString: curl_easy_strerror(code))
        ).failure
    }
}
