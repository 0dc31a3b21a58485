import CaseModel

/// The columns of a W3C extended log (W3C WD-logfile-960323), as IIS and CloudFront write it; times are UTC.
struct LogColumns {
    private enum Column {
        case date, time, client, method, stem, query, status, byteCount, host, agent, ray, duration
        case user, cookie, credentials, forwarded
    }

    private var columns: [Column?] = []
    /// Of the last `#Date`, for logs whose lines have the time of day alone.
    private var day: String?

    private static let known: [String: Column] = [
        "date": .date, "time": .time, "c-ip": .client, "cs-method": .method, "cs-uri-stem": .stem,
        "cs-uri": .stem,
        "cs-uri-query": .query, "sc-status": .status, "sc-bytes": .byteCount, "cs-host": .host,
        "cs(host)": .host,
        "x-host-header": .host,
        "cs-username": .user, "cs-user": .user, "x-user": .user, "cs(user)": .user,
        "x-forwarded-for": .forwarded, "cs(x-forwarded-for)": .forwarded, "cs(cookie)": .cookie,
        "cs(set-cookie)": .cookie, "sc(set-cookie)": .cookie,
        "cs(authorization)": .credentials, "cs(proxy-authorization)": .credentials,
        "cs(user-agent)": .agent, "cs(cf-ray)": .ray, "cf-ray": .ray, "time-taken": .duration,
    ]

    /// Reads `#Fields: …` or `#Date: …`; the former may come again with other columns.
    ///
    /// - Returns: Whether the line names columns.
    mutating func readDirective(_ line: Span<UInt8>) -> Bool {
        let words = text(line, 0..<line.count).split { $0 == " " || $0 == "\t" }
        guard words.first == "#Fields:" else {
            if words.first == "#Date:" { day = words.dropFirst().first.map(String.init) }
            return false
        }
        columns = words.dropFirst().prefix(64).map { Self.known[$0.lowercased()] }
        return true
    }

    /// What in a line of these columns is somebody's.
    func sensitiveFields(_ line: Span<UInt8>, _ words: LogWords) -> [SensitiveField] {
        columns.indices.compactMap { index in
            let word = words[index]
            guard !SensitiveFields.isAbsent(line, word) else { return nil }
            switch columns[index] {
            case .user: return SensitiveField(.user, word)
            case .cookie: return SensitiveField(.cookie, word)
            case .credentials: return SensitiveField(.credentials, word)
            case .query: return SensitiveField(.query, word)
            case .client where SensitiveFields.isName(line, word),
                .forwarded where SensitiveFields.isName(line, word):
                return SensitiveField(.clientName, word)
            default: return nil
            }
        }
    }

    /// Reads a line by the columns named last.
    func read(_ line: Span<UInt8>, _ words: LogWords) -> AccessLine? {
        guard !columns.isEmpty, words.count >= columns.count else { return nil }
        var fields = AccessLine()
        fields.format = .w3c
        var date = day
        var time: String?
        for (index, column) in columns.enumerated() {
            let word = words[index]
            let isAbsent = SensitiveFields.isAbsent(line, word)
            guard let column, !isAbsent else { continue }
            switch column {
            case .date: date = text(line, word)
            case .time: time = text(line, word)
            case .client: fields.client = AccessLine.address(line, word)
            case .method: fields.method = word
            case .stem: fields.target = word
            case .query: fields.query = word
            case .status: fields.status = WordFormats.status(line, word) ?? 0
            case .byteCount: fields.byteCount = LogInstant.whole(line, word) ?? -1
            // CloudFront has two; the name the visitor asked for stands behind that of the distribution.
            case .host: fields.host = word
            case .agent: fields.agent = word
            case .ray:
                guard let value = AccessLine.rayValue(line, word) else { continue }
                (fields.ray, fields.rayValue) = (word, value)
            case .user, .cookie, .credentials, .forwarded: break
            // IIS writes milliseconds, CloudFront seconds with a fraction.
            case .duration:
                fields.durationMicroseconds =
                    WordFormats.milliseconds(line, word) ?? WordFormats.seconds(line, word) ?? -1
            }
        }
        guard let date, let time, fields.status > 0 || !fields.method.isEmpty,
            let year = Int(date.prefix(4)), Instants.years.contains(year),
            let instant = Timestamp(rfc3339: "\(date)T\(time)Z")
        else { return nil }
        fields.time = instant.nanosecondsSinceEpoch
        return fields
    }
}
