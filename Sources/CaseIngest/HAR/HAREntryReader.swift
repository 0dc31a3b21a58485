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
    var reader = HAREntryReader(index: index, scanner: JSONScanner())
    let span = bytes.span
    try reader.read(span)
    reader.scanner.skipBlanks(span)
    guard reader.scanner.position == bytes.count else {
        throw JSONError(.trailingBytes, offset: reader.scanner.position)
    }
    return reader.entry
}

/// A cursor over one entry that keeps what it knows and checks and passes the rest, in one go.
struct HAREntryReader {
    var entry: HAREntry
    var scanner: JSONScanner
    /// Containers around the entry.
    let depth: Int
    /// Required members found so far, by their place in `HARMembers.names`.
    var seen: UInt32 = 0

    init(index: Int, scanner: JSONScanner, depth: Int = 0) {
        entry = HAREntry(index: index, method: "", url: "")
        self.scanner = scanner
        self.depth = depth
    }

    /// Reads the object the scanner stands at; it ends behind it.
    mutating func read(_ bytes: Span<UInt8>) throws(JSONError) {
        guard try scanner.peek(bytes) == .object else {
            throw JSONError(bytes.isEmpty ? .unexpectedEnd : .unexpectedByte, offset: scanner.position)
        }
        var isFirst = true
        while let name = try member(bytes, &isFirst) {
            switch name {
            case .startedDateTime: entry.startedAt = try string(bytes, 0).flatMap(instant)
            case .time: entry.timeMS = try number(bytes, 1)
            case .request: try object(bytes, depth: 1, 2) ? request(bytes) : ()
            case .response: try object(bytes, depth: 1, 3) ? response(bytes) : ()
            case .cache: try pass(bytes, depth: 1, 4)
            case .timings: try object(bytes, depth: 1, 5) ? timings(bytes) : ()
            case .pageref: entry.page = try string(bytes)
            case .serverIPAddress: entry.serverAddress = try string(bytes).map(withoutBrackets)
            case .error: entry.error = try string(bytes) ?? entry.error
            case .resourceType: entry.resourceType = try string(bytes)
            default: try pass(bytes, depth: 1)
            }
        }
        entry.lacking = HARMembers.entry.subtracting(HARMembers(rawValue: seen))
    }

    private mutating func request(_ bytes: Span<UInt8>) throws(JSONError) {
        var isFirst = true
        while let name = try member(bytes, &isFirst) {
            switch name {
            case .method: entry.method = try string(bytes, 6) ?? ""
            case .url: entry.url = try string(bytes, 7, limit: 1 << 20).map(boundedURL) ?? ""
            case .httpVersion: entry.httpVersion = try string(bytes, 8) ?? entry.httpVersion
            case .cookies: try pass(bytes, depth: 2, 9)
            case .headers: try pass(bytes, depth: 2, 10)
            case .queryString: try pass(bytes, depth: 2, 11)
            case .headersSize: try pass(bytes, depth: 2, 12)
            case .bodySize: try pass(bytes, depth: 2, 13)
            default: try pass(bytes, depth: 2)
            }
        }
    }

    private mutating func timings(_ bytes: Span<UInt8>) throws(JSONError) {
        if entry.phasesMS.isEmpty { entry.phasesMS.reserveCapacity(7) }
        var isFirst = true
        while let name = try member(bytes, &isFirst) {
            switch name {
            case .blocked: entry.phasesMS["blocked"] = try number(bytes)
            case .dns: entry.phasesMS["dns"] = try number(bytes)
            case .connect: entry.phasesMS["connect"] = try number(bytes)
            case .ssl: entry.phasesMS["ssl"] = try number(bytes)
            case .send: entry.phasesMS["send"] = try number(bytes, 25)
            case .wait: entry.phasesMS["wait"] = try number(bytes, 26)
            case .receive: entry.phasesMS["receive"] = try number(bytes, 27)
            default: try pass(bytes, depth: 2)
            }
        }
    }
}

/// Reads a HAR's date; those outside the years a `Timestamp` holds, and those without a zone, count as missing.
func instant(_ text: String) -> Timestamp? {
    guard let year = Int(text.prefix(4)), Instants.years.contains(year) else { return nil }
    return Timestamp(rfc3339: text)
}

private func withoutBrackets(_ address: String) -> String {
    address.hasPrefix("[") && address.hasSuffix("]") ? String(address.dropFirst().dropLast()) : address
}
