import CaseModel
import CasePlan

/// What was said about the requests themselves: how often, with what method, headers, body, agent and proxy.
struct RequestWords {
    private let options: RequestChoices
    private let file: CaseFile
    /// Headers of the file of headers; their values are secret.
    private let secretFields: [HTTPField]

    /// - Throws: `RequestError` and `Failure` for a file of headers that cannot be used.
    init(_ options: RequestChoices, _ file: CaseFile) throws {
        self.options = options
        self.file = file
        guard let path = options.headerFile ?? file.text("header_file") else {
            secretFields = []
            return
        }
        let text = String(decoding: try readWholeFile(path, limit: 65_536), as: UTF8.self)
        var fields: [HTTPField] = []
        for (index, line) in text.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        )
        .enumerated()
        where !line.isEmpty {
            fields.append(try Self.field(line, "\(path), line \(index + 1)"))
        }
        secretFields = fields
    }

    /// Names of headers whose values must be in no record.
    var secretNames: Set<String> { Set(secretFields.map { $0.name.lowercased() }) }

    /// - Throws: `RequestError` for words that mean nothing.
    func apply(to plan: inout PlanOptions) throws {
        plan.asksWays = !options.quick && !file.flag("quick")
        plan.hunts = options.hunt || file.flag("hunt")
        if plan.hunts { plan.deadline = max(plan.deadline, PlanOptions.huntingDeadline) }
        plan.samples = try samples()
        plan.method = try method()
        plan.fields = try (options.header.isEmpty ? file.list("header") : options.header).map { line in
            let field = try Self.field(line[...], "--header")
            guard !Self.isTelling(field.name) else {
                throw RequestError.value(
                    option: "--header",
                    problem: "\(field.name) may hold a secret, which everybody on this host could read",
                    hint: "write it into a file of your own and name it with --header-file")
            }
            return field
        }
        plan.secretFields = secretFields
        if let path = options.dataFile ?? file.text("data_file") {
            plan.body = try readWholeFile(path, limit: 1 << 20)
        }
        if let agent = options.userAgent ?? file.text("user_agent") { plan.userAgent = agent }
        plan.proxy = try proxy()
    }

    private func samples() throws -> Samples? {
        let interval =
            try (options.every ?? file.text("every")).map { try duration($0, "--every") } ?? .seconds(1)
        guard let count = options.samples ?? file.number("samples") else { return nil }
        guard let samples = Samples(count: count, interval: interval) else {
            throw RequestError.value(option: "--samples", problem: "must be 1 to 1000", hint: nil)
        }
        return samples
    }

    private func method() throws -> String {
        let body = options.dataFile ?? file.text("data_file")
        guard let method = options.method ?? file.text("method") else { return body == nil ? "GET" : "POST" }
        // RFC 9110 §9.1: a token, upper case by convention.
        guard (1...20).contains(method.utf8.count),
            method.utf8.allSatisfy({ (65...90).contains($0) || $0 == 45 })
        else {
            throw RequestError.value(
                option: "--method", problem: "this is no method", hint: "write GET, POST, HEAD …")
        }
        return method
    }

    private func proxy() throws -> String? {
        guard let proxy = options.proxy ?? file.text("proxy") else { return nil }
        guard proxy.hasPrefix("http://"), !proxy.contains("@"), (try? WebURL(proxy))?.target == "/" else {
            throw RequestError.value(
                option: "--proxy", problem: "this is not the address of an HTTP proxy without a password",
                hint: "write http://host:port")
        }
        return proxy
    }

    private static func field(_ line: Substring, _ place: String) throws -> HTTPField {
        guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
            line[..<colon].utf8.allSatisfy({ isToken($0) })
        else {
            throw RequestError.value(option: place, problem: "this is no header", hint: "write Name: value")
        }
        var value = line[line.index(after: colon)...]
        while value.first == " " { value = value.dropFirst() }
        return HTTPField(name: String(line[..<colon]), value: String(value))
    }

    /// RFC 9110 §5.6.2.
    private static func isToken(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }

    private static func isTelling(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["auth", "cookie", "token", "key", "secret", "password", "session", "credential", "signature"]
            .contains { name.contains($0) }
    }
}
