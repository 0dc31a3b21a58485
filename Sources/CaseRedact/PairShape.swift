import ByteBlocks

/// Where names and values stand in `name=value`, `name: value`, `"name": "value"` and their escaped forms.
enum PairShape {
    /// A name and how it was quoted.
    struct Name {
        let range: Range<Int>
        /// Whether a quote stands between the name and the separator.
        let isQuoted: Bool
        /// The quote right before the name when none is behind it, as in `-H 'Cookie: …'`; else 0.
        let enclosing: UInt8
    }

    /// A value and whether quotes stand around it.
    struct Value {
        let range: Range<Int>
        let isQuoted: Bool
        /// Whether it is several lines of YAML.
        var isBlock = false
    }

    /// The name that ends before a separator.
    ///
    /// `block` is what is known of the bytes around it.
    @inline(__always)
    static func name(_ bytes: Span<UInt8>, before separator: Int, in block: BlockSearch, floor: Int) -> Name?
    {
        let isQuoted = separator > floor && isQuote(bytes[separator - 1])
        var stop = separator
        if isQuoted {
            stop -= 1
            while stop > floor, bytes[stop - 1] == UInt8(ascii: "\\") { stop -= 1 }
        }
        guard let start = block.nameStart(before: stop), start > floor, start < stop,
            bytes[start - 1] != UInt8(ascii: "\\")
        else { return name(bytes, before: separator, floor: floor) }
        let enclosing = !isQuoted && isQuote(bytes[start - 1]) ? bytes[start - 1] : 0
        return Name(range: start..<stop, isQuoted: isQuoted, enclosing: enclosing)
    }

