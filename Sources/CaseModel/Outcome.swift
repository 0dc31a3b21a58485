/// How a step ended; every step ends in exactly one of these.
package enum Outcome: Hashable, Sendable {
    /// The world answered; what it said may still be bad news.
    case saw
    /// The operation ended in an error, which is evidence.
    case failed(Failure)
    /// The deadline passed first; the failure says in which operation.
    case timedOut(Failure)
    /// It was not tried; the reason is a sentence.
    case skipped(SkipReason)
    /// The user stopped the run before it ended.
    case cancelled

    /// The word in JSON.
    package var word: String {
        switch self {
        case .saw: "saw"
        case .failed: "failed"
        case .timedOut: "timed_out"
        case .skipped: "skipped"
        case .cancelled: "cancelled"
        }
    }

    /// What went wrong, if something did.
    package var failure: Failure? {
        switch self {
        case .failed(let failure), .timedOut(let failure): failure
        case .saw, .skipped, .cancelled: nil
        }
    }

    /// Whether the evidence asked for is missing because of this: not when the user chose to skip it.
    package var isGap: Bool {
        switch self {
        case .saw: false
        case .failed, .timedOut, .cancelled: true
        case .skipped(let reason): !reason.chosen
        }
    }
}

/// Why a step was not tried.
package struct SkipReason: Hashable, Sendable {
    /// A lower-case sentence without a full stop: `mtr is not installed`.
    package let text: String
    /// Whether the user asked for it (`--offline`); then it is no gap.
    package let chosen: Bool

    /// A reason in words.
    package init(_ text: String, chosen: Bool = false) {
        self.text = text
        self.chosen = chosen
    }
}

/// What was being done when it failed.
package enum FailedOperation: String, Sendable, CaseIterable {
    case resolve, connect, tls, request, response, spawn, read
}

/// What happened, from a closed vocabulary: OONI's names where they fit.
package enum FailureCode: String, Sendable, CaseIterable {
    case dnsNXDomain = "dns_nxdomain_error"
    case dnsServerFailure = "dns_server_failure"
    case dnsRefused = "dns_refused_error"
    case dnsNoAnswer = "dns_no_answer"
    case dnsBadMessage = "dns_bad_message"
    case connectionRefused = "connection_refused"
    case connectionReset = "connection_reset"
    case hostUnreachable = "host_unreachable"
    case networkUnreachable = "network_unreachable"
    case timeout = "generic_timeout_error"
    case emptyReply = "eof_error"
    case tlsHandshake = "ssl_failed_handshake"
    case tlsLocalRefusal = "ssl_local_refusal"
    case tlsUnknownAuthority = "ssl_unknown_authority"
    case tlsInvalidHostname = "ssl_invalid_hostname"
    case tlsInvalidCertificate = "ssl_invalid_certificate"
    /// No proof, or a bad one, that the certificate is not revoked.
    case tlsStatusUnproven = "ssl_status_unproven"
    case httpProtocol = "http_protocol_error"
    case tooManyRedirects = "http_too_many_redirects"
    case notFound = "not_found"
    case permissionDenied = "permission_denied"
    case exitStatus = "exit_status_error"
    case signalled = "signalled"
    case outputLimit = "output_limit"
    case badInput = "bad_input"
    case truncatedInput = "truncated_input"
    case withheld = "withheld"
    case unclassified = "unknown_failure"
}

/// An operation and what became of it.
package struct Failure: Error, Hashable, Sendable {
    package var operation: FailedOperation
    package var code: FailureCode
    /// The number or words of the library, system or tool that failed: `curl 35: …`; may hold raw text, so it is
    /// redacted before it leaves.
    package var detail: String?

    /// Names a failure.
    package init(_ operation: FailedOperation, _ code: FailureCode, detail: String? = nil) {
        self.operation = operation
        self.code = code
        self.detail = detail
    }
}

/// Something a reader of the bundle should know about an input; it never stops the run.
package struct Notice: Hashable, Sendable {
    package enum Severity: String, Sendable, Comparable, CaseIterable {
        case info, warning, error
        package static func < (a: Severity, b: Severity) -> Bool {
            (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
        }
    }

    package var severity: Severity
    /// A sentence that never quotes the input.
    package var message: String
    /// Where: `line 17`, `byte 4096`, `log.entries[3].request`; `nil` for the whole input.
    package var place: String?

    /// Says something about an input.
    package init(_ severity: Severity, _ message: String, place: String? = nil) {
        self.severity = severity
        self.message = message
        self.place = place
    }
}
