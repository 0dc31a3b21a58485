import ByteBlocks

extension RedactionRule {
    /// Passwords in statements of SQL.
    static let sql = RedactionRule(
        "sql", help: "Removes passwords in SQL statements: IDENTIFIED BY, PASSWORD, and what functions hash.",
        isGated: false,
        anchors: ["IDENTIFIED ", "identified ", "Identified ", "PASSWORD", "password", "Password"],
        examples: [
            "CREATE USER a IDENTIFIED BY 'GarnetEmber'": "CREATE USER a IDENTIFIED BY '<sql>'",
            "create user a identified by GarnetEmber;": "create user a identified by <sql>;",
            "ALTER USER a IDENTIFIED WITH x BY\n\"Garnet\"": "ALTER USER a IDENTIFIED WITH x BY\n\"<sql>\"",
            "ALTER ROLE a WITH PASSWORD 'it''s Ember';": "ALTER ROLE a WITH PASSWORD '<sql>';",
            "SET PASSWORD FOR a@b = 'GarnetEmber'": "SET PASSWORD FOR a@b = '<sql>'",
            "SET PASSWORD = PASSWORD('Garnet')": "SET PASSWORD = PASSWORD('<sql>')",
            "UPDATE users SET password = MD5('GarnetEmber')": "UPDATE users SET password = MD5('<sql>')",
            "users are identified by 'name'": "users are identified by 'name'",
            "set password for the 'admin' page": "set password for the 'admin' page",
            "CREATE USER a IDENTIFIED BY RANDOM PASSWORD": "CREATE USER a IDENTIFIED BY RANDOM PASSWORD",
        ]
    ) { bytes, start, end in
        SQLShape.match(bytes, start, end)
    }
}

/// Finds the text that a statement makes a password.
private enum SQLShape {
    private static let statements = words("create ", "alter ", "grant ", "update ", "insert ", "set password")
    private static let identified = words("identified"), password = words("password")
    private static let with = words("with "), by = words("by", "as"), random = words("random ")
    private static let target = words("for ")

    private static func words(_ words: String...) -> [[UInt8]] { words.map { Array($0.utf8) } }

    static func match(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        let limit = min(end, start + 400)
        guard isInStatement(bytes, start, limit) else { return nil }
        if var position = passed(identified, bytes, start, limit) {
            if let scheme = passed(with, bytes, position, limit) {
                position = blanks(bytes, word(bytes, scheme, limit), limit)
            }
            guard let place = passed(by, bytes, position, limit), place > position + 2 else { return nil }
            let value = passed(password, bytes, place, limit) ?? place
            return quoted(bytes, value, limit) ?? bare(bytes, value, limit)
        }
        guard var position = passed(password, bytes, start, limit) else { return nil }
        if let user = passed(target, bytes, position, limit) {
            let equals = blanks(bytes, word(bytes, user, limit), limit)
            guard equals < limit, bytes[equals] == UInt8(ascii: "=") else { return nil }
            position = equals
        }
        if position < limit, bytes[position] == UInt8(ascii: "=") {
            position = blanks(bytes, position + 1, limit)
            // A value in quotes is found as that of any pair.
            let name = bytes.run(of: .word, from: position, end: limit)
            guard name < limit else { return nil }
            if bytes[name] == UInt8(ascii: "("), name > position { position = name }
        }
        if position < limit, bytes[position] == UInt8(ascii: "(") {
            position = blanks(bytes, position + 1, limit)
        }
        return quoted(bytes, position, limit)
    }

    /// Whether a statement that may set a password begins before a place, or there.
    private static func isInStatement(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let before = bytes.copy(max(0, start - 300)..<min(end, start + 9)).map(lowered)
        return statements.contains { before.span.contains($0) }
    }

    /// The place behind one of some words and the blanks that follow; `nil` when none stands there.
    private static func passed(_ words: [[UInt8]], _ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Int? {
        for word in words where bytes.hasIgnoringCase(word, at: place, end: end) {
            let stop = place + word.count
            guard stop == end || !ByteClass.word.contains(bytes[stop]) || bytes[stop - 1] == 0x20 else {
                continue
            }
            return blanks(bytes, stop, end)
        }
        return nil
    }

    private static func word(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Int {
        var stop = place
        while stop < end, bytes[stop] > 0x20, bytes[stop] != UInt8(ascii: "=") { stop += 1 }
        return stop
    }

    /// Blanks and line ends, plain or as a JSON string writes them.
    private static func blanks(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Int {
        var position = place
        while position < end {
            if bytes[position] <= 0x20 {
                position += 1
            } else if bytes[position] == UInt8(ascii: "\\"), position + 1 < end,
                "nrt".utf8.contains(bytes[position + 1])
            {
                position += 2
            } else {
                break
            }
        }
        return position
    }

    /// The inside of quotes, which stand for themselves when they come twice or behind a backslash.
    private static func quoted(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Range<Int>? {
        var open = place
        if open + 1 < end, "NEn".utf8.contains(bytes[open]), bytes[open + 1] == UInt8(ascii: "'") {
            open += 1
        }
        // Inside a JSON string the quotes have backslashes of their own.
        let from = open
        while open < end, bytes[open] == UInt8(ascii: "\\") { open += 1 }
        guard open < end, bytes[open] == UInt8(ascii: "'") || bytes[open] == UInt8(ascii: "\"") else {
            return nil
        }
        let quote = bytes[open]
        var stop = open + 1
        while stop < end, bytes[stop] > 0x1f {
            if bytes[stop] == UInt8(ascii: "\\") {
                if open > from { break }
                stop += 2
                continue
            }
            if bytes[stop] == quote {
                guard stop + 1 < end, bytes[stop + 1] == quote, stop > open + 1 else { break }
                stop += 1
            }
            stop += 1
        }
        return free(bytes, open + 1..<min(stop, end))
    }

    private static func bare(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Range<Int>? {
        guard passed(random, bytes, place, end) == nil else { return nil }
        return free(bytes, place..<bytes.run(of: [.word, .dollar], from: place, end: end))
    }

    private static func free(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        let isValue =
            range.count >= 3 && Mask.isOpen(bytes, range) && bytes[range.lowerBound] != UInt8(ascii: "$")
        return isValue ? range : nil
    }
}
