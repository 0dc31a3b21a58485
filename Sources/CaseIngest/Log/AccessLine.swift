/// The grammar a line of an access log follows; fields after the last one named are allowed in each.
enum LogFormat: Int, Sendable, CaseIterable {
    case common, combined, vhostCommon, vhostCombined
    /// One object a line, its members known by their names.
    case json
    /// Pairs of keys and values, known by their keys.
    case logfmt
    /// W3C extended, as IIS and CloudFront write it; a line of the file names the columns.
    case w3c
    /// Envoy's default text, Squid's native format.
    case envoy, squid
    /// uWSGI's own, whose times have no zone.
    case uwsgi
    /// HAProxy's `option httplog`, whose times have no zone.
    case haproxy
    /// Amazon's application and classic load balancers, and S3.
    case alb, elb, s3
    /// As the user says.
    case given

    /// What records call it.
    var name: String {
        switch self {
        case .common: "common"
        case .combined: "combined"
        case .vhostCommon: "vhost_common"
        case .vhostCombined: "vhost_combined"
        case .json: "json"
        case .logfmt: "logfmt"
        case .w3c: "w3c"
        case .envoy: "envoy"
        case .squid: "squid"
        case .uwsgi: "uwsgi"
        case .haproxy: "haproxy"
        case .alb: "alb"
        case .elb: "elb"
        case .s3: "s3"
        case .given: "given"
        }
    }
}

/// Where the fields of an access-log line stand; ranges count from the line's start, empty means absent.
struct AccessLine {
    var format = LogFormat.common
    /// Whether the fields have the escapes of a JSON string.
    var isEscaped = false
    var host = 0..<0
    var client = 0..<0
    /// Where the bracket before the time stands, in formats that have the user before it.
    var timeStart = 0
    /// Nanoseconds since 1970 in UTC.
    var time: Int64 = 0
    /// Whether the time is that of the server's clock, with no zone said.
    var isLocal = false
    var method = 0..<0
    /// Path and query.
    var target = 0..<0
    /// A query that stands apart from its path.
    var query = 0..<0
    /// 0 when the log has `-`.
    var status = 0
    /// -1 when the log has `-`.
    var byteCount = -1
    var agent = 0..<0
    /// The text of a Ray ID; its number is `rayValue`.
    var ray = 0..<0
    var rayValue: UInt64 = 0
    /// -1 when the format has none.
    var durationMicroseconds = -1
    /// Whether the edge asked its own cache; no visitor saw the answer.
    var isInner = false

    /// How a Ray ID stands in a text, if it is one: 16 hex digits, alone or with a hyphen and three letters.
    static func rayValue(_ line: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
        guard range.count == 16 || range.count == 20 else { return nil }
        guard let high = hexNumber(ByteSearch.word(line, range.lowerBound)),
            let low = hexNumber(ByteSearch.word(line, range.lowerBound &+ 8))
        else { return nil }
        let value = high << 32 | low
        guard range.count == 20 else { return value }
        guard line[range.lowerBound + 16] == UInt8(ascii: "-") else { return nil }
        for index in range.lowerBound + 17..<range.upperBound {
            guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(line[index] | 0x20) else { return nil }
        }
        return value
    }

    /// The number of eight hex digits that stand in a word, the first in its lowest byte; `nil` when one is none.
    ///
    /// All at once and without a branch, for the digits are random: a letter's low bits are 1...6, and bit 6 is set.
    private static func hexNumber(_ word: UInt64) -> UInt64? {
        let every: UInt64 = 0x0101_0101_0101_0101
        guard word & (every &* 0x80) == 0 else { return nil }
        let high = every &* 0x80
        let lower = word | (every &* 0x20)
        // In each byte bit 7 says whether it is at least the first and not behind the last of the class.
        let digits = (word &+ every &* (0x80 - 48)) & ~(word &+ every &* (0x80 - 58)) & high
        let letters = (lower &+ every &* (0x80 - 97)) & ~(lower &+ every &* (0x80 - 103)) & high
        guard digits | letters == high else { return nil }
        var value = (word & (every &* 0x0f)) &+ (letters >> 7) &* 9
        value = (value << 4 | value >> 8) & 0x00ff_00ff_00ff_00ff
        value = (value << 8 | value >> 16) & 0x0000_ffff_0000_ffff
        return (value << 16 | value >> 32) & 0xffff_ffff
    }

    /// An address without the port behind it and the brackets around it.
    static func address(_ line: Span<UInt8>, _ value: Range<Int>) -> Range<Int> {
        guard !value.isEmpty else { return value }
        if line[value.lowerBound] == UInt8(ascii: "[") {
            let close = ByteSearch.first(UInt8(ascii: "]"), in: line, from: value.lowerBound)
            return close < value.upperBound ? value.lowerBound + 1..<close : value
        }
        var colon: Int?
        for index in value where line[index] == UInt8(ascii: ":") {
            guard colon == nil else { return value }
            colon = index
        }
        return value.lowerBound..<(colon ?? value.upperBound)
    }

    /// The first of a list of addresses, as `X-Forwarded-For` is.
    static func firstOfList(_ line: Span<UInt8>, _ value: Range<Int>) -> Range<Int> {
        let comma = ByteSearch.first(UInt8(ascii: ","), in: line, from: value.lowerBound)
        return value.lowerBound..<min(comma, value.upperBound)
    }

    private static let schemeEnd = Array("://".utf8)

    /// Host and path of `https://host:port/path`; of anything else no host and all of it.
    static func split(_ line: Span<UInt8>, url: Range<Int>) -> (host: Range<Int>, target: Range<Int>) {
        let head = line.extracting(url.lowerBound..<min(url.upperBound, url.lowerBound + 10))
        guard let mark = ByteSearch.place(of: schemeEnd, in: head, from: 0), mark > 0 else {
            return (0..<0, url)
        }
        let start = url.lowerBound + mark + schemeEnd.count
        let slash = min(ByteSearch.first(UInt8(ascii: "/"), in: line, from: start), url.upperBound)
        let host = address(line, start..<slash)
        return (host, slash < url.upperBound ? slash..<url.upperBound : url)
    }

    /// An address without its port, also of IPv6 without brackets, as HAProxy writes it.
    static func lastColonOff(_ line: Span<UInt8>, _ value: Range<Int>) -> Range<Int> {
        let colon = value.last { line[$0] == UInt8(ascii: ":") }
        return value.lowerBound..<(colon ?? value.upperBound)
    }

    /// The value of a hex digit.
    @inline(__always)
    static func hexDigit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case 48...57: UInt64(byte &- 48)
        case 65...70: UInt64(byte &- 55)
        case 97...102: UInt64(byte &- 87)
        default: nil
        }
    }
}
