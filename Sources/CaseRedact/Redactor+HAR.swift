package import CaseModel
package import JSONBytes

extension Redactor {
    /// Seals one element of `log.entries` as it stands in the file; layout outside of what is replaced stays.
    ///
    /// - Throws: `JSONError` when the bytes are not one whole JSON value.
    package mutating func seal(harEntry: [UInt8], in file: BundlePath) throws(JSONError) -> Sealed<[UInt8]> {
        begin(file)
        let sealed = try rewriteJSON(harEntry, .plain, options(.evidence), nesting: 0)
        return Sealed(minting: sealed ?? harEntry)
    }

    /// Seals any other JSON value of a HAR: a page, the creator, a comment, a vendor's field.
    ///
    /// `named` is the key it stands under. Throws when the bytes are not one whole JSON value.
    package mutating func seal(
        harMember: [UInt8], named: String, in file: BundlePath
    ) throws(JSONError) -> Sealed<[UInt8]> {
        begin(file)
        let place = place(named: Array(named.utf8))
        return Sealed(minting: try rewriteJSON(harMember, place, options(.evidence), nesting: 0) ?? harMember)
    }

    /// What a value under a key of a document's outermost object is.
    mutating func place(named name: [UInt8]) -> JSONPlace {
        let kind = names.classify(name)
        switch kind {
        case .cookies: return .pairs(.cookies)
        case .headers: return .pairs(.headers)
        default: return told(by: kind) ?? .plain
        }
    }

    /// Lets bytes pass that stand between values of a HAR: punctuation, blanks and plain key names.
    ///
    /// - Returns: `nil` when there is anything else, or a name that looks like a secret.
    package func sealStructure(_ bytes: [UInt8]) -> Sealed<[UInt8]>? {
        let span = bytes.span
        let plain: ByteClass = [.word, .hyphen, .dot]
        var position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        var hasName = false
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0a, 0x0d, 0x09, UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["),
                UInt8(ascii: "]"),
                UInt8(ascii: ","), UInt8(ascii: ":"):
                position += 1
            case UInt8(ascii: "\""):
                let stop = span.run(of: plain, from: position + 1, end: min(bytes.count, position + 66))
                guard stop > position + 1, stop < bytes.count, stop - position <= 65,
                    bytes[stop] == UInt8(ascii: "\"")
                else {
                    return nil
                }
                if stop - position > 12 { hasName = true }
                position = stop + 1
            default: return nil
            }
        }
        guard !hasName || isClean(bytes) else { return nil }
        return Sealed(minting: bytes)
    }

    private func isClean(_ bytes: [UInt8]) -> Bool {
        var names = NameCache(seed: 1, policy: policy)
        var scanner = TextScanner(ScanOptions(), 0..<bytes.count)
        return scanner.next(bytes.span, tables, &names, secrets) == nil
    }

    /// Seals the counts and entries that analysis takes from a HAR.
    package mutating func seal(_ summary: HARSummary, in file: BundlePath) -> Sealed<HARSummary> {
        begin(file)
        var summary = summary
        summary.creator = clean(optional: summary.creator)
        summary.browser = clean(optional: summary.browser)
        summary.methodCounts = clean(keys: summary.methodCounts)
        summary.hostCounts = clean(keys: summary.hostCounts)
        summary.protocolCounts = clean(keys: summary.protocolCounts)
        summary.cacheCounts = clean(keys: summary.cacheCounts)
        for index in summary.pages.indices {
            summary.pages[index].id = clean(summary.pages[index].id)
            summary.pages[index].title = clean(optional: summary.pages[index].title)
        }
        summary.failed = summary.failed.map { clean($0) }
        summary.slowest = summary.slowest.map { clean($0) }
        summary.withRay = summary.withRay.map { clean($0) }
        summary.first = summary.first.map { clean($0) }
        summary.notices = clean(summary.notices)
        return Sealed(minting: summary)
    }

    mutating func clean(keys counts: [String: Int]) -> [String: Int] {
        var cleaned: [String: Int] = [:]
        for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
            cleaned[clean(key), default: 0] += count
        }
        return cleaned
    }

    mutating func clean(_ notices: [Notice]) -> [Notice] {
        var cleaned = notices
        for index in cleaned.indices {
            cleaned[index].message = clean(cleaned[index].message)
            cleaned[index].place = clean(optional: cleaned[index].place)
        }
        return cleaned
    }

    private mutating func clean(_ entry: HAREntry) -> HAREntry {
        var entry = entry
        entry.method = clean(entry.method)
        entry.url = clean(entry.url)
        entry.redirectURL = clean(optional: entry.redirectURL)
        entry.httpVersion = clean(optional: entry.httpVersion)
        entry.cacheStatus = clean(optional: entry.cacheStatus)
        entry.mitigated = clean(optional: entry.mitigated)
        entry.mimeType = clean(optional: entry.mimeType)
        entry.error = clean(optional: entry.error)
        entry.page = clean(optional: entry.page)
        entry.resourceType = clean(optional: entry.resourceType)
        if let address = entry.serverAddress, IPAddress(address) == nil {
            entry.serverAddress = clean(address)
        }
        return entry
    }
}
