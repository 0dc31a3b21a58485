import JSONBytes

/// A member's or header's name of at most 15 bytes as two numbers, so that names compare without a copy.
struct HARName: Equatable {
    private let low: UInt64
    private let high: UInt64

    /// A name known when the program was written; ASCII.
    init(_ name: String) {
        self.init(folding: Array(name.utf8).span, 0..<name.utf8.count, isLower: false)
    }

    /// The name between the quotes of a JSON string, escapes taken off.
    ///
    /// - Returns: `nil` for one that is longer than all names that are known.
    init?(_ bytes: Span<UInt8>, _ range: Range<Int>, isLower: Bool = false) {
        // Every letter may be written with an escape of six.
        guard range.count <= 96 else { return nil }
        guard Self.hasEscape(bytes, range) else {
            guard range.count <= 15 else { return nil }
            self.init(folding: bytes, range, isLower: isLower)
            return
        }
        let plain = JSONString.unescaped(bytes, range)
        guard plain.count <= 15 else { return nil }
        self.init(folding: plain.span, 0..<plain.count, isLower: isLower)
    }

    private init(folding bytes: Span<UInt8>, _ range: Range<Int>, isLower: Bool) {
        let middle = min(range.lowerBound + 8, range.upperBound)
        low = Self.word(bytes, range.lowerBound..<middle, isLower)
        // The length keeps a name apart from itself with zeros behind it.
        high = Self.word(bytes, middle..<range.upperBound, isLower) ^ UInt64(range.count) << 57
    }

    private static func word(_ bytes: Span<UInt8>, _ range: Range<Int>, _ isLower: Bool) -> UInt64 {
        var word: UInt64 = 0
        for index in range {
            let byte = bytes[index]
            let isUpper = isLower && byte >= 65 && byte <= 90
            word = word << 8 | UInt64(isUpper ? byte | 0x20 : byte)
        }
        return word
    }

    private static func hasEscape(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where bytes[index] == UInt8(ascii: "\\") { return true }
        return false
    }
}

/// Names of HAR 1.2, and of the headers that are read.
extension HARName {
    static let blocked = HARName("blocked")
    static let bodySize = HARName("bodySize")
    static let cache = HARName("cache")
    static let cacheStatus = HARName("cf-cache-status")
    static let connect = HARName("connect")
    static let content = HARName("content")
    static let cookies = HARName("cookies")
    static let date = HARName("date")
    static let dns = HARName("dns")
    static let error = HARName("_error")
    static let headers = HARName("headers")
    static let headersSize = HARName("headersSize")
    static let httpVersion = HARName("httpVersion")
    static let method = HARName("method")
    static let mimeType = HARName("mimeType")
    static let mitigated = HARName("cf-mitigated")
    static let name = HARName("name")
    static let pageref = HARName("pageref")
    static let queryString = HARName("queryString")
    static let ray = HARName("cf-ray")
    static let receive = HARName("receive")
    static let redirectURL = HARName("redirectURL")
    static let request = HARName("request")
    static let response = HARName("response")
    static let resourceType = HARName("_resourceType")
    static let send = HARName("send")
    static let serverIPAddress = HARName("serverIPAddress")
    static let serverTiming = HARName("server-timing")
    static let size = HARName("size")
    static let ssl = HARName("ssl")
    static let startedDateTime = HARName("startedDateTime")
    static let status = HARName("status")
    static let statusText = HARName("statusText")
    static let time = HARName("time")
    static let timings = HARName("timings")
    static let url = HARName("url")
    static let value = HARName("value")
    static let wait = HARName("wait")
}
