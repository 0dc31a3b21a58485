package import CaseModel

/// Where the vendor's services are.
package struct Services: Sendable {
    /// The date and source of the data file.
    package let edition: (name: String, asOf: String, source: String)
    /// The base of Statuspage's API v2.
    package let statusPage: WebURL
    /// The base of the API.
    package let api: WebURL

    /// Reads the edition that was compiled in.
    ///
    /// - Throws: `FactsError` when the build is broken; never for a released program.
    package static func bundled() throws(FactsError) -> Services {
        try Services(FactsFile("services", PackageResources.services_json))
    }

    init(_ file: FactsFile) throws(FactsError) {
        edition = (file.name, file.asOf, file.source)
        statusPage = try Self.url("status_page", file)
        api = try Self.url("api", file)
    }

    private static func url(_ member: String, _ file: FactsFile) throws(FactsError) -> WebURL {
        guard let url = try? WebURL(try file.string(member, of: file.root, at: "")) else {
            throw file.wrong(member)
        }
        return url
    }
}
