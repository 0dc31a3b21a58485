import ByteBlocks

extension RedactionRule {
    /// Passwords in what people and programs say to databases, mail servers and shells.
    static let command = RedactionRule(
        "command",
        help:
            "Removes passwords in mail and FTP sessions (AUTH, PASS), Redis, and behind options such as mysql -p and sshpass -p.",
        isGated: false,
        anchors: [
            "AUTH ", "PASS ", "334 UGFzc3dvcmQ6", "sshpass", "mysql", "mariadb", "mycli", "redis-cli",
            "docker",
            "podman", "mongo", "openssl", "ldap", "sqlcmd", "smbclient", "htpasswd", "az login", "unzip",
            "zip", "7z", "lftp",
            "ipmitool", "mosquitto_", "snmp", "xfreerdp", "useradd", "helm", "from-literal",
        ],
        examples: [
            "AUTH PLAIN AGFubgBHYXJuZXRFbWJlcg==": "AUTH PLAIN <command>",
            "AUTH k3Hn8Kd2Xs": "AUTH <command>",
            "334 UGFzc3dvcmQ6\r\nR2FybmV0RW1iZXI=\r\n": "334 UGFzc3dvcmQ6\r\n<command>\r\n",
            "USER ann\r\nPASS GarnetEmber\r\n": "USER ann\r\nPASS <command>\r\n",
            "mysql -u root -pGarnetEmber shop": "mysql -u root -p<command> shop",
            "sshpass -p GarnetEmber ssh a": "sshpass -p <command> ssh a",
            "redis-cli -h db -a GarnetEmber ping": "redis-cli -h db -a <command> ping",
            "docker login -u ann -p GarnetEmber": "docker login -u ann -p <command>",
            "openssl enc -aes-256-cbc -k GarnetEmber": "openssl enc -aes-256-cbc -k <command>",
            "openssl rsa -passin pass:GarnetEmber": "openssl rsa -passin pass:<command>",
            "ldapsearch -D cn=a -w GarnetEmber": "ldapsearch -D cn=a -w <command>",
            "smbclient //a/b -U ann%GarnetEmber": "smbclient //a/b -U ann%<command>",
            "htpasswd -b users ann GarnetEmber": "htpasswd -b users ann <command>",
            "docker run -p 8080:80 shop": "docker run -p 8080:80 shop",
            "openssl s_client -key a.pem": "openssl s_client -key a.pem",
            "mysql dump; ssh -p2222 a": "mysql dump; ssh -p2222 a",
            "PASS src/cart1.test.js": "PASS src/cart1.test.js",
            "AUTH TLS": "AUTH TLS",
            "AUTH failed again": "AUTH failed again",
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
        case UInt8(ascii: "a") where begins(auth, bytes, start, end): return authentication(bytes, start, end)
        case UInt8(ascii: "p") where begins(pass, bytes, start, end): return pass(bytes, start, end)
        case UInt8(ascii: "h") where bytes.has(webServer, at: start, end: end): return file(bytes, start, end)
        case UInt8(ascii: "3"): return answer(bytes, start, end)
        default:
            var index = 0
            while let found = heads.next(bytes, at: start, end: end, from: index) {
                if let range = option(bytes, start, end, of: commands[found]) { return range }
                index = found + 1
            }
            return nil
        }
    }

    /// A program and the option behind which a password stands.
    private struct Command {
        enum Gap { case none, blank, either }

        let name: [UInt8]
        let option: [UInt8]
        /// What stands between option and password.
        let gap: Gap
        /// The byte of the value behind which the password begins, as in `user%password`.
        let mark: UInt8?

        init(_ name: String, _ option: String, _ gap: Gap, mark: Character? = nil) {
            self.name = Array(name.utf8)
            self.option = Array(option.utf8)
            self.gap = gap
            self.mark = mark?.asciiValue
        }
    }

