/// What differs between two HARs, request by request.
package struct HARComparison: Sendable, Hashable {
    /// One of the two files.
    package struct Side: Sendable, Hashable {
        package var entries = 0
        package var creator: String?
        /// Requests without a partner, in order; at most `listLimit`.
        package var only: [Request] = []
        /// How many there are.
        package var onlyCount = 0

        package init() {}
    }

    /// A request as far as it is shown.
    package struct Request: Sendable, Hashable {
        /// Place in `log.entries`, from 0.
        package var index: Int
        package var method: String
        /// Sealed; cut at 300 bytes.
        package var url: String
        package var status: Int?

        package init(index: Int, method: String, url: String, status: Int?) {
            self.index = index
            self.method = method
            self.url = url
            self.status = status
        }
    }

    /// A header that is not the same.
    package struct Header: Sendable, Hashable {
        package enum Change: String, Sendable { case added, removed, changed }

        /// Whether it stands in the answer.
        package var isResponse: Bool
        /// Lower case.
        package var name: String
        package var change: Change
        /// The sealed value in A; `nil` when it has none, or no room was left to keep it.
        package var before: String?
        package var after: String?

        package init(isResponse: Bool, name: String, change: Change) {
            self.isResponse = isResponse
            self.name = name
            self.change = change
        }
    }

    /// Two numbers of which one may be missing.
    package struct Numbers: Sendable, Hashable {
        package var before: Double?
        package var after: Double?

        package init(_ before: Double?, _ after: Double?) {
            self.before = before
            self.after = after
        }
    }

    /// A pair of requests that differ.
    package struct Difference: Sendable, Hashable {
        package var before: Request
        package var after: Request
        package var headers: [Header] = []
        /// Bytes of the decoded body.
        package var bodyBytes: Numbers?
        /// Milliseconds, when they are further apart than the threshold.
        package var timeMS: Numbers?

        package init(before: Request, after: Request) {
            self.before = before
            self.after = after
        }

        package var hasStatus: Bool { before.status != after.status }
        package var isEmpty: Bool { !hasStatus && headers.isEmpty && bodyBytes == nil && timeMS == nil }
    }

    package var a = Side()
    package var b = Side()
    package var pairs = 0
    /// Pairs that differ.
    package var differing = 0
    /// The first of them in A's order; at most `listLimit`.
    package var differences: [Difference] = []
    /// Headers that differ in every recording and were set aside: in how many pairs.
    package var noise: [String: Int] = [:]
    package var ignoresHost = false
    /// Times differ when they are further apart than this and by a quarter of the longer, milliseconds.
    package var thresholdMS = 0.0
    package var notices: [Notice] = []
    /// Cap of the lists above; counts go on past it.
    package static let listLimit = 2000

    package init() {}

    /// Whether nothing differs but noise.
    package var isSame: Bool { differing == 0 && a.onlyCount == 0 && b.onlyCount == 0 }
}
