import ByteBlocks
package import CaseModel
package import JSONBytes

extension Redactor {
    /// Seals any text: output of tools, a page, lines of JSON, a whole JSON document.
    package mutating func seal(
        text: [UInt8], in file: BundlePath, _ mode: TextMode = .evidence
    ) -> Sealed<[UInt8]> {
        begin(file)
        return Sealed(minting: rewriteText(text, options(mode), nesting: 0) ?? text)
    }

    /// Seals a part of a text that goes on with a table whose head, a line of it, stood in an earlier part.
    package mutating func seal(text: [UInt8], in file: BundlePath, under head: [UInt8]) -> Sealed<[UInt8]> {
        _ = table.cells(head.span, 0..<head.count, &names)
        defer { table = TextTable() }
        return seal(text: text, in: file)
    }

    /// Seals a short text.
    package mutating func seal(
        string: String, in file: BundlePath, _ mode: TextMode = .evidence
    ) -> Sealed<String> {
        begin(file)
        return Sealed(minting: clean(string, mode))
    }

    /// Seals a JSON value: its shape stays, its strings and names go through the rules.
    package mutating func seal(
        json: JSONValue, in file: BundlePath, _ mode: TextMode = .evidence
    ) -> Sealed<JSONValue> {
        begin(file)
        let bytes = json.serialized(pretty: false)
        do {
            guard let sealed = try rewriteJSON(bytes, .plain, options(mode), nesting: 0) else {
                return Sealed(minting: json)
            }
            return Sealed(minting: try JSONValue(parsing: sealed, depthLimit: 512))
        } catch {
            return Sealed(minting: .string("[withheld: nested too deep]"))
        }
    }

    func options(_ mode: TextMode) -> ScanOptions {
        var options = ScanOptions()
        options.addresses = mode == .evidence && policy.addresses != .keep
        return options
    }

    /// A text without its secrets.
    mutating func clean(_ string: String, _ mode: TextMode = .evidence) -> String {
        let bytes = Array(string.utf8)
        guard let sealed = rewriteText(bytes, options(mode), nesting: 0) else { return string }
        return String(decoding: sealed, as: UTF8.self)
    }

    /// A text, if there is one, without its secrets.
    mutating func clean(optional string: String?, _ mode: TextMode = .evidence) -> String? {
        guard let string else { return nil }
        return clean(string, mode)
    }

    mutating func cleaned(_ bytes: [UInt8], _ options: ScanOptions) -> [UInt8] {
        rewriteText(bytes, options, nesting: 0) ?? bytes
    }

