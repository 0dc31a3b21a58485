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
    /// What the edge says of where the time went.
    package var serverTiming: ServerTiming?
    /// What asked for it, in Chrome's words: `document`, `script`, `prefetch`, ….
    package var resourceType: String?
    /// The answer's `Date` header.
    package var serverDate: Timestamp?
    /// `pageref`, the page it belongs to.
    package var page: String?
    /// Members HAR 1.2 demands and the entry has not.
    package var lacking: HARMembers = []

    package init(index: Int, method: String, url: String) {
        self.index = index
        self.method = method
        self.url = url
    }

    /// The URL's host, lower case, without port.
    package var host: String? {
        let bytes = url.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8)
        else { return nil }
        let rest = bytes[bytes.index(colon, offsetBy: 3)...]
        var authority = rest.prefix {
            $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
        }
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            authority = authority[authority.index(after: at)...]
        }
        if authority.first == UInt8(ascii: "[") {
            return String(Substring(authority.prefix { $0 != UInt8(ascii: "]") })) + "]"
        }
        let host = authority.prefix { $0 != UInt8(ascii: ":") }
        return host.isEmpty ? nil : String(Substring(host)).lowercased()
    }
}

/// A page of a HAR, and how long it took to load.
package struct HARPage: Sendable, Hashable {
    package var id: String
    package var title: String?
    package var startedAt: Timestamp?
    /// Milliseconds from the start until the document was read; `nil` for -1.
    package var contentLoadMS: Double?
    /// Milliseconds from the start until everything was loaded.
    package var loadMS: Double?
    /// Entries that name it.
    package var entries = 0

    package init(id: String) { self.id = id }
}

/// Counts and the notable entries of a HAR, of constant size whatever the file's.
package struct HARSummary: Sendable {
    package var entries = 0
    package var firstAt: Timestamp?
    package var lastAt: Timestamp?
    package var statusCounts: [Int: Int] = [:]
    package var methodCounts: [String: Int] = [:]
    package var hostCounts: [String: Int] = [:]
    /// By `httpVersion`, in the spelling of HTTP: `HTTP/2` for `h2`.
    package var protocolCounts: [String: Int] = [:]
    /// By the three letters of the Ray IDs.
    package var coloCounts: [String: Int] = [:]
    /// By the words of `cf-cache-status`.
    package var cacheCounts: [String: Int] = [:]
    /// In the file's order; at most 200.
    package var pages: [HARPage] = []
    package var responseBodyBytes = 0
    /// Entries that `failed` lists or would.
    package var failedCount = 0
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
