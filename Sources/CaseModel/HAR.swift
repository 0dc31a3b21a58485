/// What analysis needs of one HAR entry.
package struct HAREntry: Sendable, Hashable {
    /// Place in `log.entries`, from 0.
    package var index: Int
    package var startedAt: Timestamp?
    package var method: String
    package var url: String
    /// `nil` when the file says 0 or nothing: no answer came.
    package var status: Int?
    package var httpVersion: String?
    package var serverAddress: String?
    package var ray: RayID?
    package var cacheStatus: String?
    /// `cf-mitigated`.
    package var mitigated: String?
    package var mimeType: String?
    /// Body bytes after decoding.
    package var bodyBytes: Int?
    package var timeMS: Double?
    /// Blocked, dns, connect, ssl, send, wait, receive, in milliseconds; `nil` for -1.
    package var phasesMS: [String: Double] = [:]
    /// `net::ERR_…` or the like.
    package var error: String?
    package var redirectURL: String?
    /// The answer's `Date` header.
    package var serverDate: Timestamp?

    package init(index: Int, method: String, url: String) {
        self.index = index
        self.method = method
        self.url = url
    }

    /// The URL's host, lower case, without port.
    package var host: String? {
        guard let mark = url.firstRange(of: "://") else { return nil }
        var authority = url[mark.upperBound...].prefix { !"/?#".contains($0) }
        if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
        if authority.hasPrefix("[") { return authority.prefix { $0 != "]" } + "]" }
        let host = authority.prefix { $0 != ":" }
        return host.isEmpty ? nil : host.lowercased()
    }
}

/// Counts and the notable entries of a HAR, of constant size whatever the file's.
package struct HARSummary: Sendable {
    package var entries = 0
    package var firstAt: Timestamp?
    package var lastAt: Timestamp?
    package var statusCounts: [Int: Int] = [:]
    package var methodCounts: [String: Int] = [:]
    package var hostCounts: [String: Int] = [:]
    package var responseBodyBytes = 0
    package var creator: String?
    package var browser: String?
    /// No answer, or a status from 400 up; at most `listLimit`.
    package var failed: [HAREntry] = []
    /// Longest `time` first; at most 20.
    package var slowest: [HAREntry] = []
    /// Entries with a Ray ID; at most `listLimit`.
    package var withRay: [HAREntry] = []
    /// The first entries in order, for a waterfall; at most 200.
    package var first: [HAREntry] = []
    package var rayCount = 0
    package var notices: [Notice] = []
    /// Cap of the lists above; counts go on past it.
    package static let listLimit = 5000

    package init() {}
}
