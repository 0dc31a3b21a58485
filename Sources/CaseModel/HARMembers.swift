/// Members that HAR 1.2 demands, of one entry or of the log.
package struct HARMembers: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The names in the order of their bits, as they stand below `log.entries[]` or `log`.
    package static let names = [
        "startedDateTime", "time", "request", "response", "cache", "timings",
        "request.method", "request.url", "request.httpVersion", "request.cookies", "request.headers",
        "request.queryString", "request.headersSize", "request.bodySize",
        "response.status", "response.statusText", "response.httpVersion", "response.cookies",
        "response.headers", "response.content", "response.redirectURL", "response.headersSize",
        "response.bodySize", "response.content.size", "response.content.mimeType",
        "timings.send", "timings.wait", "timings.receive",
        "version", "creator",
    ]

    /// For each of `names`, the place of the object it stands in; `nil` for the entry or the log itself.
    package static let parents: [Int?] = names.map { name in
        name.lastIndex(of: ".").flatMap { dot in names.firstIndex(of: String(name[..<dot])) }
    }

    /// Everything an entry has to have.
    package static let entry = HARMembers(rawValue: (1 << 28) - 1)
    package static let version = HARMembers(bit: 28)
    package static let creator = HARMembers(bit: 29)

    /// One member by its place in `names`; none for a place outside.
    package init(bit: Int) { rawValue = Self.names.indices.contains(bit) ? 1 << UInt32(bit) : 0 }
}
