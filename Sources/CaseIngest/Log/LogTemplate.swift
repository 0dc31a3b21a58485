/// A format of lines as its server's configuration has it: nginx's `log_format` (1.22) or Apache's `LogFormat` (2.4).
package struct LogTemplate: Sendable, Hashable {
    /// What a variable says.
    enum Field: Hashable {
        case time, client, host, method, target, query, request, status, byteCount, agent, ray, user, cookie
        case credentials
        /// Durations by their unit.
        case seconds, milliseconds, microseconds
        case other
    }

    enum Part: Hashable {
        case literal([UInt8])
        case field(Field)
    }

    let parts: [Part]

    /// Reads the text of a format, or the whole directive with its name: quotes and what stands behind them go.
    ///
    /// - Throws: `LogTemplateError` with what is wrong and where.
    package init(_ text: String) throws(LogTemplateError) {
        let format = Self.format(of: text)
        parts =
            format.contains("$") && !format.contains("%")
            ? try Self.nginx(format) : try Self.apache(format)
        guard parts.contains(.field(.time)) else { throw LogTemplateError("it names no time", at: nil) }
        for (index, pair) in zip(parts, parts.dropFirst()).enumerated() {
            if case .field = pair.0, case .field = pair.1 {
                throw LogTemplateError(
                    "two variables stand next to each other, so nobody can tell where one ends", at: index + 1
                )
            }
        }
    }

    /// The format in `log_format main '…' '…';` or `LogFormat "…" combined`; any other text as it is.
    private static func format(of text: String) -> String {
        let isDirective = ["log_format", "LogFormat", "CustomLog"].contains { text.hasPrefix($0) }
        guard isDirective, let quote = text.first(where: { $0 == "'" || $0 == "\"" }) else { return text }
        var format = ""
        var isInside = false
        var isEscaped = false
        for character in text {
            if isInside, isEscaped || character != quote {
                format.append(character)
            } else if character == quote {
                // Apache has one text and its name behind it, nginx may have several.
                if isInside, quote == "\"" { break }
                isInside.toggle()
            }
            isEscaped = character == "\\" && !isEscaped
        }
        return format
    }

    private static func nginx(_ format: String) throws(LogTemplateError) -> [Part] {
        var parts: [Part] = []
        var rest = Substring(format)
        while let first = rest.first {
            if first != "$" {
                let literal = rest.prefix { $0 != "$" }
                parts.append(.literal(Array(literal.utf8)))
                rest = rest.dropFirst(literal.count)
                continue
            }
            rest = rest.dropFirst()
            let isBraced = rest.first == "{"
            if isBraced { rest = rest.dropFirst() }
            let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            guard !name.isEmpty else { throw LogTemplateError("a dollar without a name", at: parts.count) }
            rest = rest.dropFirst(name.count + (isBraced ? 1 : 0))
            parts.append(.field(variable(name.lowercased())))
        }
        return parts
    }

    private static func variable(_ name: String) -> Field {
        if name.hasPrefix("cookie_") || name == "http_cookie" || name == "sent_http_set_cookie" {
            return .cookie
        }
        return variables[name] ?? .other
    }

    private static let variables: [String: Field] = [
        "time_local": .time, "time_iso8601": .time, "msec": .time, "remote_addr": .client,
        "http_cf_connecting_ip": .client, "host": .host, "http_host": .host, "server_name": .host,
        "request_method": .method, "request_uri": .target, "uri": .target, "args": .query,
        "query_string": .query,
        "request": .request, "status": .status, "body_bytes_sent": .byteCount, "bytes_sent": .byteCount,
        "http_user_agent": .agent, "http_cf_ray": .ray, "remote_user": .user, "request_time": .seconds,
        "http_authorization": .credentials,
    ]

    private static func apache(_ format: String) throws(LogTemplateError) -> [Part] {
        var parts: [Part] = []
        var literal: [UInt8] = []
        var rest = Substring(format)
        while let first = rest.popFirst() {
            if first == "\\", let next = rest.popFirst() {
                literal += next == "t" ? [0x09] : next == "n" ? [0x0a] : Array(String(next).utf8)
                continue
            }
            guard first == "%" else {
                literal += Array(String(first).utf8)
                continue
            }
            if rest.first == "%" {
                rest = rest.dropFirst()
                literal.append(UInt8(ascii: "%"))
                continue
            }
            // %!200,304{Referer}i, %>s
            rest = rest.drop { "!<>,0123456789".contains($0) }
            var name = ""
            if rest.first == "{" {
                name = String(rest.dropFirst().prefix { $0 != "}" })
                rest = rest.dropFirst(name.count + 2)
            }
            guard let letter = rest.popFirst(), letter.isLetter || letter == "^" else {
                throw LogTemplateError("a percent sign without a letter", at: parts.count)
            }
            if letter == "^" { rest = rest.dropFirst(2) }
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = []
            // %t writes its own brackets.
            if letter == "t", name.isEmpty {
                parts += [.literal([UInt8(ascii: "[")]), .field(.time)]
                literal = [UInt8(ascii: "]")]
            } else {
                parts.append(.field(directive(letter, name.lowercased())))
            }
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
        return joined(parts)
    }

    private static func directive(_ letter: Character, _ name: String) -> Field {
        switch letter {
        case "t": return .time
        case "h", "a": return .client
        case "v", "V": return .host
        case "m": return .method
        case "U": return .target
        case "q": return .query
        case "r": return .request
        case "s": return .status
        case "b", "B", "O": return .byteCount
        case "u": return .user
        case "D": return .microseconds
        case "T": return name == "ms" ? .milliseconds : name == "us" ? .microseconds : .seconds
        case "C": return .cookie
        case "i", "o":
            switch name {
            case "user-agent": return .agent
            case "cf-ray": return .ray
            case "cf-connecting-ip": return .client
            case "host": return .host
            case "cookie", "set-cookie": return .cookie
            case "authorization", "proxy-authorization": return .credentials
            default: return .other
            }
        default: return .other
        }
    }

    /// Texts that follow each other as one, and a path and its query.
    private static func joined(_ parts: [Part]) -> [Part] {
        var joined: [Part] = []
        for part in parts {
            if case .literal(let next) = part, case .literal(let last) = joined.last {
                joined[joined.count - 1] = .literal(last + next)
            } else if part == .field(.query), joined.last == .field(.target) {
                // %U%q is a path with its query.
                continue
            } else {
                joined.append(part)
            }
        }
        return joined
    }
}

/// Why a format cannot be read.
package struct LogTemplateError: Error, Hashable {
    /// Half a sentence.
    package let problem: String
    /// Which variable, from 1.
    package let variable: Int?

    init(_ problem: String, at index: Int?) {
        self.problem = problem
        variable = index.map { $0 / 2 + 1 }
    }
}