    /// A text of unknown kind: a JSON document, an e-mail, lines of which some are JSON, or just text; `nil` when nothing
    /// changes.
    ///
    /// Escapes in JSON can hide the name of a field from rules that read text; a structure cannot be fooled so.
    mutating func rewriteText(_ bytes: [UInt8], _ options: ScanOptions, nesting: Int) -> [UInt8]? {
        guard nesting < 4 else { return rewrite(bytes, 0..<bytes.count, options) }
        if let first = bytes.first(where: { $0 > 0x20 }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        {
            do { return try rewriteJSON(bytes, .plain, options, nesting: nesting, isChecked: false) } catch {
                // Not JSON after all.
            }
        }
        if nesting == 0, MailMessage.begins(bytes.span) { return rewriteMail(bytes, options) }
        if nesting == 0, let joined = TraceRows.joined(bytes) {
            let sealed = rewriteText(joined, options, nesting: 1)
            // Without a secret the rows stay as they are.
            if let sealed { return sealed }
        }
        guard nesting == 0, let sealed = rewriteHexDumps(bytes, options) else {
            return rewriteLines(bytes, options, nesting: nesting)
        }
        return rewriteLines(sealed, options, nesting: nesting) ?? sealed
    }

    /// Lines that are JSON and rows of tables by their structure, what stands between them as text.
    private mutating func rewriteLines(_ bytes: [UInt8], _ options: ScanOptions, nesting: Int) -> [UInt8]? {
        var output: [UInt8] = []
        var copied = 0
        var textStart = 0
        var lineStart = 0
        var table = nesting == 0 ? self.table : TextTable()
        while lineStart < bytes.count {
            let lineEnd = bytes.span.first(0x0a, in: lineStart..<bytes.count) ?? bytes.count
            defer { lineStart = lineEnd + 1 }
            guard let line = JSONLine(bytes.span, lineStart..<lineEnd) else {
                for cell in table.cells(bytes.span, lineStart..<lineEnd, &names) {
                    rewrite(bytes, textStart..<cell.range.lowerBound, options, &output, &copied)
                    output += bytes[copied..<cell.range.lowerBound]
                    remove(bytes.span, cell.range, rule: cell.rule, learns: cell.learns, to: &output)
                    copied = cell.range.upperBound
                    textStart = copied
                }
                continue
            }
            var place = JSONPlace.plain
            if let name = line.name { place = self.place(named: PlainText.unescaped(bytes.span, name)) }
            let value = Array(bytes[line.value])
            let sealed = try? rewriteJSON(value, place, options, nesting: nesting)
            rewrite(bytes, textStart..<line.value.lowerBound, options, &output, &copied)
            textStart = line.value.upperBound
            guard let sealed else { continue }
            output += bytes[copied..<line.value.lowerBound]
            output += sealed
            copied = textStart
        }
        rewrite(bytes, textStart..<bytes.count, options, &output, &copied)
        guard copied > 0 else { return nil }
        output += bytes[copied...]
        return output
    }

    /// Appends a part of a text as far as it changes, and what stands before it.
    private mutating func rewrite(
        _ bytes: [UInt8], _ range: Range<Int>, _ options: ScanOptions, _ output: inout [UInt8],
        _ copied: inout Int
    ) {
        guard !range.isEmpty, let sealed = rewrite(bytes, range, options) else { return }
        output += bytes[copied..<range.lowerBound]
        output += sealed
        copied = range.upperBound
    }

    /// Applies the rules to some bytes until they find nothing more; `nil` when nothing changes.
    ///
    /// What was removed may change what its surroundings look like, so these are read again, unless only the fields
    /// every line of a log has were.
    mutating func rewrite(_ source: [UInt8], _ range: Range<Int>, _ options: ScanOptions) -> [UInt8]? {
        var pass = TextPass(range)
        scan(source, range, options, &pass)
        guard pass.hasChanged else { return nil }
        var settled = pass.finish(source)
        for _ in 0..<3 where !pass.unsettled.isEmpty {
            let windows = pass.windows(of: settled.span)
            pass = TextPass(0..<settled.count)
            for window in windows {
                var options = options
                options.form = options.form && window.lowerBound == 0
                scan(settled, window, options, &pass)
            }
            guard pass.hasChanged else { break }
            settled = pass.finish(settled)
        }
        return settled
    }

    private mutating func scan(
        _ source: [UInt8], _ range: Range<Int>, _ options: ScanOptions, _ pass: inout TextPass
    ) {
        var scanner = TextScanner(options, range)
        // Held here once: its references are not counted at every finding.
        let tables = tables
        while let sighting = scanner.next(source.span, tables, &names, secrets) {
            let found = sighting.range
            let start = pass.begin(source, found.lowerBound)
            guard replace(source, sighting, options, to: &pass.output) else {
                pass.undo(start)
                if case .address = sighting.action { scanner.leave() }
                continue
            }
            switch sighting.action {
            case .decode, .uncover: scanner.pass(to: found.upperBound, source.span)
            case .remove, .learn, .address: break
            }
            pass.end(start, found.upperBound, isSettled: options.allQuery && sighting.isField)
        }
    }

    /// Appends what stands in place of something found.
    ///
    /// - Returns: Whether anything does; if not, it stays.
    private mutating func replace(
        _ source: [UInt8], _ sighting: Sighting, _ options: ScanOptions, to output: inout [UInt8]
    ) -> Bool {
        switch sighting.action {
        case .remove, .learn:
            remove(
                source.span, sighting.range, rule: sighting.rule, learns: sighting.learns,
                to: &output)
            return true
        case .address:
            guard append(address: sighting.range, of: source, to: &output) else { return false }
            note(RulePlace.address)
            return true
        case .uncover(let layer):
            guard let covered = uncovered(source, sighting.range, layer, options) else { return false }
            output += covered
            return true
        case .decode:
            guard let decoded = decoded(source, sighting.range, options) else { return false }
            output += decoded
            return true
        }
    }

    private func append(address range: Range<Int>, of source: [UInt8], to output: inout [UInt8]) -> Bool {
        if let number = AddressShape.number(source.span, range) {
            return addresses.append(v4: number, to: &output)
        }
        guard let octets = AddressShape.octets(source.span, range) else { return false }
        return addresses.append(octets, to: &output)
    }

    /// A percent-encoded value: judged without the encoding, and written with it again if it changed.
    private mutating func decoded(_ source: [UInt8], _ range: Range<Int>, _ options: ScanOptions) -> [UInt8]?
    {
        let raw = Array(source[range])
        let plain = Percent.decoded(raw)
        var inner = options
        inner.form = false
        // One level less each time: what was encoded thrice and more is cut off by the bound on length.
        inner.decodes = plain.count < raw.count
        var result = raw
        if let sealed = rewrite(plain, 0..<plain.count, inner) { result = Percent.encoded(sealed) }
        inner.decodes = false
        if let again = rewrite(result, 0..<result.count, inner) { return again }
        return result == raw ? nil : result
    }
}
