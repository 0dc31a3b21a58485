import CCurl
import CaseModel

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What libcurl says about a transfer that failed, turned into our vocabulary.
struct CurlFailure: Sendable {
    /// The number of a `CURLcode`.
    let code: UInt32
    /// `errno` of the connection attempt, or 0.
    let systemError: CInt
    /// OpenSSL's `X509_V_ERR_…`, or 0.
    let verifyResult: Int
    /// How far the transfer had come.
    let phase: FailedOperation
    /// libcurl's sentence.
    let words: String
    /// Whether one version of TLS alone was offered: a peer that answers with another has not this one.
    var forcesTLSVersion = false

    /// Whether the peer's certificate or name was not accepted.
    var isAboutCertificate: Bool { code == CURLE_PEER_FAILED_VERIFICATION.rawValue }

    /// The operation, the code and `curl 28: …`.
    var failure: Failure {
        let (operation, code) = classified
        return Failure(operation, code, detail: "curl \(self.code): \(words)")
    }

    private var classified: (FailedOperation, FailureCode) {
        guard !isAboutCertificate else { return (.tls, certificateCode) }
        switch CURLcode(rawValue: code) {
        // libcurl cannot tell a name that does not exist from a resolver that does not answer.
        case CURLE_COULDNT_RESOLVE_HOST: return (.resolve, .dnsNoAnswer)
        case CURLE_COULDNT_CONNECT: return (.connect, connectCode)
        case CURLE_OPERATION_TIMEDOUT: return (phase, .timeout)
        case CURLE_SSL_CONNECT_ERROR: return (.tls, handshakeCode)
        case CURLE_SSL_CACERT_BADFILE: return (.tls, .badInput)
        case CURLE_SSL_INVALIDCERTSTATUS: return (.tls, .tlsStatusUnproven)
        case CURLE_GOT_NOTHING: return (.response, .emptyReply)
        case CURLE_PARTIAL_FILE: return (.response, .emptyReply)
        case CURLE_SEND_ERROR: return (.request, says("eof") ? .emptyReply : .connectionReset)
        case CURLE_RECV_ERROR: return (.response, receiveCode)
        // 1 is also how libcurl refuses an answer without a status line.
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_HTTP3:
            return (.response, .httpProtocol)
        case CURLE_URL_MALFORMAT, CURLE_BAD_FUNCTION_ARGUMENT: return (.request, .badInput)
        default: return (phase, .unclassified)
        }
    }

    private var connectCode: FailureCode {
        switch systemError {
        case ECONNREFUSED: .connectionRefused
        case ECONNRESET: .connectionReset
        case EHOSTUNREACH: .hostUnreachable
        case ENETUNREACH: .networkUnreachable
        case ETIMEDOUT: .timeout
        case EACCES, EPERM: .permissionDenied
        default: says("refused") ? .connectionRefused : .unclassified
        }
    }

    private var handshakeCode: FailureCode {
        if systemError == ECONNRESET || says("connection reset") { return .connectionReset }
        if says("unexpected eof") || says("ssl_error_syscall") { return .emptyReply }
        if forcesTLSVersion, says("unsupported protocol") || says("wrong ssl version") {
            return .tlsHandshake
        }
        // What our own OpenSSL would not do; the peer must not be blamed for it.
        let local = [
            "legacy sigalg disallowed", "dh key too small", "unsupported protocol", "no protocols available",
            "no ciphers available", "legacy renegotiation disabled",
        ]
        return local.contains(where: says) ? .tlsLocalRefusal : .tlsHandshake
    }

    private var receiveCode: FailureCode {
        if says("too large response headers") { return .httpProtocol }
        return says("eof") || says("closed") ? .emptyReply : .connectionReset
    }

    /// By OpenSSL's number (x509_vfy.h), but by libcurl's words for the name, which libcurl itself compares.
    private var certificateCode: FailureCode {
        guard !says("subject name"), !says("common name") else { return .tlsInvalidHostname }
        return switch verifyResult {
        case 62, 63, 64: .tlsInvalidHostname
        case 2, 18, 19, 20, 21, 24, 27: .tlsUnknownAuthority
        case 66, 67, 68: .tlsLocalRefusal
        default: .tlsInvalidCertificate
        }
    }

    private func says(_ phrase: String) -> Bool { words.lowercased().contains(phrase) }
}
