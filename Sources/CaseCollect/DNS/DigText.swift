import CaseModel

/// Text in the layout of dig.
struct DigText {
    private(set) var text = ""

    mutating func line(_ line: String) {
        text += line
        text += "\n"
    }

    mutating func header(_ message: DNSMessage) {
        let opcodes = ["QUERY", "IQUERY", "STATUS", "RESERVED3", "NOTIFY", "UPDATE", "DSO"]
        let number = Int(message.opcode)
        let opcode = number < opcodes.count ? opcodes[number] : "RESERVED\(number)"
        line(";; ->>HEADER<<- opcode: \(opcode), status: \(message.rcodeName), id: \(message.id)")
        let flags = message.flags
        let names = [
            (flags.response, " qr"), (flags.authoritative, " aa"), (flags.truncated, " tc"),
            (flags.recursionDesired, " rd"), (flags.recursionAvailable, " ra"), (flags.authenticData, " ad"),
            (flags.checkingDisabled, " cd"),
        ]
        let set = names.filter { $0.0 }.map { $0.1 }.joined()
        let additional = message.additional.count + (message.edns == nil ? 0 : 1)
        line(
            ";; flags:\(set); QUERY: \(message.questions.count), ANSWER: \(message.answers.count), "
                + "AUTHORITY: \(message.authority.count), ADDITIONAL: \(additional)")
        if flags.response, flags.recursionDesired, !flags.recursionAvailable {
            line(";; WARNING: recursion requested but not available")
        }
        line("")
    }

    mutating func options(_ edns: DNSMessage.EDNS) {
        line(";; OPT PSEUDOSECTION:")
        line("; EDNS: version: \(edns.version), flags:\(edns.dnssecOK ? " do" : ""); udp: \(edns.udpSize)")
        if let nsid = edns.nsid { line("; NSID: \(Self.dump(nsid))") }
        for option in edns.otherOptions {
            switch option.code {
            case 8: line("; CLIENT-SUBNET: \(Self.subnet(option.data))")
            case 10: line("; COOKIE: \(Self.lowercaseHex(option.data))")
            case 12: line("; PAD (\(option.data.count) bytes)")
            default: line("; OPT=\(option.code): \(Self.dump(option.data))")
            }
        }
        for error in edns.errors {
            let name = error.name.map { " (\($0))" } ?? ""
            line(
                "; EDE: \(error.code)\(name)"
                    + (error.text.isEmpty ? "" : ": (\(Self.printable(error.text)))"))
        }
    }

    mutating func questions(_ questions: [DNSMessage.Question]) {
        line(";; QUESTION SECTION:")
        for question in questions {
            let name = ";" + Self.absolute(question.name)
            let words = [
                (32, DNSPresentation.className(question.recordClass)), (40, question.type.description),
            ]
            line(Self.columns(name, words))
        }
        line("")
    }

    mutating func section(_ title: String, _ records: [DNSMessage.Record]) {
        guard !records.isEmpty else { return }
        line(";; \(title) SECTION:")
        for record in records {
            let words = [
                (24, "\(record.ttl)"), (32, DNSPresentation.className(record.recordClass)),
                (40, record.type.description), (48, Self.split(record)),
            ]
            line(Self.columns(Self.absolute(record.name), words))
        }
        line("")
    }

    /// `Sun Nov 22 10:31:04 UTC 2026`.
    static func when(_ time: Timestamp) -> String {
        let civil = time.civilUTC
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let weekday = ((civil.daysSinceEpoch % 7) + 7) % 7
        let month = (1...12).contains(civil.month) ? months[civil.month - 1] : ""
        let clock = [civil.hour, civil.minute, civil.second].map(twoDigits).joined(separator: ":")
        return "\(days[weekday]) \(month) \(twoDigits(civil.day)) \(clock) UTC \(civil.year)"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func absolute(_ name: String) -> String { name == "." ? name : name + "." }

    /// Sets words at columns with tabs of eight; a word whose column is passed follows after one blank's width.
    private static func columns(_ first: String, _ words: [(Int, String)]) -> String {
        var text = first
        var column = first.utf8.count
        for (stated, word) in words {
            let target = max(stated, column + 1)
            let tabs = target / 8 - column / 8
            let reached = tabs > 0 ? target / 8 * 8 : column
            text +=
                String(repeating: "\t", count: tabs) + String(repeating: " ", count: target - reached) + word
            column = target + word.utf8.count
        }
        return text
    }

    /// Keys, digests and unknown data come in groups of 56 digits.
    private static func split(_ record: DNSMessage.Record) -> String {
        let isLong = [DNSType.ds, .dnskey, .rrsig].contains(record.type) || record.data.hasPrefix("\\# ")
        guard isLong, let blank = record.data.utf8.lastIndex(of: UInt8(ascii: " ")) else {
            return record.data
        }
        let digits = record.data.utf8[blank...].dropFirst()
        guard digits.count > 56 else { return record.data }
        var text = Array(record.data.utf8[..<blank])
        for (index, digit) in digits.enumerated() {
            if index % 56 == 0 { text.append(UInt8(ascii: " ")) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `66 72 61 ("fra")`; what is not printable shows as a dot.
    private static func dump(_ bytes: [UInt8]) -> String {
        guard !bytes.isEmpty else { return "" }
        let hex = bytes.map { lowercaseHex([$0]) }.joined(separator: " ")
        let shown = bytes.map { (0x20...0x7e).contains($0) ? $0 : UInt8(ascii: ".") }
        return "\(hex) (\"\(String(decoding: shown, as: UTF8.self))\")"
    }

    private static func lowercaseHex(_ bytes: [UInt8]) -> String {
        String(decoding: DNSPresentation.hex(bytes), as: UTF8.self).lowercased()
    }

    /// `192.0.2.0/24/0`: the network, how much of it was sent, and how much the answer is for (RFC 7871 §6).
    private static func subnet(_ data: [UInt8]) -> String {
        guard data.count >= 4, let size = [1: 4, 2: 16][Int(data[1])], data.count <= 4 + size else {
            return dump(data)
        }
        let octets = data[4...] + [UInt8](repeating: 0, count: 4 + size - data.count)
        return "\(IPAddress(octets: Array(octets)).map(\.description) ?? "?")/\(data[2])/\(data[3])"
    }

    /// Without what could steer a terminal or turn the reading direction.
    private static func printable(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                shown.append(".")
            default: shown.append(scalar)
            }
        }
        return String(shown)
    }
}