    private static func name(_ bytes: Span<UInt8>, before separator: Int, floor: Int) -> Name? {
        var stop = separator
        while stop > floor, separator - stop < 3, bytes[stop - 1] == 0x20 { stop -= 1 }
        // headers['X-Api-Key'] = '…', [password] => …
        if stop > floor + 1, bytes[stop - 1] == UInt8(ascii: "]") { stop -= 1 }
        var isQuoted = false
        if stop > floor, isQuote(bytes[stop - 1]) {
            isQuoted = true
            stop -= 1
            while stop > floor, bytes[stop - 1] == UInt8(ascii: "\\") { stop -= 1 }
        }
        var from = stop
        while from > floor, stop - from < 64, ByteClass.nameByte.contains(bytes[from - 1]) { from -= 1 }
        if from > floor, bytes[from - 1] == UInt8(ascii: "\\"), from < stop {
            switch bytes[from] {
            case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): from += 1
            case UInt8(ascii: "u"): from = min(from + 5, stop)
            case UInt8(ascii: "x"): from = min(from + 3, stop)
            default: break
            }
        }
        guard from < stop else { return nil }
        let enclosing = !isQuoted && from > floor && isQuote(bytes[from - 1]) ? bytes[from - 1] : 0
        return Name(range: from..<stop, isQuoted: isQuoted, enclosing: enclosing)
    }

    /// The value behind a separator: in quotes, or a run without blanks and punctuation that ends values.
    ///
    /// - Returns: `nil` when there is none, or when the name is quoted and the value is not: then it is JSON.
    static func value(_ bytes: Span<UInt8>, _ name: Name, _ separator: Int, end: Int) -> Value? {
        var from = blanks(bytes, separator + 1, end)
        // token := "…", 'token' => "…"
        let isArrow = bytes.has(arrow, at: separator, end: end)
        if isArrow || bytes.has(walrus, at: separator, end: end) { from = blanks(bytes, separator + 2, end) }
        // b'…' in Python, N'…' in SQL, @"…" in C#
        if from + 1 < end, isQuote(bytes[from + 1]), "bNruf@".utf8.contains(bytes[from]) { from += 1 }
        from = behindMarks(bytes, from, end)
        if let quoted = quoted(bytes, from, end) {
            return quoted.isEmpty ? nil : Value(range: quoted, isQuoted: true)
        }
        // What an arrow leads to without quotes is code, but in PHP's print_r.
        guard !name.isQuoted, !isArrow || bytes[name.range.upperBound] == UInt8(ascii: "]") else {
            return nil
        }
        var stop = from
        while stop < end, !endsValue(bytes[stop]) { stop += 1 }
        return from < stop ? Value(range: from..<stop, isQuoted: false) : nil
    }

    /// Behind marks of Markdown and tags of HTML: `**Password:** …`, `<b>Password:</b> <code>…`.
    private static func behindMarks(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        guard start < end, bytes[start] == UInt8(ascii: "*") || bytes[start] == UInt8(ascii: "<") else {
            return start
        }
        var position = start
        while position + 2 < end, position - start < 3, bytes[position] == UInt8(ascii: "*") { position += 1 }
        if position > start {
            return bytes[position] == 0x20 ? blanks(bytes, position, end) : start
        }
        for _ in 0..<3 {
            guard position + 2 < end, bytes[position] == UInt8(ascii: "<"),
                isAlnum(bytes[position + 1]) || bytes[position + 1] == UInt8(ascii: "/"),
                let close = bytes.first(UInt8(ascii: ">"), in: position..<min(end, position + 48)),
                close - position > 3 || bytes[position + 1] == UInt8(ascii: "/") || close - position == 2
            else { break }
            position = blanks(bytes, close + 1, end)
        }
        return position
    }

    private static let arrow = Array("=>".utf8)
    private static let walrus = Array(":=".utf8)

    /// What a header field says: to the end of the line or of the quotes around it; at most 16 KB.
    ///
    /// When `strict`, no double quote is passed: in JSON it may end the string, and what follows is another text.
    static func line(
        _ bytes: Span<UInt8>, _ name: Name, _ separator: Int, end: Int, strict: Bool
    ) -> Range<Int>? {
        let from = blanks(bytes, separator + 1, end)
        if let quoted = quoted(bytes, from, end, strict: strict) { return quoted }
        guard !name.isQuoted else { return nil }
        let limit = min(end, from + 16_384)
        var stop = from
        var isInside = false
        while stop < limit {
            let byte = bytes[stop]
            if byte == 0x0a || byte == 0x0d { break }
            if name.enclosing != 0, byte == name.enclosing { break }
            if byte == UInt8(ascii: "\"") {
                guard !strict, isInside || follows(UInt8(ascii: "="), bytes, stop, from) else { break }
                isInside.toggle()
            }
            if byte == UInt8(ascii: "\\"), stop + 1 < limit, endsLine(bytes, stop, limit) { break }
            stop += 1
        }
        while stop > from, bytes[stop - 1] <= 0x20 || bytes[stop - 1] == UInt8(ascii: "\\") { stop -= 1 }
        return from..<stop
    }

    /// The value of the pair that a `Set-Cookie` field begins with.
    static func firstCookieValue(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
        let stop = bytes.first(UInt8(ascii: ";"), in: line) ?? line.upperBound
        guard let equals = bytes.first(UInt8(ascii: "="), in: line.lowerBound..<stop) else { return nil }
        var last = stop
        while last > equals + 1, bytes[last - 1] <= 0x20 || bytes[last - 1] == UInt8(ascii: "\\") {
            last -= 1
        }
        return equals + 1 < last ? equals + 1..<last : nil
    }

    /// Whether a quote opens behind the separator.
    static func isQuoted(_ bytes: Span<UInt8>, _ separator: Int, _ end: Int) -> Bool {
        quoted(bytes, blanks(bytes, separator + 1, end), end) != nil
    }

    /// Whether the name begins a line, or what `curl -v` and a quote put before one.
    static func startsLine(_ bytes: Span<UInt8>, _ name: Name, _ floor: Int) -> Bool {
        var from = name.range.lowerBound
        if name.enclosing != 0 || from <= floor { return true }
        if from >= 2, bytes[from - 1] == 0x20,
            bytes[from - 2] == UInt8(ascii: ">") || bytes[from - 2] == UInt8(ascii: "<")
        {
            from -= 2
        }
        guard from > floor else { return true }
        let before = bytes[from - 1]
        let isEscape =
            (before == UInt8(ascii: "n") || before == UInt8(ascii: "r")) && from > 1
            && bytes[from - 2] == UInt8(ascii: "\\")
        return before == 0x0a || before == 0x0d || isEscape
    }

    /// Whether this is a header field with a name no sentence has.
    static func isHeader(_ bytes: Span<UInt8>, _ name: Name, _ separator: Int, _ floor: Int) -> Bool {
        bytes[separator] == UInt8(ascii: ":") && isAlnum(bytes[name.range.lowerBound])
            && startsLine(bytes, name, floor)
            && bytes.first(UInt8(ascii: "-"), in: name.range) != nil
    }

    @inline(__always)
    static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    static func blanks(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var position = start
        while position < end, position - start < 128, bytes[position] == 0x20 || bytes[position] == 0x09 {
            position += 1
        }
        return position
    }

    /// The inside of quotes that open at `start`, any number of backslashes before them; at most 16 KB.
    private static func quoted(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, strict: Bool = false
    ) -> Range<Int>? {
        var open = start
        while open < end, open - start < 16, bytes[open] == UInt8(ascii: "\\") { open += 1 }
        let slashes = open - start
        guard open < end, isQuote(bytes[open]) else { return nil }
        let quote = bytes[open]
        let from = open + 1
        var stop = from
        let limit = min(end, from + 16_384)
        while stop < limit, bytes[stop] != 0x0a {
            // A quote of SQL and YAML stands for itself when it comes twice.
            if slashes == 0, bytes[stop] == quote, stop > from, stop + 1 < limit, bytes[stop + 1] == quote {
                stop += 2
                continue
            }
            if bytes[stop] == quote {
                var escape = stop
                while escape > from, bytes[escape - 1] == UInt8(ascii: "\\") { escape -= 1 }
                // Inside a JSON string, a quote that is not escaped ends the string, and with it this value.
                if stop - escape <= slashes || slashes > 0 && (stop - escape) % 2 == 0 {
                    return from..<escape
                }
            }
            if strict, bytes[stop] == UInt8(ascii: "\""), quote != bytes[stop] { break }
            if strict, bytes[stop] == UInt8(ascii: "\\"), endsLine(bytes, stop, limit) { break }
            stop += 1
        }
        while stop > from, bytes[stop - 1] == UInt8(ascii: "\\") { stop -= 1 }
        return from..<stop
    }

    /// Whether a byte stands before a place, backslashes between them passed over.
    private static func follows(_ byte: UInt8, _ bytes: Span<UInt8>, _ place: Int, _ from: Int) -> Bool {
        var position = place
        while position > from, bytes[position - 1] == UInt8(ascii: "\\") { position -= 1 }
        return position > from && bytes[position - 1] == byte
    }

    private static func endsLine(_ bytes: Span<UInt8>, _ backslash: Int, _ limit: Int) -> Bool {
        var position = backslash
        while position < limit, bytes[position] == UInt8(ascii: "\\") { position += 1 }
        return position < limit
            && (bytes[position] == UInt8(ascii: "n") || bytes[position] == UInt8(ascii: "r"))
    }

    private static func endsValue(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "<"),
            UInt8(ascii: ">"),
            UInt8(ascii: "&"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ")"), UInt8(ascii: "}"),
            UInt8(ascii: "]"), UInt8(ascii: "\\"), UInt8(ascii: "|"):
            true
        default: false
        }
    }
}
