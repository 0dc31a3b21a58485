import ByteBlocks

extension RedactionRule {
    /// Passwords in what people and programs say to databases, mail servers and shells.
    static let command = RedactionRule(
        "command",
        help:
            "Removes passwords in SQL (IDENTIFIED BY), mail and FTP sessions (AUTH, PASS), Redis, mysql -p and sshpass.",
        isGated: false,
        anchors: [
            "IDENTIFIED ", "identified ", "WITH PASS", "with pass", "ENCRYPTED PASS", "encrypted pass",
            "AUTH ", "PASS ",
            "334 UGFzc3dvcmQ6", "sshpass", "mysql", "mariadb", "redis-cli",
        ],
        examples: [
            "CREATE USER a IDENTIFIED BY 'GarnetEmber'": "CREATE USER a IDENTIFIED BY '<command>'",
            "ALTER ROLE a WITH PASSWORD 'GarnetEmber';": "ALTER ROLE a WITH PASSWORD '<command>';",
            "AUTH PLAIN AGFubgBHYXJuZXRFbWJlcg==": "AUTH PLAIN <command>",
            "AUTH k3Hn8Kd2Xs": "AUTH <command>",
            "334 UGFzc3dvcmQ6\r\nR2FybmV0RW1iZXI=\r\n": "334 UGFzc3dvcmQ6\r\n<command>\r\n",
            "USER ann\r\nPASS GarnetEmber\r\n": "USER ann\r\nPASS <command>\r\n",
            "mysql -u root -pGarnetEmber shop": "mysql -u root -p<command> shop",
            "sshpass -p GarnetEmber ssh a": "sshpass -p <command> ssh a",
            "redis-cli -h db -a GarnetEmber ping": "redis-cli -h db -a <command> ping",
            "PASS src/cart1.test.js": "PASS src/cart1.test.js",
            "AUTH TLS": "AUTH TLS",
            "AUTH failed again": "AUTH failed again",
            "identified by name": "identified by name",
            "mysql -P 3306 -h db": "mysql -P 3306 -h db",
            "restart mysql\napt-get install -plist": "restart mysql\napt-get install -plist",
        ]
    ) { bytes, start, end in
        CommandShape.match(bytes, start, end)
    }
}

/// Finds what a command hands over.
private enum CommandShape {
    static func match(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        switch lowered(bytes[start]) {
        case UInt8(ascii: "i"), UInt8(ascii: "w"), UInt8(ascii: "e"): return sql(bytes, start, end)
        case UInt8(ascii: "a"): return authentication(bytes, start, end)
        case UInt8(ascii: "p"): return pass(bytes, start, end)
        case UInt8(ascii: "3"): return answer(bytes, start, end)
        default:
            for command in commands {
                if let range = option(bytes, start, end, of: command) { return range }
            }
            return nil
        }
    }

    /// A program and the option behind which a password stands.
    private struct Command {
        let name: [UInt8]
        let option: [UInt8]
        /// Whether a blank may stand between the two.
        let mayBeApart: Bool

        init(_ name: String, _ option: String, mayBeApart: Bool) {
            self.name = Array(name.utf8)
            self.option = Array(option.utf8)
            self.mayBeApart = mayBeApart
        }
    }

    // Of mysql a blank behind -p begins the name of a database.
    private static let commands = [
        Command("sshpass", " -p", mayBeApart: true), Command("redis-cli", " -a", mayBeApart: true),
        Command("mysql", " -p", mayBeApart: false), Command("mariadb", " -p", mayBeApart: false),
    ]
    // In lower case, but for what servers and clients always write in capitals.
    private static let sqlStarts = words("identified ", "with password ", "encrypted password ")
    private static let sqlEnds = words("by ", "as ", "password ")
    private static let auth = words("auth "), pass = words("pass "), asked = words("334 ugfzc3dvcmq6")
    private static let mechanisms = words("plain", "login", "xoauth2", "oauthbearer")
    private static let announcements = words("USER ", "331 ", "+OK")

    private static func words(_ words: String...) -> [[UInt8]] { words.map { Array($0.utf8) } }

