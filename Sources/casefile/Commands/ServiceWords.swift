import CaseFacts
import CaseModel
import CasePlan
import CaseSystem

/// Which services around the case are asked, and with what.
struct ServiceWords {
    private let options: ServiceChoices
    private let file: CaseFile

    /// The variable other tools of the vendor read as well.
    private static let variable = "CLOUDFLARE_API_TOKEN"

    init(_ options: ServiceChoices, _ file: CaseFile) {
        self.options = options
        self.file = file
    }

    /// - Parameters:
    ///   - plan: Takes the services.
    ///   - known: Where the vendor has them.
    ///   - asksPublic: Whether those that were not named are asked.
    /// - Throws: `RequestError` for an address, a token or a Ray ID that cannot be used.
    func apply(to plan: inout PlanOptions, _ known: Services, asksPublic: Bool) throws {
        let given = try service(options.statusPage ?? file.text("status_page"), "--status-page")
        plan.statusPage =
            given ?? (asksPublic ? PlanOptions.Service(base: known.statusPage, isGiven: false) : nil)
        plan.timeServer = try (options.timeServer ?? file.text("time_server")).map {
            try endpoint($0, "--time-server")
        }
        plan.rays = try (options.ray.isEmpty ? file.list("ray") : options.ray).map { text in
            guard let ray = RayID(text) else {
                throw RequestError.value(
                    option: "--ray", problem: "this is no Ray ID", hint: "write its 16 hex digits")
            }
            return ray
        }
        guard options.api || file.flag("api") else { return }
        let base =
            try service(options.apiURL ?? file.text("api_url"), "--api-url")
            ?? PlanOptions.Service(base: known.api, isGiven: false)
        plan.api = PlanOptions.API(service: base, token: try token())
    }

    private func token() throws -> String {
        if let path = options.apiTokenFile ?? file.text("api_token_file") {
            let text = String(decoding: try readWholeFile(path, limit: 4096), as: UTF8.self)
            return try checked(text, "--api-token-file")
        }
        guard let text = HostNetwork.variable(Self.variable) else {
            throw RequestError.value(
                option: "--api", problem: "there is no token",
                hint:
                    "put one that may only read into \(Self.variable), or into a file named by --api-token-file"
            )
        }
        return try checked(text, Self.variable)
    }

    /// A token is one word; a line break in it would be a header of its own.
    private func checked(_ text: String, _ place: String) throws -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 1, let word = words.first, word.utf8.allSatisfy({ (33...126).contains($0) })
        else {
            throw RequestError.value(
                option: place, problem: "this is no API token", hint: "one word and nothing else")
        }
        return String(word)
    }

    private func service(_ text: String?, _ option: String) throws -> PlanOptions.Service? {
        guard let text else { return nil }
        let url = try WebURL(text)
        // A token in clear is for loopback alone.
        var isLoopback = false
        if case .address(let address) = url.host {
            isLoopback = address.isV4 ? address.octets.first == 127 : address == IPAddress("::1")
        }
        guard url.scheme == .https || isLoopback else {
            throw RequestError.value(option: option, problem: "must begin with https://", hint: nil)
        }
        return PlanOptions.Service(base: url, isGiven: true)
    }
}
