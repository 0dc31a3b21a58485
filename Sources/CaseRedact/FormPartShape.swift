/// Finds fields in multipart forms and in HTML.
enum FormPartShape {
    private static let disposition = Array("form-data;".utf8)

    /// Whether `name` at `start` is a parameter of a form part's Content-Disposition.
    static func isPart(_ bytes: Span<UInt8>, _ start: Int, floor: Int) -> Bool {
        var position = start
        // Other parameters may stand before the name.
        while position > floor, start - position < 256, bytes[position - 1] != 0x0a {
            position -= 1
            if bytes.hasIgnoringCase(disposition, at: position, end: start) { return true }
        }
        return false
    }

    /// What stands behind the next blank line, up to the next line that begins with two hyphens.
    static func value(_ bytes: Span<UInt8>, after start: Int, end: Int) -> Range<Int>? {
        let limit = min(end, start + 512)
        var position = start
        var lines = 0
        while position < limit, lines < 2 {
            let next = lineEnd(bytes, position, limit)
            if let next {
                lines += 1
                position = next
            } else {
                if lines == 1 { lines = 0 }
                position += 1
            }
        }
        guard lines == 2 else { return nil }
        let from = position
        let stop = min(end, from + 65_536)
        while position < stop {
            if let next = lineEnd(bytes, position, stop), next + 1 < stop, bytes[next] == 45,
                bytes[next + 1] == 45
            {
                return from..<position
            }
            position += 1
        }
        return from..<position
    }

    /// The place behind a line end, plain or escaped.
    private static func lineEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var position = start
        if position < end, bytes[position] == 0x0d { position += 1 }
        if position < end, bytes[position] == 0x0a { return position + 1 }
        position = start
        if bytes.has(Array("\\r".utf8), at: position, end: end) { position += 2 }
        return bytes.has(Array("\\n".utf8), at: position, end: end) ? position + 2 : nil
    }

    /// What stands before and behind a value in the HTML tag it stands in; `nil` when that is none.
    static func tag(
        _ bytes: Span<UInt8>, around value: Range<Int>, floor: Int, end: Int
    ) -> (before: Range<Int>, after: Range<Int>)? {
        var open = value.lowerBound
        while open > floor, value.lowerBound - open < 256, bytes[open - 1] != UInt8(ascii: "<") {
            guard bytes[open - 1] != UInt8(ascii: ">") else { return nil }
            open -= 1
        }
        guard open > floor, bytes[open - 1] == UInt8(ascii: "<") else { return nil }
        var close = value.upperBound
        while close < end, close - value.upperBound < 256, bytes[close] != UInt8(ascii: ">") { close += 1 }
        return (open..<value.lowerBound, value.upperBound..<close)
    }

    private static let type = Array("type=".utf8), password = Array("password".utf8)

    /// Whether attributes say that a field is one for passwords.
    static func isPasswordField(_ bytes: Span<UInt8>, _ attributes: Range<Int>) -> Bool {
        for place in attributes where bytes.hasIgnoringCase(type, at: place, end: attributes.upperBound) {
            var value = place + type.count
            while value < attributes.upperBound, "\"'\\".utf8.contains(bytes[value]) { value += 1 }
            if bytes.hasIgnoringCase(password, at: value, end: attributes.upperBound) { return true }
        }
        return false
    }

    private static let attributes = ["name=", "key="].map { Array($0.utf8) }

    /// What `name="…"` or `key="…"` says among the attributes in a range.
    static func name(_ bytes: Span<UInt8>, in range: Range<Int>) -> Range<Int>? {
        var position = range.lowerBound
        while position < range.upperBound {
            let found = attributes.first { bytes.hasIgnoringCase($0, at: position, end: range.upperBound) }
            if let attribute = found, position == range.lowerBound || !isAlnum(bytes[position - 1]) {
                var from = position + attribute.count
                while from < range.upperBound, !isAlnum(bytes[from]), from - position < 10 { from += 1 }
                let stop = bytes.run(of: [.word, .hyphen, .dot], from: from, end: range.upperBound)
                return from < stop ? from..<stop : nil
            }
            position += 1
        }
        return nil
    }
}
