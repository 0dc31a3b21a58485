import CaseModel

/// dig, and kdig and drill, which print alike.
struct DigTextReader {
    private enum Section { case question, answer, authority, additional }

    private var builder = LookupBuilder(tool: "dig")
    /// Records of `+trace` stand under no head.
    private var section = Section.answer

    mutating func read(_ line: PathLine) {
        let text = line.text
        if text.contains("->>HEADER<<-") {
            builder.close()
            header(text)
        } else if text.hasPrefix(";; ") || text.hasPrefix("; <<>>") {
            comment(line)
        } else if text.hasPrefix("; EDE") || text.hasPrefix("; NSID") || text.hasPrefix("; EDNS") {
            option(text)
        } else if text.hasPrefix(";"), section == .question {
            question(line)
        } else if !text.hasPrefix(";") {
            record(line)
        }
    }

    consuming func finish() -> PastedLookup { builder.finish() }

    private mutating func header(_ text: String) {
        section = .answer
        let status = Self.value(of: "status:", in: text) ?? Self.value(of: "rcode:", in: text)
        let id = Self.value(of: "id:", in: text).flatMap { UInt16($0) }
        if text.contains("rcode:") { builder.record.tool = "drill" }
        if text.contains("status:"), text.contains("QUERY;") {
            builder.record.tool = "kdig"
        }
        builder.change { answer in
            answer.message.id = id ?? 0
            if let rcode = status.flatMap({ DNSMessage.rcode(named: $0) }) {
                answer.message.rcode = rcode
                answer.hasStatus = true
            }
        }
    }

    private mutating func comment(_ line: PathLine) {
        let text = line.text
        let lower = text.lowercased()
        if lower.hasPrefix(";; flags:") {
            flags(lower)
        } else if let found = Self.sections.first(where: { lower.contains($0.0) }) {
            section = found.1
        } else if lower.hasPrefix(";; query time:") {
            let time = Self.value(of: "time:", in: text).flatMap { Double($0) }
            builder.change { $0.queryMS = time }
        } else if lower.hasPrefix(";; server:") {
            server(text)
        } else if lower.hasPrefix(";; when:") {
            builder.change { $0.when = String(text.dropFirst(9).prefix(60)) }
        } else if lower.hasPrefix(";; msg size") {
            let count = line.words.last.flatMap { Int($0) }
            builder.change { $0.byteCount = count }
            builder.close()
        } else if lower.hasPrefix(";; received") || lower.hasPrefix(";; from ") {
            received(line)
        } else if lower.contains("timed out") || lower.contains("refused") || lower.contains("unreachable")
            || lower.contains("no servers could be reached")
        {
            problem(lower, text)
        } else if lower.contains("truncated") {
            builder.change { $0.message.flags.truncated = true }
        }
    }

    private static let sections: [(String, Section)] = [
        ("question section", .question), ("answer section", .answer), ("authority section", .authority),
        ("additional section", .additional), ("additional pseudosection", .additional),
    ]

    private mutating func flags(_ lower: String) {
        let words = lower.dropFirst(9).prefix { $0 != ";" }.split(separator: " ")
        builder.change { answer in
            answer.message.flags.response = words.contains("qr")
            answer.message.flags.authoritative = words.contains("aa")
            answer.message.flags.truncated = answer.message.flags.truncated || words.contains("tc")
            answer.message.flags.recursionDesired = words.contains("rd")
            answer.message.flags.recursionAvailable = words.contains("ra")
            answer.message.flags.authenticData = words.contains("ad")
            answer.message.flags.checkingDisabled = words.contains("cd")
        }
    }

    /// `;; SERVER: 192.0.2.53#53(192.0.2.53) (UDP)`; drill has the address alone.
    private mutating func server(_ text: String) {
        let words = text.split(separator: " ").dropFirst(2)
        let transport = words.dropFirst().first.map { $0.filter { $0.isLetter }.lowercased() }
        builder.change { answer in
            answer.server = words.first.map { String($0.prefix { $0 != "(" }.prefix(80)) }
            answer.transport = transport.flatMap { $0 == "dot" ? "tls" : $0.isEmpty ? nil : $0 }
        }
    }

