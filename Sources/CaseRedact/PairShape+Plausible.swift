import ByteBlocks

extension PairShape {
    /// Whether a value under a telling name in free text is one, and not a word of the sentence or code.
    static func isPlausible(_ bytes: Span<UInt8>, _ value: Value, isPassword: Bool) -> Bool {
        let range = value.range
        switch bytes[range.lowerBound] {
        case _ where value.isBlock: break
        case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "["),
            UInt8(ascii: "+"):
            return false
        case UInt8(ascii: ">") where range.count < 3: return false
        default: break
        }
        if isStopWord(bytes, range) { return false }
        var digits = 0
        var marks = 0
        for index in range {
            if isDigit(bytes[index]) { digits += 1 } else if !isAlnum(bytes[index]) { marks += 1 }
            if bytes[index] <= 0x20, !isPassword, !value.isBlock { return false }
            if bytes[index] == UInt8(ascii: "("), !value.isQuoted { return false }
        }
        if !value.isQuoted, isExpression(bytes, range) || isCode(bytes, range) { return false }
        if isPassword { return range.count >= 2 }
        if value.isQuoted { return range.count >= 6 }
        return range.count >= 6 && digits > 0 || range.count >= 16
    }

    /// Whether a value is a place in a list (`ENV['X']`, `$_POST[`), a parameter of SQL or a printf (`$1`, `%s`), or a
    /// reference of YAML (`*name`, `!Ref`).
    private static func isCode(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        if let open = bytes.first(UInt8(ascii: "["), in: range), open > range.lowerBound {
            let name = bytes.run(of: [.word, .dot, .dollar], from: range.lowerBound, end: open)
            if name == open { return true }
        }
        let first = bytes[range.lowerBound]
        let rest = range.lowerBound + 1..<range.upperBound
        switch first {
        case UInt8(ascii: "$"):
            return bytes.run(of: .digit, from: rest.lowerBound, end: rest.upperBound) == rest.upperBound
        case UInt8(ascii: "%"): return range.count == 2
        case UInt8(ascii: "*"), UInt8(ascii: "!"):
            return !rest.isEmpty
                && bytes.run(
                    of: [.letter, .underscore, .hyphen], from: rest.lowerBound, end: rest.upperBound)
                    == rest.upperBound
        default: return false
        }
    }

    /// Whether a value is names with dots between them, as `process.env.SECRET` is in source code.
    private static func isExpression(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var dots = 0
        var previous = UInt8(ascii: ".")
        for index in range {
            let byte = bytes[index]
            guard byte == UInt8(ascii: ".") || ByteClass.letter.contains(byte) || byte == UInt8(ascii: "_")
            else {
                return false
            }
            if byte == UInt8(ascii: ".") {
                guard previous != byte else { return false }
                dots += 1
            }
            previous = byte
        }
        return dots > 0 && previous != UInt8(ascii: ".")
    }

    /// Whether a value is a word that says something about a secret.
    static func isStopWord(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        range.count <= 10
            && stopWords.contains(String(decoding: bytes.copy(range), as: UTF8.self).lowercased())
    }

    private static let stopWords: Set<String> = [
        "must", "should", "is", "was", "required", "incorrect", "invalid", "wrong", "expired", "field",
        "reset", "the",
        "a", "an", "not", "null", "none", "nil", "true", "false", "empty", "redacted", "hidden", "undefined",
        "this",
        "you", "your", "and", "or", "no", "yes", "function", "new", "void", "string", "text", "password",
        "omit",
        "include", "token", "bearer", "session", "secret", "missing", "number", "boolean", "-", "--", "***",
        "0", "1", "see", "check", "in", "from", "use", "ask", "via", "with", "on", "for", "to", "same", "as",
        "stored", "set", "changed", "unknown", "unchanged", "n/a", "tbd", "changeme", "integer", "every",
        "str", "bool", "any", "absent", "present",
    ]
}
