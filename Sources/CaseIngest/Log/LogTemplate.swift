/// A format of lines as its server's configuration has it: nginx's `log_format` (1.22) or Apache's `LogFormat` (2.4).
package struct LogTemplate: Sendable, Hashable {
    /// What a variable says.
    enum Field: Hashable {
        case time, fraction, zone, client, host, method, target, query, request, status, byteCount, agent,
            ray, user, cookie
        case credentials
        /// Durations by their unit.
        case seconds, milliseconds, microseconds
        /// Several values with commas between, as of several servers behind.
        case list
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
        if format.contains("$time"), format.contains("%>s") || format.contains("%h") || format.contains("}i")
        {
            throw LogTemplateError("it mixes nginx's variables with Apache's", at: nil)
        }
        parts =
            format.contains("$") && !format.contains("%")
            ? try Self.nginx(format) : try Self.apache(format)
        guard parts.contains(.field(.time)) else { throw LogTemplateError("it names no time", at: nil) }
        for (index, pair) in zip(parts, parts.dropFirst()).enumerated() {
            // A path shows where the host before it ends.
            if case .field = pair.0, case .field(let next) = pair.1, next != .target {
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
                parts.append(.literal(unescaped(literal)))
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

    /// What nginx makes of `\\t`, `\\"` and the like in its configuration.
    private static func unescaped(_ literal: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in literal.utf8 {
            if isEscaped {
                bytes.append(byte == UInt8(ascii: "t") ? 0x09 : byte == UInt8(ascii: "n") ? 0x0a : byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    private static func variable(_ name: String) -> Field {
        if name.hasPrefix("cookie_") || name == "http_cookie" || name == "sent_http_set_cookie" {
            return .cookie
        }
        if let known = variables[name] { return known }
        if name.hasPrefix("arg_") { return .query }
        if name.hasPrefix("upstream_") || name == "http_x_forwarded_for" { return .list }
        if name.hasPrefix("jwt_") || name.hasPrefix("ssl_client_") || name == "ssl_session_id" {
            return .credentials
        }
        return name.hasPrefix("http_") ? header(name.dropFirst(5).replacing("_", with: "-")) : .other
    }

    /// A field of a header nobody knows may be a key, a token or a name.
    private static func header(_ name: some StringProtocol) -> Field {
        let isHarmless =
            harmless.contains(String(name))
            || ["accept", "content-", "cf-", "if-", "sec-ch-", "sec-fetch-"].contains {
                name.hasPrefix($0)
            }
        return isHarmless ? .other : .credentials
    }

    private static let harmless: Set<String> = [
        "referer", "origin", "range", "via", "connection", "upgrade", "te", "cache-control", "pragma", "age",
        "date", "etag",
        "server", "location", "expires", "last-modified", "vary", "x-forwarded-proto", "x-forwarded-host",
        "x-forwarded-port",
        "x-forwarded-for", "x-real-ip", "true-client-ip", "x-request-id", "x-correlation-id", "traceparent",
        "x-cache",
        "transfer-encoding", "x-requested-with", "dnt", "keep-alive",
    ]

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
                // A directive goes on in the next line.
                if next.isNewline {
                    rest = rest.drop { $0.isWhitespace }
                    continue
                }
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
                if letter == "t" { try checkTime(name, parts.count) }
                parts.append(.field(directive(letter, name.lowercased(), name)))
            }
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
        return joined(parts)
    }

    /// Refuses times in forms nobody reads back.
    private static func checkTime(_ name: String, _ index: Int) throws(LogTemplateError) {
        let format =
            name.hasPrefix("begin:") || name.hasPrefix("end:")
            ? name.drop { $0 != ":" }.dropFirst() : name[...]
        let known = [
            "sec", "msec", "usec", "msec_frac", "usec_frac", "%z", "%s", "%F %T", "%FT%T", "%F %T %z",
            "%FT%T%z",
            "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S %z", "%Y-%m-%dT%H:%M:%S%z",
            "%Y-%m-%d %T",
            "%Y-%m-%dT%T", "%Y-%m-%d %T %z", "%Y-%m-%dT%T%z", "%d/%b/%Y:%T", "%d/%b/%Y:%H:%M:%S",
            "%d/%b/%Y:%T %z",
            "%d/%b/%Y:%H:%M:%S %z", "%d/%b/%Y %T", "%d/%b/%Y %H:%M:%S", "%d/%b/%Y %T %z",
            "%d/%b/%Y %H:%M:%S %z",
        ]
        if known.contains(String(format)) { return }
        throw LogTemplateError(
            "the time %{\(format)}t is in a form that is not read; %{%F %T %z}t is", at: index)
    }

    private static func directive(_ letter: Character, _ name: String, _ spelled: String) -> Field {
        switch letter {
        case "t":
            if name.hasSuffix("_frac") { return .fraction }
            return ["%z", "begin:%z", "end:%z"].contains(spelled) ? .zone : .time
        case "e", "x": return ["ssl_protocol", "ssl_cipher"].contains(name) ? .other : .credentials
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
            default: return header(name)
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