    /// `;; Received 525 bytes from 192.0.2.53#53(a.root) in 3 ms` of `+trace`, `;; From 192.0.2.53@53(UDP) in 0.1 ms` of kdig.
    private mutating func received(_ line: PathLine) {
        let words = line.words
        guard let mark = words.firstIndex(where: { $0.lowercased() == "from" }), mark + 1 < words.count else {
            if let count = words.dropFirst(2).first.flatMap({ Int($0) }) {
                builder.change { $0.byteCount = count }
            }
            return
        }
        let place = words[mark + 1]
        let time = words.lastIndex(of: "in").flatMap { $0 + 1 < words.count ? Double(words[$0 + 1]) : nil }
        let count = words.count > 2 ? Int(words[2]) : nil
        if place.contains("@") { builder.record.tool = "kdig" }
        let inside = place.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }.lowercased()
        builder.change { answer in
            answer.server = String(place.prefix { $0 != "(" }.prefix(80)).replacing("@", with: "#")
            answer.queryMS = time
            answer.byteCount = answer.byteCount ?? count
            if ["udp", "tcp", "tls", "https"].contains(inside) { answer.transport = inside }
        }
        builder.close()
        section = .answer
    }

    private mutating func problem(_ lower: String, _ text: String) {
        let words =
            lower.contains("refused")
            ? "connection refused" : lower.contains("unreachable") ? "network unreachable" : "timed out"
        // ";; communications error to 192.0.2.53#53: timed out"
        let server = text.split(separator: " ").first { $0.contains("#") }
        builder.change { answer in
            answer.problem = words
            if let server { answer.server = String(server.prefix { $0 != ":" }.prefix(80)) }
        }
        builder.close()
    }

    private mutating func option(_ text: String) {
        let rest = text.drop { $0 != ":" }.dropFirst().drop { $0 == " " }
        builder.change { answer in
            var edns = answer.message.edns ?? DNSMessage.EDNS(udpSize: 0)
            if text.hasPrefix("; EDE"), let code = UInt16(rest.prefix { $0.isNumber }) {
                let said = rest.lastIndex(of: ":").map { rest[rest.index(after: $0)...] } ?? ""
                edns.errors.append(
                    DNSMessage.ExtendedError(
                        code: code, text: String(said.filter { $0 != "(" && $0 != ")" }.prefix(500))))
            } else if text.hasPrefix("; EDNS"),
                let size = Self.value(of: "udp:", in: text).flatMap({ UInt16($0) })
            {
                edns.udpSize = size
                edns.dnssecOK = text.contains("do")
            } else {
                return
            }
            answer.message.edns = edns
        }
    }

    /// `;www.example.com. IN A`.
    private mutating func question(_ line: PathLine) {
        let words = line.text.dropFirst().split { $0 == " " || $0 == "\t" }
        guard words.count >= 3, let type = DNSType(words[words.count - 1]) else {
            return builder.cannotRead(line)
        }
        let question = DNSMessage.Question(name: Self.name(words[0]), type: type)
        builder.change { $0.message.questions.append(question) }
    }

    /// `www.example.com. 300 IN A 192.0.2.1`; the class may be missing.
    private mutating func record(_ line: PathLine) {
        var words = line.words[...]
        guard words.count >= 4, let name = words.popFirst(),
            let ttl = words.popFirst().flatMap({ UInt32($0) })
        else {
            return builder.cannotRead(line)
        }
        if ["IN", "CH", "HS"].contains(words.first ?? "") { words = words.dropFirst() }
        guard let type = words.popFirst().flatMap({ DNSType($0) }), builder.takesRecord() else {
            return builder.cannotRead(line)
        }
        let record = DNSMessage.Record(
            name: Self.name(name), type: type, recordClass: 1, ttl: ttl,
            data: String(words.joined(separator: " ").prefix(2000)), rdata: [])
        let section = section
        builder.change { answer in
            switch section {
            case .question, .answer: answer.message.answers.append(record)
            case .authority: answer.message.authority.append(record)
            case .additional: answer.message.additional.append(record)
            }
        }
    }

    private static func name(_ word: Substring) -> String {
        word.count > 1 && word.hasSuffix(".") ? String(word.dropLast().prefix(300)) : String(word.prefix(300))
    }

    /// The word behind a label, without what separates it from the next.
    private static func value(of label: String, in text: String) -> Substring? {
        guard let range = text.firstRange(of: label) else { return nil }
        let rest = text[range.upperBound...].drop { $0 == " " }
        return rest.prefix { $0 != "," && $0 != ";" && $0 != " " }
    }
}
