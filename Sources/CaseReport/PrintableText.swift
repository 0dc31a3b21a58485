/// The one place where evidence becomes text that is safe to show in a terminal, a ticket or a page.
extension String {
    /// The text on one line: control characters in `\x1b` notation, line breaks and tabs as blanks.
    ///
    /// C0, DEL and C1 can move a cursor or forge a line; the invisible marks that turn the direction of text can
    /// make a name read as another.
    var printable: String {
        guard unicodeScalars.contains(where: { Self.isUnprintable($0) }) else { return self }
        var output = ""
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0a, 0x0d, 0x2028, 0x2029: output.unicodeScalars.append(" ")
            default: Self.append(scalar, to: &output)
            }
        }
        return output
    }

    /// The text's lines, each printable; blank lines at both ends are dropped.
    var printableLines: [String] {
        var lines = split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { String($0).printable }
        while let last = lines.last, !isSaid(last) { lines.removeLast() }
        return Array(lines.drop { !isSaid($0) })
    }

    /// The text for a JSON document: what JSON escapes stays, other control characters are noted as `\x9b`.
    ///
    /// JSON lets DEL and C1 stand unescaped, and a terminal that shows the document would obey them.
    var printableJSON: String {
        guard unicodeScalars.contains(where: { $0.value >= 0x7f && Self.isUnprintable($0) }) else {
            return self
        }
        var output = ""
        for scalar in unicodeScalars {
            if scalar.value < 0x20 {
                output.unicodeScalars.append(scalar)
            } else {
                Self.append(scalar, to: &output)
            }
        }
        return output
    }

    /// The first `limit` characters, and an ellipsis when there are more.
    func clipped(_ limit: Int) -> String {
        guard let end = index(startIndex, offsetBy: limit, limitedBy: endIndex), end < endIndex else {
            return self
        }
        return self[..<end] + "…"
    }

    private static func append(_ scalar: Unicode.Scalar, to output: inout String) {
        guard isUnprintable(scalar) else {
            output.unicodeScalars.append(scalar)
            return
        }
        let digits = String(scalar.value, radix: 16)
        output += scalar.value < 0x100 ? "\\x" + (digits.count < 2 ? "0" : "") + digits : "\\u{\(digits)}"
    }

    private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f...0x9f, 0x61c, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff: true
        default: false
        }
    }
}
