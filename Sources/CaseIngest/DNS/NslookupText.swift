import CaseModel

/// nslookup of BIND and of Windows.
struct NslookupText {
    private var builder = LookupBuilder(tool: "nslookup")
    private var server: String?
    private var address: String?
    private var name: String?
    /// Whether addresses on lines of their own go on.
    private var isList = false

    mutating func read(_ line: PathLine) {
        let text = line.text
        let value = text.drop { $0 != ":" }.dropFirst().drop { $0 == " " || $0 == "\t" }
        switch line.words.first {
        case "Server:":
            builder.close()
            (server, address, name, isList) = (String(value.prefix(100)), nil, nil, false)
        case "Address:" where name == nil && address == nil:
            address = String(value.prefix(100))
        case "Non-authoritative": break
        case "Authoritative": builder.change { $0.message.flags.authoritative = true }
        case "Name:":
            name = String(value.prefix(300))
            isList = false
            begin()
        case "Address:", "Addresses:":
            isList = true
            add(value)
        case "Aliases:": isList = false
        default: other(line)
        }
    }

    consuming func finish() -> PastedLookup { builder.finish() }

    private mutating func begin() {
        let server = address ?? server
        builder.change { answer in
            answer.server = server
            answer.hasStatus = true
        }
    }

    private mutating func add(_ value: some StringProtocol) {
        guard let address = IPAddress(value.prefix { $0 != " " && $0 != "\r" }), builder.takesRecord() else {
            return
        }
        begin()
        let record = DNSMessage.Record(
            name: name ?? "", type: address.isV4 ? .a : .aaaa, recordClass: 1, ttl: 0,
            data: address.description,
            rdata: [])
        builder.change { $0.message.answers.append(record) }
    }

    private mutating func other(_ line: PathLine) {
        let text = line.text
        if text.contains("can't find") {
            failed(text)
        } else if text.lowercased().contains("timed out") || text.contains("no servers could be reached") {
            let server = address ?? server
            builder.change { answer in
                answer.server = server
                answer.problem = "timed out"
            }
            builder.close()
        } else if let mark = text.firstRange(of: "canonical name = ") {
            let record = DNSMessage.Record(
                name: String(line.words.first ?? ""), type: .cname, recordClass: 1, ttl: 0,
                data: String(text[mark.upperBound...].prefix(300)), rdata: [])
            begin()
            builder.change { $0.message.answers.append(record) }
        } else if isList, line.isIndented {
            add(line.words.first ?? "")
        } else {
            builder.cannotRead(line)
        }
    }

    /// `** server can't find www.example.com: NXDOMAIN`; Windows says `*** dns can't find X: Non-existent domain`.
    private mutating func failed(_ text: String) {
        let word = text.lastIndex(of: ":").map { text[text.index(after: $0)...].drop { $0 == " " } } ?? ""
        let windows = [
            "Non-existent domain": "NXDOMAIN", "Server failed": "SERVFAIL", "Query refused": "REFUSED",
        ]
        let code = windows[String(word)] ?? String(word.prefix { $0.isLetter })
        let rcode = DNSMessage.rcode(named: code)
        begin()
        builder.change { answer in
            if let rcode { answer.message.rcode = rcode }
            answer.hasStatus = rcode != nil
        }
        builder.close()
    }
}
