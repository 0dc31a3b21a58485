import ByteBlocks

/// Says which values found in a secret's place are removed wherever else they stand.
///
/// A value spreads when it can hardly be anything else: 8 to 2048 bytes of text with three letters and a digit or
/// mark at least, and of a shape nobody chooses twice. These do not: numbers, dates, versions, addresses, host names, URLs,
/// names of regions and languages, words with a short number behind them (`password1`, `windows10`), words joined by
/// marks (`dark-mode`), and texts with blanks unless one word would spread alone. What is only known to be a cookie's or
/// a parameter's has to look drawn: eight bytes or more in words that change between letters, capitals and digits
/// three times, or twelve in words that do so twice. UUIDs do spread: they are what many sessions are called.
enum SpreadRule {
    /// Judges a value with no encoding on it.
    ///
    /// `isSure` says that the place holds nothing but secrets, as `password=` and `Authorization:` do.
    static func spreads(_ bytes: Span<UInt8>, isSure: Bool) -> Bool {
        guard (8...2048).contains(bytes.count), bytes[0] > 0x20, bytes[bytes.count - 1] > 0x20 else {
            return false
        }
        var text = Shape()
        for index in 0..<bytes.count {
            guard bytes[index] >= 0x20, bytes[index] != 0x7f else { return false }
            text.add(bytes[index])
        }
        text.endWord()
        guard text.letters >= 3, text.letters < bytes.count || bytes.count >= 20 else { return false }
        guard !isName(bytes), !isCommon(bytes) else { return false }
        if text.looksDrawn { return true }
        guard isSure, !text.hasBlank else { return false }
        return text.mixed >= 6 || text.digits > 0 && text.longWords >= 2 && bytes.count >= 15
            || text.hasSymbol
            || text.letters == bytes.count
    }

    /// Counts over a text and its words.
    private struct Shape {
        var letters = 0
        var digits = 0
        var hasBlank = false
        /// Whether there is a mark that names and versions do not have.
        var hasSymbol = false
        /// The length of the longest word of letters and digits.
        var mixed = 0
        /// The length of the words that change twice or more between letters, capitals and digits.
        private var drawn = 0
        private var longestDrawn = 0
        private var turns = 0
        /// Words of five letters and more.
        var longWords = 0
        private var word = (letters: 0, digits: 0, turns: 0)
        private var previous = 0

        var looksDrawn: Bool {
            let count = hasBlank ? longestDrawn : drawn
            return digits > 0 && (count >= 8 && turns >= 3 || count >= 12)
        }

        mutating func add(_ byte: UInt8) {
            if isDigit(byte) {
                step(to: 1)
                word.digits += 1
            } else if isAlnum(byte) || byte >= 0x80 {
                step(to: byte < 97 ? 2 : 3)
                word.letters += 1
            } else {
                endWord()
                if byte == 0x20 { hasBlank = true }
                if "!#$^*@&~|\\".utf8.contains(byte) { hasSymbol = true }
            }
        }

        private mutating func step(to kind: Int) {
            // A capital before small letters is how a name begins.
            if previous != 0, kind != previous, !(previous == 2 && kind == 3) { word.turns += 1 }
            previous = kind
        }

        mutating func endWord() {
            let count = word.letters + word.digits
            if word.letters >= 5 { longWords += 1 }
            letters += word.letters
            digits += word.digits
            if word.letters > 0, word.digits > 0 { mixed = max(mixed, count) }
            if word.turns >= 2 {
                drawn += count
                longestDrawn = max(longestDrawn, count)
                turns = max(turns, word.turns)
            }
            word = (0, 0, 0)
            previous = 0
        }
    }

    /// Addresses, URLs and host names are what support reads.
    private static func isName(_ bytes: Span<UInt8>) -> Bool {
        let range = 0..<bytes.count
        if AddressShape.octets(bytes, range) != nil { return true }
        if bytes.has(Array("http".utf8), at: 0, end: bytes.count), bytes.count > 8,
            bytes[4] == UInt8(ascii: ":") || bytes[5] == UInt8(ascii: ":")
        {
            return true
        }
        guard let dot = range.last(where: { bytes[$0] == UInt8(ascii: ".") }), dot > 0,
            bytes.run(of: [.alnumHyphen, .dot], from: 0, end: bytes.count) == bytes.count
        else { return false }
        return domains.contains(bytes.copy(dot + 1..<bytes.count).map(lowered))
    }

    private static let domains = Set(
        [
            "com", "net", "org", "io", "dev", "app", "test", "example", "invalid", "localhost", "local", "co",
            "uk", "de", "fr", "nl", "eu", "us", "ca", "au", "jp", "in", "br", "it", "es", "ch", "at", "pl",
            "se", "no", "cloud", "info", "biz", "ai", "me", "internal", "js", "css", "html", "png", "jpg",
        ].map { Array($0.utf8) })

    /// A word everybody uses, with a number of up to four digits behind it.
    private static func isCommon(_ bytes: Span<UInt8>) -> Bool {
        var stop = bytes.count
        while stop > 0, bytes.count - stop < 4, isDigit(bytes[stop - 1]) { stop -= 1 }
        return stop <= 12 && commonWords.contains(bytes.copy(0..<stop).map(lowered))
    }

    private static let commonWords = Set(
        [
            "password", "passw0rd", "passwd", "changeme", "example", "test", "testing", "user", "username",
            "admin", "welcome", "qwerty", "letmein", "default", "demo", "sample", "windows", "iphone",
            "android", "version", "release", "guest", "root", "secret", "token", "session", "account",
            "login", "localhost", "production", "staging", "cloudflare", "customer", "anonymous", "abcd",
        ].map { Array($0.utf8) })
}
