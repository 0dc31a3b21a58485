import CaseIngest
import CaseModel
import CaseSystem

/// Reads an address with a port, or says which option has none.
func endpoint(_ text: String, _ option: String) throws(RequestError) -> Endpoint {
    guard let endpoint = Endpoint(text) else {
        throw .value(
            option: option, problem: "this is not an IP address, with or without a port",
            hint: "write 203.0.113.34, 203.0.113.34:8443 or [2001:db8::34]:443")
    }
    return endpoint
}

/// Reads an instant, or says which option has none.
func time(_ text: String, _ option: String) throws(RequestError) -> Timestamp {
    guard let time = Timestamp(rfc3339: text) else {
        throw .value(
            option: option, problem: "this is not a time with an offset",
            hint: "write 2026-11-22T10:00Z or 2026-11-22T11:00:00+01:00")
    }
    return time
}

/// Reads the value of `--log-zone`, if there is one: UTC, an offset, or a name of the tz database.
func zone(_ text: String?) throws(RequestError) -> LogZone? {
    guard let text else { return nil }
    if ["UTC", "GMT", "Z"].contains(text.uppercased()) { return .utc }
    if let midnight = Timestamp(rfc3339: "2000-01-01T00:00\(text)"),
        let start = Timestamp(rfc3339: "2000-01-01T00:00Z")
    {
        let offset = (start.nanosecondsSinceEpoch - midnight.nanosecondsSinceEpoch) / 1_000_000_000
        return LogZone(name: text, offset: Int(offset))
    }
    if let changes = SystemTimeZone.changes(named: text), let zone = LogZone(name: text, changes: changes) {
        return zone
    }
    throw .value(
        option: "--log-zone", problem: "this is neither UTC, nor an offset, nor a zone this system knows",
        hint: "write UTC, +02:00, -0330 or a name such as Europe/Berlin (package tzdata)")
}

/// Reads the value of `--log-format`, if there is one.
func template(_ text: String?) throws(RequestError) -> LogTemplate? {
    guard let text else { return nil }
    do { return try LogTemplate(text) } catch {
        throw .value(
            option: "--log-format",
            problem: error.problem + (error.variable.map { " (variable \($0))" } ?? ""),
            hint:
                "write it as the server's configuration has it: '$remote_addr [$time_local] \"$request\" $status' "
                + "or '%h %t \"%r\" %>s'")
    }
}

/// Reads `90s`, `10m`, `2h` or `1h30m`, or says which option has none.
func duration(_ text: String, _ option: String) throws(RequestError) -> Duration {
    let problem = RequestError.value(
        option: option, problem: "this is not a length of time above zero",
        hint: "write 90s, 10m, 2h or 1h30m")
    var total = Duration.zero
    var digits = ""
    for character in text {
        if character.isASCII, character.isNumber {
            digits.append(character)
            continue
        }
        guard let number = Int(digits), number < 1_000_000 else { throw problem }
        switch character {
        case "s": total += .seconds(number)
        case "m": total += .seconds(number * 60)
        case "h": total += .seconds(number * 3600)
        case "d": total += .seconds(number * 86_400)
        default: throw problem
        }
        digits = ""
    }
    guard digits.isEmpty, total > .zero else { throw problem }
    return total
}

/// Reads one of a closed set of words, or lists them.
func choice<Choice: RawRepresentable & CaseIterable>(_ text: String, _ option: String) throws(RequestError)
    -> Choice
where Choice.RawValue == String {
    guard let choice = Choice(rawValue: text) else {
        throw .value(
            option: option, problem: "there is no such choice",
            hint: "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
}

/// The four ways to say when it happened.
struct WindowWords {
    let since: String?
    let until: String?
    let at: String?
    let around: String?

    init(since: String?, until: String?, at: String? = nil, around: String? = nil) {
        self.since = since
        self.until = until
        self.at = at
        self.around = around
    }

    /// Flags beat the file as a whole: `--at` on the line drops `since` in the file.
    init(_ options: CaseOptions, _ file: CaseFile) {
        let flags = WindowWords(
            since: options.since, until: options.until, at: options.at, around: options.around)
        let isSaid = flags.since != nil || flags.until != nil || flags.at != nil
        self =
            isSaid
            ? flags
            : WindowWords(
                since: file.text("since"), until: file.text("until"), at: file.text("at"),
                around: options.around ?? file.text("around"))
    }

    /// The ends as they were written, when an end is not in UTC already.
    var stated: String? {
        if let at { return Self.isUTC(at) ? nil : "\(at), \(around ?? "10m") around it" }
        guard let since, let until, !Self.isUTC(since) || !Self.isUTC(until) else { return nil }
        return "\(since) to \(until)"
    }

    private static func isUTC(_ text: String) -> Bool {
        text.uppercased().hasSuffix("Z") || text.hasSuffix("+00:00")
    }

    /// - Returns: `nil` when nothing was said.
    func window() throws(RequestError) -> TimeWindow? {
        if let at {
            guard since == nil, until == nil else {
                throw .value(option: "--at", problem: "cannot stand beside --since and --until", hint: nil)
            }
            let moment = try time(at, "--at")
            let margin = try duration(around ?? "10m", "--around")
            return TimeWindow(start: moment.advanced(by: .zero - margin), end: moment.advanced(by: margin))
        }
        guard around == nil else {
            throw .value(
                option: "--around", problem: "needs --at", hint: "--at 2026-11-22T10:00Z --around 10m")
        }
        guard since != nil || until != nil else { return nil }
        guard let since, let until else {
            throw .value(
                option: since == nil ? "--since" : "--until", problem: "is missing: a window has two ends",
                hint: "or use --at with --around")
        }
        let (start, end) = (try time(since, "--since"), try time(until, "--until"))
        guard let window = TimeWindow(start: start, end: end) else {
            throw .value(option: "--until", problem: "is before --since", hint: nil)
        }
        return window
    }
}
