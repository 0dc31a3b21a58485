import CaseModel

/// The small pieces all path tools print.
enum PathWord {
    /// An address, with or without parentheses or brackets; a zone index is dropped.
    static func address(_ word: some StringProtocol) -> IPAddress? {
        var text = Substring(word)
        if let first = text.first, first == "(" || first == "[" { text = text.dropFirst() }
        while let last = text.last, ")],:;".contains(last), !text.hasSuffix("::") { text = text.dropLast() }
        if let mark = text.firstIndex(of: "%") { text = text[..<mark] }
        return IPAddress(text)
    }

    /// Milliseconds: plain decimal digits, finite and not negative.
    static func milliseconds(_ word: some StringProtocol) -> Double? {
        guard word.utf8.count <= 16, word.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }) else {
            return nil
        }
        return Double(String(word))
    }

    /// A whole number of at most nine digits.
    static func count(_ word: some StringProtocol) -> Int? {
        guard (1...9).contains(word.utf8.count), word.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return Int(String(word))
    }

    /// A host's name as far as it may be kept: not an address, not the word for nobody.
    static func name(_ word: some StringProtocol) -> String? {
        guard !word.isEmpty, word != "???", word.utf8.count <= 255, address(word) == nil else { return nil }
        return String(word)
    }

    /// `AS13335` from `AS13335`, `[AS13335]`, `[AS1/AS2]`; `nil` for `AS???`, `[*]` and anything else.
    static func autonomousSystem(_ word: some StringProtocol) -> String? {
        let text = String(word).filter { $0 != "[" && $0 != "]" }
        guard text.hasPrefix("AS"), text.utf8.count <= 64 else { return nil }
        let isNumbered = text.utf8.contains { (48...57).contains($0) }
        // Digits, `A`, `S` and the slash between several.
        let isPlain = text.utf8.allSatisfy { (47...57).contains($0) || $0 == 65 || $0 == 83 }
        guard isNumbered, isPlain else { return nil }
        return text
    }

    /// Whether a word stands where an AS number does, known or not.
    static func isAutonomousSystem(_ word: some StringProtocol) -> Bool {
        word == "AS???" || word == "[*]" || autonomousSystem(word) != nil
    }

    /// Who answered, from `ADDR`, `NAME`, `NAME (ADDR)` or `NAME [ADDR]`; both parts `nil` for `???`.
    static func host(_ words: some Collection<Substring>) -> (address: IPAddress?, name: String?) {
        guard let first = words.first else { return (nil, nil) }
        if let second = words.dropFirst().first, second.hasPrefix("(") || second.hasPrefix("["),
            let inner = address(second)
        {
            return (inner, name(first))
        }
        // `(Network is unreachable)` in newer mtr stands for a host that did not answer.
        guard !first.hasPrefix("(") || address(first) != nil else { return (nil, nil) }
        return (address(first), name(first))
    }
}
