/// Finds single-use codes people write into notes: the ones support asks for on the phone, and any other.
///
/// A code alone is a number like every other; it counts when the words next to it call it one.
package enum SingleUseCode {
    /// What people call one, in lower-case words.
    private static let names: [[String]] = [
        "single use verification code", "emergency phone token", "two factor authentication code",
        "one time verification code", "authenticator app code", "single use token", "single use code",
        "single use password", "one time password", "one time passcode", "one time token", "one time code",
        "one time pin", "verification code", "verification token", "verification pin", "authentication code",
        "authenticator code", "authenticator token", "two factor code", "two step code", "security code",
        "confirmation code", "login code", "support code", "phone code", "2fa code",
        "2fa token", "mfa code", "mfa token", "totp code", "otp code", "otp token", "passcode", "totp", "otp",
        "emergency line pin", "emergency line code", "emergency phone pin", "emergency phone code",
        "sms code", "sms",
        "two factor", "2fa", "mfa",
        "bestätigungscode", "sicherheitscode", "einmalcode", "einmalpasswort",
    ].map { $0.split(separator: " ").map(String.init) }
    /// Words that are names only of a code as long as such codes are.
    private static let plainNames: Set = ["code", "pin", "token"]
    /// What makes another code of the plain word behind it: `error code 100000`.
    private static let otherKinds: Set = [
        "error", "status", "http", "response", "exit", "return", "reason", "zip", "postal", "country", "area",
        "order", "product", "article", "build", "curl", "ray",
    ]
    /// What a number in front of it counts: `no OTP for 20000 customers`.
    private static let counted: Set = [
        "of", "customers", "users", "people", "visitors", "clients", "requests", "attempts", "logins",
        "accounts",
        "sessions", "orders", "messages", "emails", "errors", "times", "affected", "fail", "failed", "fails",
        "failing", "percent", "%", "seconds", "minutes", "hours", "days", "ms", "kunden", "nutzer",
    ]
    /// Words that may stand between the name and the code.
    private static let fillers: Set = [
        "i", "me", "given", "got", "received", "sent", "said", "by", "from", "in", "to", "dashboard",
        "is", "was", "are", "the", "my", "our", "your", "a", "an", "code", "token", "number", "value",
        "reads", "says", "equals", "as", "for", "this", "it", "now", "today", "currently", "of", "support",
        "ist", "lautet", "der", "die", "das",
    ]

    /// Whether a text holds what looks like one.
    package static func isIn(_ text: String) -> Bool {
        let words = words(of: text)
        for place in words.indices {
            for name in names where matches(name, words, at: place) {
                if codeFollows(words, after: place + name.count) || codeStandsBefore(words, place) {
                    return true
                }
            }
            if plainNames.contains(words[place]), place == 0 || !otherKinds.contains(words[place - 1]),
                codeFollows(words, after: place + 1, isPlain: true)
                    || codeStandsBefore(words, place, isPlain: true)
            {
                return true
            }
        }
        return false
    }

    /// Lower-case words and numbers; hyphens and marks part them, and a sentence's end stays as a word of its own.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        func end() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for character in text.lowercased().prefix(200_000) {
            if character.isLetter || character.isNumber {
                word.append(character)
            } else {
                end()
                // Marks that end a sentence or part a number stay, for `isCode` to look at; a colon only leads on.
                if ".!?/%-".contains(character) { words.append(String(character)) }
            }
        }
        end()
        return words
    }

    /// The name's words in a row, hyphens between them forgiven.
    private static func matches(_ name: [String], _ words: [String], at start: Int) -> Bool {
        var place = start
        for (index, part) in name.enumerated() {
            if index > 0, place < words.count, words[place] == "-" { place += 1 }
            guard place < words.count, words[place] == part else { return false }
            place += 1
        }
        return true
    }

    /// A few fillers, then a code.
    private static func codeFollows(_ words: [String], after start: Int, isPlain: Bool = false) -> Bool {
        var place = start
        // A name with hyphens took more words than it has parts.
        while place < words.count, place < start + 8 {
            if isCode(words, at: place, isPlain: isPlain) { return true }
            guard fillers.contains(words[place]) || words[place] == "-" || nameParts.contains(words[place])
            else {
                return false
            }
            place += 1
        }
        return false
    }

    /// A code, then one to five fillers: `123456 is my OTP`.
    private static func codeStandsBefore(_ words: [String], _ end: Int, isPlain: Bool = false) -> Bool {
        var place = end - 1
        while place >= 0, place >= end - 5, fillers.contains(words[place]) { place -= 1 }
        guard place >= 0, place < end - 1, words[place].allSatisfy(\.isNumber) else { return false }
        // The last group of a code in groups, or all of it.
        var first = place
        while first >= 2, first > place - 4, words[first - 1] == "-", words[first - 2].allSatisfy(\.isNumber)
        {
            first -= 2
        }
        while first >= 1, first > place - 2, words[first - 1].allSatisfy(\.isNumber) { first -= 1 }
        return isCode(words, at: first, isPlain: isPlain)
    }

    private static let nameParts = Set(names.joined())

    /// 4 to 10 digits, in one word or in equal groups; or 6 to 10 letters and digits with two digits or more.
    ///
    /// Where the name is a plain word, only 6 or 8 digits count, as such codes have, and no date.
    private static func isCode(_ words: [String], at start: Int, isPlain: Bool) -> Bool {
        let first = words[start]
        guard first.allSatisfy({ $0.isASCII }) else { return false }
        guard first.allSatisfy(\.isNumber) else {
            return !isPlain && (6...10).contains(first.count) && first.count { $0.isNumber } >= 2
                && !isTimeOrUnit(first)
        }
        var groups = [first]
        var place = start + 1
        while place < words.count {
            let next = words[place] == "-" ? place + 1 : place
            guard next < words.count, words[next].allSatisfy(\.isNumber) else { break }
            groups.append(words[next])
            place = next + 1
        }
        let isEven = groups.allSatisfy { $0.count == first.count }
        // 2026-11-22 is a date, 203.0.113.7 an address, 1.5 a measure.
        if !isEven { return false }
        if place + 1 < words.count, words[place] == ".", words[place + 1].allSatisfy(\.isNumber) {
            return false
        }
        if place < words.count, counted.contains(words[place]) { return false }
        let count = groups.reduce(0) { $0 + $1.count }
        guard isPlain else { return (4...10).contains(count) }
        return (count == 6 || count == 8) && !isDate(groups.joined())
    }

    /// `20261122`.
    private static func isDate(_ digits: String) -> Bool {
        guard digits.count == 8, digits.hasPrefix("19") || digits.hasPrefix("20"),
            let month = Int(digits.dropFirst(4).prefix(2)), let day = Int(digits.suffix(2))
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }

    private static let units: Set = [
        "ms", "s", "sec", "secs", "seconds", "min", "minutes", "bytes", "kb", "mb", "px",
    ]

    /// `20261122t`, `1000ms`, `30000bytes`.
    private static func isTimeOrUnit(_ word: String) -> Bool {
        let unit = word.drop { $0.isNumber }
        return unit != word[...] && (units.contains(String(unit)) || unit.hasPrefix("t"))
    }
}