    // Of mysql a blank behind -p begins the name of a database.
    private static let commands = [
        Command("sshpass", " -p", .either), Command("redis-cli", " -a", .blank),
        Command("mysql", " -p", .none),
        Command("mariadb", " -p", .none), Command("mycli", " -p", .either),
        Command("docker login", " -p", .either),
        Command("podman login", " -p", .either), Command("mongo", " -p", .either),
        Command("openssl", " -k", .blank), Command("openssl", " pass:", .none),
        Command("ldap", " -w", .blank),
        Command("docker -H", " -p", .blank), Command("helm registry login", " -p", .blank),
        Command("openssl", " -K", .blank), Command("openssl", " -hmac", .blank),
        Command("openssl", " -psk", .blank),
        Command("az login", " -p", .blank), Command("unzip", " -P", .either), Command("zip", " -P", .either),
        Command("7z", " -p", .none), Command("lftp", " -u", .blank, mark: ","),
        Command("ipmitool", " -P", .blank),
        Command("mosquitto_", " -P", .blank), Command("snmp", " -c", .either), Command("snmp", " -A", .blank),
        Command("xfreerdp", " /p:", .none), Command("useradd", " -p", .blank),
        Command("from-literal", "=", .none, mark: "="), Command("from-literal", " ", .none, mark: "="),
        Command("sqlcmd", " -P", .either), Command("smbclient", " -U", .blank, mark: "%"),
    ]
    private static let heads = WordHeads(commands.map(\.name))
    // In lower case, but for what servers and clients always write in capitals.
    private static let auth = words("auth "), pass = words("pass "), asked = words("334 ugfzc3dvcmq6")
    private static let mechanisms = words("plain", "login", "xoauth2", "oauthbearer")
    private static let announcements = words("USER ", "331 ", "+OK")

    private static func words(_ words: String...) -> [[UInt8]] { words.map { Array($0.utf8) } }

    private static func begins(_ words: [[UInt8]], _ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Bool {
        words.contains { bytes.hasIgnoringCase($0, at: place, end: end) }
    }

    /// `AUTH PLAIN …` of mail (RFC 4954 §4), `AUTH [user] password` of Redis.
    private static func authentication(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        guard beginsLine(bytes, start) else { return nil }
        let words = words(bytes, start + 5, end)
        guard let first = words.first, let last = words.last, words.count <= 2 else { return nil }
        if begins(mechanisms, bytes, first.lowerBound, first.upperBound) {
            return words.count == 2 ? free(bytes, last) : nil
        }
        return isDrawn(bytes, last) ? free(bytes, last) : nil
    }

    /// `PASS …` behind `USER …` (RFC 959 §4.1, RFC 1939 §7).
    private static func pass(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        guard beginsLine(bytes, start) else { return nil }
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
        let limit = min(end, start + 400)
        var position = start + command.name.count
        while position < limit, !endsCommand(bytes, position) {
            if bytes.has(command.option, at: position, end: limit) {
                var value = position + command.option.count
                let hasGap = value < limit && (bytes[value] == 0x20 || bytes[value] == UInt8(ascii: "="))
                if hasGap, command.gap != .none { value += 1 }
                if command.gap != .blank || hasGap { return self.value(bytes, value, limit, command.mark) }
            }
            position += 1
        }
        return nil
    }

    /// Whether a command ends: with its line, unless that goes on, or where the next one begins.
    private static func endsCommand(_ bytes: Span<UInt8>, _ place: Int) -> Bool {
        if bytes[place] > 0x1f || bytes[place] == 0x09 { return ";|&".utf8.contains(bytes[place]) }
        return place == 0 || bytes[place - 1] != UInt8(ascii: "\\")
    }

    private static func value(
        _ bytes: Span<UInt8>, _ start: Int, _ limit: Int, _ mark: UInt8?
    ) -> Range<Int>? {
        guard start < limit else { return nil }
        let quote = PairShape.isQuote(bytes[start]) ? bytes[start] : 0
        var from = quote != 0 ? start + 1 : start
        var stop = from
        while stop < limit, bytes[stop] > 0x1f,
            quote != 0 ? bytes[stop] != quote : !" \"';|)\\&<".utf8.contains(bytes[stop])
        {
            stop += 1
        }
        if let mark {
            guard let place = bytes.first(mark, in: from..<stop) else { return nil }
            from = place + 1
        }
        return free(bytes, from..<stop)
    }

    private static let webServer = Array("htpasswd ".utf8)

    /// The last of file, user and password of `htpasswd -b`.
    private static func file(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        var stop = start
        while stop < min(end, start + 400), !endsCommand(bytes, stop) { stop += 1 }
        var words: [Range<Int>] = []
        var takesPassword = false
        var position = start + webServer.count
        while position < stop {
            let word = bytes.first(0x20, in: position..<stop) ?? stop
            if word > position, bytes[position] == UInt8(ascii: "-") {
                takesPassword = takesPassword || bytes.first(UInt8(ascii: "b"), in: position..<word) != nil
            } else if word > position {
                words.append(position..<word)
            }
            position = word + 1
        }
        guard takesPassword, words.count >= 2, let last = words.last else { return nil }
        return value(bytes, last.lowerBound, last.upperBound, nil)
    }

    /// A value nothing was removed of yet and no variable's name.
    private static func free(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        let isValue =
            range.count >= 3 && Mask.isOpen(bytes, range) && !"$-".utf8.contains(bytes[range.lowerBound])
        return isValue ? range : nil
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
