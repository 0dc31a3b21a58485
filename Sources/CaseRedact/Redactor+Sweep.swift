import ByteBlocks
package import CaseModel
package import JSONBytes

extension Redactor {
    /// How many secrets and ways of writing them are known; a file that was swept at this count needs no other sweep.
    package var learned: Int { secrets.learned }

    /// Whether there were more secrets than can be known everywhere (32,768); the rest went where they stood.
    package var isFull: Bool { secrets.isFull }

    /// Makes a name stay readable where no rule removes it, though a secret's place held it too: a host, a Ray ID.
    package mutating func keep(name: String) {
        for form in Set([name, name.lowercased(), name.uppercased()]) {
            secrets.keep(mint.name(of: Array(form.utf8).span))
        }
    }

    /// Removes from sealed bytes every form of the secrets known by now.
    ///
    /// - Parameters:
    ///   - bytes: A whole file.
    ///   - file: The name the ledger counts under, by the rule `known-secret`.
    /// - Returns: `nil` when there is none.
    package mutating func sweep(_ bytes: Sealed<[UInt8]>, in file: BundlePath) -> Sealed<[UInt8]>? {
        guard !secrets.taint.isEmpty else { return nil }
        begin(file)
        secrets.prepare()
        let window = SweepWindow(bytes.value, from: 0, isLast: true, isJSON: Self.isJSON(bytes.value))
        return swept(window).output.map { Sealed(minting: $0) }
    }

    /// Removes from a sealed record every form of the secrets known by now; a record that is none then is withheld.
    package mutating func sweep(_ json: Sealed<JSONValue>, in file: BundlePath) -> Sealed<JSONValue> {
        guard let bytes = sweep(Sealed(minting: json.value.serialized(pretty: false)), in: file) else {
            return json
        }
        do { return Sealed(minting: try JSONValue(parsing: bytes.value, depthLimit: 512)) } catch {
            return Sealed(minting: .string("[withheld: secrets could not be removed]"))
        }
    }

    /// Removes from a sealed file of any size every form of the secrets known by now.
    ///
    /// Holds two windows of 1 MiB; a secret across their border is found.
    ///
    /// - Parameters:
    ///   - spool: The file.
    ///   - file: The name the ledger counts under, by the rule `known-secret`.
    ///   - sink: Takes all the bytes of the file, from its first on; asked for at the first secret found.
    /// - Returns: The sink, or `nil` when there was no secret to remove.
    /// - Throws: `SinkError` when a scratch file cannot be read or written; what was written then is worth nothing.
    package mutating func sweep(
        _ spool: SealedSpool, in file: BundlePath, to sink: () throws(SinkError) -> SealedSpool
    ) throws(SinkError) -> SealedSpool? {
        try sweep(spool.byteCount, in: file) { (offset, count) throws(SinkError) in
            try spool.bytes(at: offset, count: count)
        } begin: { (position) throws(SinkError) in
            try spool.copied(to: sink(), upTo: position)
        }
    }

    /// Removes from what one redactor wrote to a sink every form of the secrets known by now.
    ///
    /// - Throws: `SinkError` when it cannot be read back or written anew; the sink is then not fit to leave.
    package mutating func sweep(_ sink: any RewritableSink, in file: BundlePath) throws(SinkError) {
        let swept = try sweep(sink.byteCount, in: file) { (offset, count) throws(SinkError) in
            do { return try sink.read(at: offset, count: count) } catch {
                throw SinkError("what was written could not be read back")
            }
        } begin: { (position) throws(SinkError) in
            let scratch = SealedSpool(over: try sink.scratch())
            try sink.copy(to: scratch, upTo: position)
            return scratch
        }
        guard let swept else { return }
        try sink.restart()
        try swept.copy(to: sink)
    }

    private mutating func sweep(
        _ total: Int, in file: BundlePath, read: (_ offset: Int, _ count: Int) throws(SinkError) -> [UInt8],
        begin beginOutput: (_ position: Int) throws(SinkError) -> SealedSpool
    ) throws(SinkError) -> SealedSpool? {
        guard !secrets.taint.isEmpty else { return nil }
        begin(file)
        secrets.prepare()
        var output: SealedSpool?
        var isJSON = false
        var position = 0
        while position < total {
            let back = min(SweepWindow.lookBack, position)
            let bytes = try read(position - back, min(back + SweepWindow.size, total - position + back))
            guard bytes.count > back else { throw SinkError("a scratch file ended too early") }
            if position == 0 { isJSON = Self.isJSON(bytes) }
            let isLast = position - back + bytes.count >= total
            let (changed, next) = swept(SweepWindow(bytes, from: back, isLast: isLast, isJSON: isJSON))
            if changed != nil, output == nil { output = try beginOutput(position) }
            try output?.append(Sealed(minting: changed ?? Array(bytes[back..<next])))
            position += next - back
        }
        return output
    }

    mutating func swept(_ window: SweepWindow) -> (output: [UInt8]?, next: Int) {
        let (ranges, next) = window.removals(secrets.taint, kept: secrets.kept)
        guard !ranges.isEmpty else { return (nil, next) }
        var output: [UInt8] = []
        output.reserveCapacity(next - window.start)
        var copied = window.start
        for removal in ranges {
            window.bytes.span.append(copied..<removal.range.lowerBound, to: &output)
            mint.append(rule: RulePlace.known, removal.form.name, to: &output)
            note(RulePlace.known)
            copied = removal.range.upperBound
        }
        window.bytes.span.append(copied..<next, to: &output)
        return (output, next)
    }

    /// Whether a file begins as JSON does; then quotes are not to be touched.
    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        let first = bytes.first { $0 > 0x20 && $0 < 0x7f }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }
}

extension SealedSpool {
    /// Reads exactly so many bytes, fewer only at the end.
    fileprivate func bytes(at offset: Int, count: Int) throws(SinkError) -> [UInt8] {
        let wanted = min(count, byteCount - offset)
        var bytes: [UInt8] = []
        while bytes.count < wanted {
            let part: [UInt8]
            do throws(Failure) {
                part = try read(at: offset + bytes.count, count: wanted - bytes.count).value
            } catch { throw SinkError("a scratch file could not be read back") }
            guard !part.isEmpty else { throw SinkError("a scratch file ended too early") }
            if bytes.isEmpty { bytes = part } else { bytes += part }
        }
        return bytes
    }

    /// Copies the first bytes to another.
    fileprivate func copied(to other: SealedSpool, upTo end: Int) throws(SinkError) -> SealedSpool {
        var position = 0
        while position < end {
            let bytes = try bytes(at: position, count: min(1 << 18, end - position))
            try other.append(Sealed(minting: bytes))
            position += bytes.count
        }
        return other
    }
}

extension RewritableSink {
    /// Copies the first bytes to a spool; what a redactor wrote is sealed.
    fileprivate func copy(to other: SealedSpool, upTo end: Int) throws(SinkError) {
        var position = 0
        while position < end {
            let bytes: [UInt8]
            do { bytes = try read(at: position, count: min(1 << 18, end - position)) } catch {
                throw SinkError("what was written could not be read back")
            }
            guard !bytes.isEmpty else { throw SinkError("what was written ended too early") }
            try other.append(Sealed(minting: bytes))
            position += bytes.count
        }
    }
}

extension SealedSpool {
    /// Copies all bytes to a sink.
    fileprivate func copy(to sink: any RewritableSink) throws(SinkError) {
        var position = 0
        while position < byteCount {
            let bytes = try bytes(at: position, count: 1 << 18)
            var sink = sink
            try sink.write(bytes.span)
            position += bytes.count
        }
    }
}
