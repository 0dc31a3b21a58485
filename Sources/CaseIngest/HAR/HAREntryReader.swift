package import CaseModel
package import JSONBytes

/// Reads one element of `log.entries`.
///
/// - Parameters:
///   - bytes: Valid JSON as `HARReader` gives it; anything else is an error or a record with less in it.
///   - index: Its place in `log.entries`, from 0.
/// - Returns: What analysis needs. Members of the wrong type count as missing, -1 too; URLs are cut at 4 KB,
///   other texts at 1 KB.
/// - Throws: `JSONError` when the bytes are not one JSON object.
package func readHAREntry(_ bytes: [UInt8], index: Int) throws(JSONError) -> HAREntry {
    var reader = HAREntryReader(index: index)
    try reader.read(bytes.span)
    return reader.entry
}

/// A cursor over one entry that keeps what it knows and passes the rest.
private struct HAREntryReader {
    var entry: HAREntry
    private var scanner = JSONScanner()

    init(index: Int) { entry = HAREntry(index: index, method: "", url: "") }

    mutating func read(_ bytes: Span<UInt8>) throws(JSONError) {
        guard try scanner.peek(bytes) == .object else {
            throw JSONError(bytes.isEmpty ? .unexpectedEnd : .unexpectedByte, offset: scanner.position)
        }
        var isFirst = true
        while let key = try member(bytes, &isFirst) {
            switch key {
            case "startedDateTime": entry.startedAt = try string(bytes).flatMap(instant)
            case "time": entry.timeMS = try number(bytes)
            case "serverIPAddress": entry.serverAddress = try string(bytes).map(withoutBrackets)
            case "_error": entry.error = try string(bytes) ?? entry.error
            case "request": try object(bytes, depth: 1) ? request(bytes) : ()
            case "response": try object(bytes, depth: 1) ? response(bytes) : ()
            case "timings": try object(bytes, depth: 1) ? timings(bytes) : ()
            default: _ = try scanner.value(bytes, depth: 1)
            }
        }
        scanner.skipBlanks(bytes)
        guard scanner.position == bytes.count else {
            throw JSONError(.trailingBytes, offset: scanner.position)
        }
    }

    private mutating func request(_ bytes: Span<UInt8>) throws(JSONError) {
        var isFirst = true
        while let key = try member(bytes, &isFirst) {
            switch key {
            case "method": entry.method = try string(bytes) ?? ""
            case "url": entry.url = try string(bytes, limit: 1 << 20).map(boundedURL) ?? ""
            case "httpVersion": entry.httpVersion = try string(bytes) ?? entry.httpVersion
            default: _ = try scanner.value(bytes, depth: 2)
            }
        }
    }

    private mutating func response(_ bytes: Span<UInt8>) throws(JSONError) {
        var isFirst = true
        while let key = try member(bytes, &isFirst) {
            switch key {
            case "status": entry.status = try number(bytes).flatMap { $0 >= 1 ? Int(exactly: $0) : nil }
            case "httpVersion": entry.httpVersion = try string(bytes) ?? entry.httpVersion
            case "redirectURL": entry.redirectURL = try string(bytes, limit: 1 << 20).map(boundedURL)
            case "_error": entry.error = try string(bytes) ?? entry.error
            case "headers":
                if try scanner.peek(bytes) == .array {
                    try headers(bytes)
                } else {
                    _ = try scanner.value(bytes, depth: 2)
                }
            case "content": try object(bytes, depth: 2) ? content(bytes) : ()
            default: _ = try scanner.value(bytes, depth: 2)
            }
        }
    }

    private mutating func content(_ bytes: Span<UInt8>) throws(JSONError) {
        var isFirst = true
        while let key = try member(bytes, &isFirst) {
            switch key {
            case "size": entry.bodyBytes = try number(bytes).flatMap { Int(exactly: $0.rounded()) }
            case "mimeType": entry.mimeType = try string(bytes)
            default: _ = try scanner.value(bytes, depth: 3)
            }
        }
    }

