import CCurl
package import CaseModel

/// Makes HTTP requests with libcurl, every one on a connection of its own.
///
/// Nothing is shared between two requests: no connection, no TLS session, no resolved name, no cookie, no proxy from
/// the environment. What an answer says is true of the peer that was pinned or resolved for it.
package final class CurlTransport: HTTPTransport, Sendable {
    private let engine: CurlEngine

    /// Starts libcurl and the one thread that carries every transfer.
    ///
    /// - Throws: `CurlUnavailable` when the library is older than 7.87 (`CURLOPT_QUICK_EXIT`) or does not start.
    package init() throws(CurlUnavailable) {
        guard Self.globalStart == CURLE_OK, let info = unsafe ccurl_version_info() else {
            throw .cannotStart
        }
        guard unsafe info.pointee.version_num >= 0x07_57_00 else {
            throw .tooOld(unsafe String(cString: info.pointee.version))
        }
        guard let engine = CurlEngine() else { throw .cannotStart }
        self.engine = engine
    }

    deinit { engine.stop() }

    /// Makes one request and follows nothing.
    ///
    /// - Returns: What came, at the latest when the request's deadline passes; a failure is in the exchange, with
    ///   detail `cancelled` when the task was cancelled.
    package func exchange(_ request: HTTPRequest) async -> HTTPExchange {
        let ticket = engine.ticket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                engine.submit(CurlEngine.Start(ticket: ticket, request: request, continuation: continuation))
            }
        } onCancel: {
            engine.cancel(ticket)
        }
    }

    package var versions: Set<HTTPVersion> {
        guard let info = unsafe ccurl_version_info() else { return [.http1] }
        let features = unsafe Int(info.pointee.features)
        var versions: Set<HTTPVersion> = [.http1]
        // CURL_VERSION_HTTP2 and CURL_VERSION_HTTP3; the latter's only-form came with 7.88.
        if features & 1 << 16 != 0 { versions.insert(.http2) }
        if features & 1 << 25 != 0, unsafe info.pointee.version_num >= 0x07_58_00 { versions.insert(.http3) }
        return versions
    }

    /// The library and what it was built with, `libcurl/7.88.1 OpenSSL/3.0.19 …`.
    package static var versionText: String {
        guard let text = unsafe curl_version() else { return "libcurl" }
        return unsafe String(cString: text)
    }

    /// Done once in the life of the process, by the first transport.
    private static let globalStart = curl_global_init(Int(CURL_GLOBAL_ALL))
}
