import ByteBlocks

/// Reads what is about to leave, in chunks, and says where a secret still stands.
///
/// The same detectors as the redactor's, those whose finding is beyond doubt: a hit refuses the bundle.
package struct Gate: ~Copyable {
    private let tables: ScanTables
    private var names: NameCache
    private let secrets = SecretSet(seed: 0)
    private var file = ""
    private var options = ScanOptions()
    private var buffer: [UInt8] = []
    /// Where `buffer` begins in the file.
    private var base = 0
    private var reported = 0
    private static let window = 524_288
    private static let overlap = 20_480
    private static let limit = 1000

    /// What was found; at most 1000, no text of it.
    package private(set) var hits: [(file: String, rule: String, offset: Int)] = []

    /// - Parameter policy: Names it keeps are no hits.
    package init(policy: RedactionPolicy) {
        tables = ScanTables.with(policy.ownRules)
        names = NameCache(seed: 0x5851_f42d_4c95_7f2d, policy: policy)
        options.isGate = true
        options.addresses = false
        options.decodes = false
    }

    /// Reads the next bytes of a file; another name ends the file before.
    package mutating func scan(_ chunk: Span<UInt8>, of file: String) {
        if file != self.file {
            endFile()
            self.file = file
            let binary = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".gz", ".zip", ".pcap", ".pcapng"]
            options.isBinary = binary.contains { file.lowercased().hasSuffix($0) }
        }
        var position = 0
        while position < chunk.count {
            let stop = min(chunk.count, position + Self.window - buffer.count)
            chunk.append(position..<stop, to: &buffer)
            position = stop
            if buffer.count >= Self.window { look(isLast: false) }
        }
    }

    /// Ends the file that is being read.
    package mutating func endFile() {
        look(isLast: true)
        buffer.removeAll(keepingCapacity: true)
        base = 0
        reported = 0
        file = ""
    }

    private mutating func look(isLast: Bool) {
        guard !buffer.isEmpty else { return }
        var bytes: [UInt8] = []
        swap(&bytes, &buffer)
        defer { swap(&bytes, &buffer) }
        var scanner = TextScanner(options, 0..<bytes.count)
        while let sighting = scanner.next(bytes.span, tables, &names, secrets) {
            // What touches the end may be cut; it is seen whole next time.
            guard isLast || sighting.range.upperBound < bytes.count else { continue }
            guard base + sighting.range.lowerBound >= reported else { continue }
            reported = base + sighting.range.upperBound
            if hits.count < Self.limit {
                hits.append((file, tables.rules[sighting.rule].id, base + sighting.range.lowerBound))
            }
        }
        guard !isLast else { return }
        let cut = Self.border(bytes, near: bytes.count - Self.overlap)
        base += cut
        bytes.removeFirst(cut)
    }

    /// A place where no token is cut in two: behind a line end or a blank, or at least behind a run of letters.
    private static func border(_ buffer: [UInt8], near place: Int) -> Int {
        var position = place
        let lowest = max(1, place - 4096)
        while position > lowest {
            if buffer[position - 1] == 0x0a || buffer[position - 1] == 0x20 { return position }
            position -= 1
        }
        position = place
        while position < buffer.count - 1,
            isAlnum(buffer[position]) || "._-+%@~".utf8.contains(buffer[position])
        {
            position += 1
        }
        return position
    }
}
