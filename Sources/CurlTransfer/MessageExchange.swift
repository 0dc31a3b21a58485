import CCurl
import CaseModel

/// A message sent over a connection that libcurl made, and the one that comes back, each behind its length in two bytes.
///
/// Used on the engine's thread; nothing in it waits.
struct MessageExchange {
    private var outgoing: ArraySlice<UInt8>
    private var incoming: [UInt8] = []
    private let ends: ContinuousClock.Instant

    /// What came of one more look at the connection.
    enum Progress {
        /// Nothing more can be done before the socket is ready.
        case waits
        /// A whole message.
        case answered([UInt8])
        case failed(Failure)
    }

    /// - Parameters:
    ///   - message: At most 65 535 bytes.
    ///   - ends: When it is too late for an answer.
    init(_ message: [UInt8], ends: ContinuousClock.Instant) {
        outgoing = ([UInt8(message.count >> 8 & 0xff), UInt8(message.count & 0xff)] + message)[...]
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
            guard code == CURLE_OK else { return .failed(Self.failure(.response, code)) }
            guard received > 0 else { return .failed(Failure(.response, .emptyReply)) }
            incoming += buffer[..<received]
            if let message = whole { return .answered(message) }
        }
    }

    private var whole: [UInt8]? {
        guard incoming.count >= 2 else { return nil }
        let count = Int(incoming[0]) << 8 | Int(incoming[1])
        return incoming.count >= 2 + count ? Array(incoming[2..<2 + count]) : nil
    }

    private func waits(_ operation: FailedOperation) -> Progress {
        timeLeft > .zero ? .waits : .failed(Failure(operation, .timeout))
    }

    private static func failure(_ operation: FailedOperation, _ code: CURLcode) -> Failure {
        Failure(operation, .connectionReset, detail: "curl \(code.rawValue)")
    }
}