    private mutating func timings(_ bytes: Span<UInt8>) throws(JSONError) {
        var isFirst = true
        while let key = try member(bytes, &isFirst) {
            switch key {
            case "blocked", "dns", "connect", "ssl", "send", "wait", "receive":
                entry.phasesMS[key] = try number(bytes)
            default: _ = try scanner.value(bytes, depth: 2)
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
        while let key = try member(bytes, &isFirst) {
            switch key {
            case "name": name = try stringRange(bytes)
            case "value": value = try stringRange(bytes)
            default: _ = try scanner.value(bytes, depth: 4)
            }
        }
        // 15 letters at most, each of which may be written with an escape of six.
        guard (4...90).contains(name.count), !value.isEmpty else { return }
        switch String(decoding: JSONString.unescaped(bytes, name), as: UTF8.self).lowercased() {
        case "cf-ray": entry.ray = entry.ray ?? RayID(decoded(bytes, value))
        case "cf-cache-status": entry.cacheStatus = entry.cacheStatus ?? decoded(bytes, value)
        case "cf-mitigated": entry.mitigated = entry.mitigated ?? decoded(bytes, value)
        case "date": entry.serverDate = entry.serverDate ?? httpDate(decoded(bytes, value))
        default: break
        }
    }

    /// The inside of the next value when it is a string; other values are passed.
    private mutating func stringRange(_ bytes: Span<UInt8>) throws(JSONError) -> Range<Int> {
        guard try scanner.peek(bytes) == .string else {
            _ = try scanner.value(bytes, depth: 4)
            return 0..<0
        }
        return try scanner.string(bytes)
    }

    private func decoded(_ bytes: Span<UInt8>, _ range: Range<Int>, limit: Int = 1024) -> String {
        let taken = range.lowerBound..<range.lowerBound + min(range.count, limit)
        return String(decoding: JSONString.unescaped(bytes, taken), as: UTF8.self)
    }

    /// Whether an object comes next; any other value is passed.
    private mutating func object(_ bytes: Span<UInt8>, depth: Int) throws(JSONError) -> Bool {
        guard try scanner.peek(bytes) != .object else { return true }
        _ = try scanner.value(bytes, depth: depth)
        return false
    }

    /// Passes the braces, commas and colons of an object around its members.
    ///
    /// - Returns: The next member's name, empty when it is too long to be one of ours; `nil` after the last.
    private mutating func member(_ bytes: Span<UInt8>, _ isFirst: inout Bool) throws(JSONError) -> String? {
        if isFirst {
            isFirst = false
            try scanner.expect(UInt8(ascii: "{"), bytes)
            guard !scanner.take(UInt8(ascii: "}"), bytes) else { return nil }
        } else if !scanner.take(UInt8(ascii: ","), bytes) {
            try scanner.expect(UInt8(ascii: "}"), bytes)
            return nil
        }
        let range = try scanner.string(bytes)
        try scanner.expect(UInt8(ascii: ":"), bytes)
        guard range.count <= 90 else { return "" }
        return String(decoding: JSONString.unescaped(bytes, range), as: UTF8.self)
    }

    /// The next value when it is a string that is not empty; other values are passed.
    private mutating func string(_ bytes: Span<UInt8>, limit: Int = 1024) throws(JSONError) -> String? {
        let range = try stringRange(bytes)
        return range.isEmpty ? nil : decoded(bytes, range, limit: limit)
    }

    /// The next value when it is a number from 0 up; other values are passed, -1 means unknown.
    private mutating func number(_ bytes: Span<UInt8>) throws(JSONError) -> Double? {
        guard try scanner.peek(bytes) == .number else {
            _ = try scanner.value(bytes, depth: 4)
            return nil
        }
        let range = try scanner.number(bytes)
        guard range.count <= 64, let value = Double(text(bytes, range)), value.isFinite, value >= 0 else {
            return nil
        }
        return value
    }
}

/// Reads a HAR's date; those outside the years a `Timestamp` holds, and those without a zone, count as missing.
private func instant(_ text: String) -> Timestamp? {
    guard let year = Int(text.prefix(4)), Instants.years.contains(year) else { return nil }
    return Timestamp(rfc3339: text)
}

private func withoutBrackets(_ address: String) -> String {
    address.hasPrefix("[") && address.hasSuffix("]") ? String(address.dropFirst().dropLast()) : address
}

/// A URL of at most 4 KB: a `data:` URL loses its data, another its last parts, never half of one.
private func boundedURL(_ url: String) -> String {
    if url.hasPrefix("data:") { return String(url.prefix { $0 != "," }.prefix(200)) }
    guard url.utf8.count > 4096 else { return url }
    let head = String(decoding: url.utf8.prefix(4096), as: UTF8.self)
    // Half of a token would no longer look like the token it is, so the part that was cut goes.
    return String(head[..<(head.lastIndex { "/?&;".contains($0) } ?? head.startIndex)])
}
