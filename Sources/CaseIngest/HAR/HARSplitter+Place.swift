extension HARSplitter {
    /// The JSON path of a byte of the buffer; the values in between are walked only now that there is an error.
    func path(to place: Int) -> String {
        let isInside = extent != nil && !isAtKey
        var path =
            switch level {
            case .top: "$"
            case .log: "$.log"
            case .pages: "$.log.pages[\(pageCount)]"
            case .entries: "$.log.entries[\(entryCount)]"
            }
        if level == .top || level == .log, isInside || expected == .value { path += HARPlace.step(key) }
        guard isInside else { return path }
        return path + HARPlace(in: buffer.span, from: valueStart, to: min(place, buffer.count)).path
    }
}

/// Where in a JSON value a byte stands, told without quoting the value.
struct HARPlace {
    private struct Container {
        let isObject: Bool
        var index = 0
        /// The member the place is in.
        var name: String?
        var isAtName: Bool
    }

    private var open: [Container] = []

    /// Walks from a value's first byte to a place inside; what stands in between may be anything.
    init(in bytes: Span<UInt8>, from start: Int, to end: Int) {
        var position = start
        while position < end, open.count <= 600 {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                let close = Self.stringEnd(bytes, from: position, to: end)
                if close < end, open.last?.isAtName == true { setName(bytes, position..<close) }
                position = close + 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let isObject = byte == UInt8(ascii: "{")
                open.append(Container(isObject: isObject, isAtName: isObject))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
            case UInt8(ascii: ","): passComma()
            default: break
            }
        }
    }

    /// Steps below the value, `.response.content`; the first twelve.
    var path: String {
        let steps = open.prefix(12).map { container in
            container.isObject ? container.name.map(Self.step) ?? "" : "[\(container.index)]"
        }
        return steps.joined() + (open.count > 12 ? "…" : "")
    }

    /// A member as a step; one that is not known may be a secret itself.
    static func step(_ name: String) -> String { known.contains(name) ? ".\(name)" : ".*" }

    private mutating func setName(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard let last = open.indices.last else { return }
        open[last].name = text(bytes, range, limit: 64)
        open[last].isAtName = false
    }

    private mutating func passComma() {
        guard let last = open.indices.last else { return }
        open[last].index += 1
        open[last].name = nil
        open[last].isAtName = open[last].isObject
    }

    /// The place of the closing quote, or `end`.
    private static func stringEnd(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var position = start
        while position < end {
            position = ByteSearch.firstQuoteOrBackslash(in: bytes, from: position)
            guard position < end else { return end }
            if bytes[position] == UInt8(ascii: "\"") { return position }
            position += 2
        }
        return end
    }

    private static let known: Set<String> = [
        "_error", "_fromCache", "_initiator", "_resourceType", "_transferSize", "_webSocketMessages",
        "blocked",
        "bodySize", "browser", "cache", "callFrames", "comment", "connect", "connection", "content",
        "cookies",
        "creator", "data", "dns", "encoding", "entries", "expires", "headers", "headersSize", "httpOnly",
        "httpVersion", "id", "log", "method", "mimeType", "name", "onContentLoad", "onLoad", "pageTimings",
        "pageref", "pages", "params", "path", "postData", "queryString", "receive", "redirectURL", "request",
        "response", "secure", "send", "serverIPAddress", "size", "ssl", "stack", "startedDateTime", "status",
        "statusText", "text", "time", "timings", "title", "url", "value", "version", "wait",
    ]
}
