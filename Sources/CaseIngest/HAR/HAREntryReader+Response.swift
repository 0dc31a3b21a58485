import CaseModel
import JSONBytes

extension HAREntryReader {
    mutating func response(_ bytes: Span<UInt8>) throws(JSONError) {
        var isFirst = true
        while let name = try member(bytes, &isFirst) {
            switch name {
            case .status: entry.status = try number(bytes, 14).flatMap { $0 >= 1 ? Int(exactly: $0) : nil }
            case .statusText: try pass(bytes, depth: 2, 15)
            case .httpVersion: entry.httpVersion = try string(bytes, 16) ?? entry.httpVersion
            case .cookies: try pass(bytes, depth: 2, 17)
            case .headers:
                note(18)
                if try scanner.peek(bytes) == .array {
                    try headers(bytes)
                } else {
                    try pass(bytes, depth: 2)
                }
            case .content: try object(bytes, depth: 2, 19) ? content(bytes) : ()
            case .redirectURL:
                entry.redirectURL = try string(bytes, 20, limit: 1 << 20).map(boundedURL)
            case .headersSize: try pass(bytes, depth: 2, 21)
            case .bodySize: try pass(bytes, depth: 2, 22)
            case .error: entry.error = try string(bytes) ?? entry.error
            default: try pass(bytes, depth: 2)
            }
        }
    }

    private mutating func content(_ bytes: Span<UInt8>) throws(JSONError) {
        var isFirst = true
        while let name = try member(bytes, &isFirst) {
            switch name {
            case .size: entry.bodyBytes = try number(bytes, 23).flatMap { Int(exactly: $0.rounded()) }
            case .mimeType: entry.mimeType = try string(bytes, 24)
            default: try pass(bytes, depth: 3)
            }
        }
    }

    private mutating func headers(_ bytes: Span<UInt8>) throws(JSONError) {
        try scanner.expect(UInt8(ascii: "["), bytes)
        guard !scanner.take(UInt8(ascii: "]"), bytes) else { return }
        repeat {
            if try object(bytes, depth: 3) { try header(bytes) }
        } while scanner.take(UInt8(ascii: ","), bytes)
        try scanner.expect(UInt8(ascii: "]"), bytes)
    }

    private mutating func header(_ bytes: Span<UInt8>) throws(JSONError) {
        var isFirst = true
        var name = 0..<0
        var value = 0..<0
        while let member = try member(bytes, &isFirst) {
            switch member {
            case .name: name = try stringRange(bytes)
            case .value: value = try stringRange(bytes)
            default: try pass(bytes, depth: 4)
            }
        }
        guard name.count >= 4, !value.isEmpty, let known = HARName(bytes, name, isLower: true) else { return }
        switch known {
        case .ray: entry.ray = entry.ray ?? RayID(bytes, value)
        case .cacheStatus: entry.cacheStatus = entry.cacheStatus ?? decoded(bytes, value)
        case .mitigated: entry.mitigated = entry.mitigated ?? decoded(bytes, value)
        case .serverTiming:
            entry.serverTiming = entry.serverTiming ?? ServerTiming(decoded(bytes, value))
        case .date:
            entry.serverDate = entry.serverDate ?? fixedDate(bytes, value) ?? httpDate(decoded(bytes, value))
        default: break
        }
    }
}

/// A URL of at most 4 KB: a `data:` URL loses its data, another its last parts, never half of one.
func boundedURL(_ url: String) -> String {
    if url.hasPrefix("data:") { return String(url.prefix { $0 != "," }.prefix(200)) }
    guard url.utf8.count > 4096 else { return url }
    let head = String(decoding: url.utf8.prefix(4096), as: UTF8.self)
    // Half of a token would no longer look like the token it is, so the part that was cut goes.
    return String(head[..<(head.lastIndex { "/?&;".contains($0) } ?? head.startIndex)])
}