    private static func begins(_ words: [[UInt8]], _ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Bool {
        words.contains { bytes.hasIgnoringCase($0, at: place, end: end) }
    }

    /// `IDENTIFIED [WITH x] BY [PASSWORD] '…'`, `WITH PASSWORD '…'`, `ENCRYPTED PASSWORD '…'`.
    private static func sql(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        guard begins(sqlStarts, bytes, start, end) else { return nil }
        let quote = UInt8(ascii: "'")
        guard let open = bytes.first(quote, in: start..<min(end, start + 64)),
            sqlEnds.contains(where: { bytes.hasIgnoringCase($0, at: open - $0.count, end: end) }),
            let close = bytes.first(quote, in: open + 1..<min(end, open + 256))
        else { return nil }
        return free(bytes, open + 1..<close)
    }

    /// `AUTH PLAIN …` of mail (RFC 4954 §4), `AUTH [user] password` of Redis.
    private static func authentication(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        guard begins(auth, bytes, start, end), beginsLine(bytes, start) else { return nil }
        let words = words(bytes, start + 5, end)
        guard let first = words.first, let last = words.last, words.count <= 2 else { return nil }
        if begins(mechanisms, bytes, first.lowerBound, first.upperBound) {
            return words.count == 2 ? free(bytes, last) : nil
        }
        return isDrawn(bytes, last) ? free(bytes, last) : nil
    }

    /// `PASS …` behind `USER …` (RFC 959 §4.1, RFC 1939 §7).
    private static func pass(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        guard begins(pass, bytes, start, end), beginsLine(bytes, start) else { return nil }
        let before = bytes.extracting(max(0, start - 200)..<start)
        guard announcements.contains(where: { before.contains($0) }) else { return nil }
        return words(bytes, start + 5, end).first.flatMap { free(bytes, $0) }
    }

    /// What a client says when the server asked `Password:` in base64.
    private static func answer(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        guard begins(asked, bytes, start, end), let feed = bytes.first(0x0a, in: start..<end) else {
            return nil
        }
        return words(bytes, feed + 1, end).last.flatMap { $0.count >= 4 ? free(bytes, $0) : nil }
    }

    /// What stands behind the option of a command, in quotes or not.
    private static func option(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, of command: Command
    ) -> Range<Int>? {
        guard bytes.has(command.name, at: start, end: end), start == 0 || !isAlnum(bytes[start - 1]) else {
            return nil
        }
        var position = start + command.name.count
        let limit = min(end, start + 400)
        while position < limit, bytes[position] > 0x1f, !bytes.has(command.option, at: position, end: limit) {
            position += 1
        }
        guard bytes.has(command.option, at: position, end: limit) else { return nil }
        position += command.option.count
        if command.mayBeApart, position < limit, bytes[position] == 0x20 { position += 1 }
        guard position < limit else { return nil }
        let quote = PairShape.isQuote(bytes[position]) ? bytes[position] : 0
        if quote != 0 { position += 1 }
        var stop = position
        while stop < limit, bytes[stop] > 0x1f,
            quote != 0 ? bytes[stop] != quote : !" \"'|;)\\&<".utf8.contains(bytes[stop])
        {
            stop += 1
        }
        return free(bytes, position..<stop)
    }

    /// A value nothing was removed of yet and no variable's name.
    private static func free(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        guard range.count >= 3, !Mask.fills(bytes, range), bytes[range.lowerBound] != UInt8(ascii: "$"),
            Placeholder.end(bytes, at: range.lowerBound, end: range.upperBound) == nil
        else { return nil }
        return range
    }

    private static func isDrawn(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let letters = bytes.run(of: .letter, from: range.lowerBound, end: range.upperBound)
        return range.count >= 6 && letters < range.upperBound
    }

    /// The words of a line from a place on; three at most.
    private static func words(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var position = start
        while position < end, bytes[position] != 0x0a, bytes[position] != 0x0d,
            bytes[position] != UInt8(ascii: "\\"), words.count < 3
        {
            guard bytes[position] > 0x20, !"\"'<".utf8.contains(bytes[position]) else {
                position += 1
                continue
            }
            var stop = position
            while stop < end, stop - position < 4096, bytes[stop] > 0x20, !"\"'<\\".utf8.contains(bytes[stop])
            { stop += 1 }
            words.append(position..<stop)
            position = stop
        }
        return words
    }

    /// Whether a line, or what stands behind the prompt of a transcript, begins at a place.
    private static func beginsLine(_ bytes: Span<UInt8>, _ place: Int) -> Bool {
        guard place > 0 else { return true }
        let before = bytes[place - 1]
        if before == 0x0a || before == 0x0d { return true }
        if before == UInt8(ascii: "n"), place > 1, bytes[place - 2] == UInt8(ascii: "\\") { return true }
        return before == 0x20 && place > 1 && ">:".utf8.contains(bytes[place - 2])
    }
}
