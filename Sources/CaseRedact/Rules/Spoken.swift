import ByteBlocks

extension RedactionRule {
    /// Secrets in sentences, behind a word that announces one and a blank.
    static let spoken = RedactionRule(
        "spoken", help: "Removes secrets in sentences: the password is x.",
        isGated: false,
        anchors: [
            "pass", "Pass", "tok", "Tok", "secret", "Secret", "code", "key", "pwd", "PASS", "TOKEN", "SECRET",
        ],
        examples: [
            "my password is GarnetEmber1005!": "my password is <spoken>!",
            "Your verification code is 315510.": "Your verification code is <spoken>.",
            "the password is required": "the password is required",
            "the error code is 522": "the error code is 522",
        ]
    ) { bytes, start, end in
        SpokenShape.match(bytes, start, end)
    }
}

/// Finds what is said behind a word.
enum SpokenShape {
    private static let words = [
        "password", "passwort", "passwd", "passphrase", "passcode", "pass", "token", "secret", "key", "pwd",
        "code",
    ]
    private static let codes = [
        "verification", "security", "login", "confirmation", "time", "access", "otp", "sms", "2fa", "mfa",
    ]

    static func match(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        let name = bytes.run(of: .letter, from: start, end: min(end, start + 16))
        guard name < end, bytes[name] == 0x20 || bytes[name] == UInt8(ascii: ":"),
            let word = words.first(where: {
                $0.utf8.count == name - start && bytes.hasIgnoringCase(Array($0.utf8), at: start, end: end)
            })
        else { return nil }
        if word == "password" || word == "passphrase" || word == "passwort",
            let value = announced(bytes, name, end)
        {
            return value
        }
        let saying = [" is: ", " is ", ": "].first { bytes.has(Array($0.utf8), at: name, end: end) }
        // Behind a colon alone, the rules for names and values look.
        guard saying != ": " || word == "code" else { return nil }
        let isSaid = saying != nil
        let from = name + (saying?.utf8.count ?? 1)
        var stop = from
        while stop < end, stop - from < 256, !endsWord(bytes[stop]) { stop += 1 }
        while stop > from, ".,;:!?)".utf8.contains(bytes[stop - 1]) { stop -= 1 }
        guard stop - from >= 4, Placeholder.end(bytes, at: from, end: stop) == nil else { return nil }
        let value = from..<stop
        if word == "code" { return isSaid && isCode(bytes, start, value) ? value : nil }
        let announced =
            isSaid && word != "key"
        return announced && isDrawn(bytes, value) ? value : nil
    }

    private static let introducers = ["is", "to", "currently", "=", "-", "–", "->", "=>", ":"]

    /// `password (prod): …`, `password was changed to …`, `password ..... …`: few words between, the last of which announces it.
    private static func announced(_ bytes: Span<UInt8>, _ name: Int, _ end: Int) -> Range<Int>? {
        var position = name
        var isAnnounced = false
        for _ in 0..<5 {
            position = PairShape.blanks(bytes, position, end)
            var stop = position
            while stop < end, stop - position < 64, !endsWord(bytes[stop]) { stop += 1 }
            guard stop > position else { return nil }
            var last = stop
            while last > position, ".,;!?)".utf8.contains(bytes[last - 1]) { last -= 1 }
            if isAnnounced, Drawn.isValue(bytes, position..<last, least: 6),
                Placeholder.end(bytes, at: position, end: last) == nil
            {
                return position..<last
            }
            // Another part of the sentence speaks of something else.
            for index in position..<stop where isDigit(bytes[index]) || ",;".utf8.contains(bytes[index]) {
                return nil
            }
            let text = String(decoding: bytes.copy(position..<stop), as: UTF8.self).lowercased()
            isAnnounced = introducers.contains(text) || text.hasSuffix(":") || text.allSatisfy { $0 == "." }
            position = stop
        }
        return nil
    }

    /// Letters and digits, six at least: no word of a sentence, no path and no option.
    private static func isDrawn(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count >= 6, bytes[range.lowerBound] != UInt8(ascii: "-"),
            bytes[range.lowerBound] != UInt8(ascii: "/"),
            bytes[range.lowerBound] != UInt8(ascii: "$"), bytes.first(UInt8(ascii: "="), in: range) == nil
        else { return false }
        var digits = 0
        var letters = 0
        for index in range {
            if isDigit(bytes[index]) { digits += 1 } else if isAlnum(bytes[index]) { letters += 1 }
        }
        return digits > 0 && letters > 0
    }

    private static func isCode(_ bytes: Span<UInt8>, _ start: Int, _ value: Range<Int>) -> Bool {
        guard (4...8).contains(value.count),
            bytes.run(of: .digit, from: value.lowerBound, end: value.upperBound) == value.upperBound,
            start > 1,
            bytes[start - 1] == 0x20
        else { return false }
        var from = start - 1
        while from > 0, start - from < 20, isAlnum(bytes[from - 1]) { from -= 1 }
        return codes.contains(String(decoding: bytes.copy(from..<start - 1), as: UTF8.self).lowercased())
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        byte <= 0x20 || "\"'`<>\\&".utf8.contains(byte)
    }
}
