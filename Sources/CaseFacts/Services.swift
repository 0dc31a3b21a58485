package import CaseModel

/// Where the vendor's services are.
package struct Services: Sendable {
    /// The base of Statuspage's API v2.
    package let statusPage: WebURL
    /// The base of the API.
    package let api: WebURL

    init(_ file: FactsFile) throws(FactsError) {
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
