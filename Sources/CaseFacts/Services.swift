package import CaseModel
import JSONBytes

/// Where the vendor's services are.
package struct Services: Sendable {
    /// The base of Statuspage's API v2.
    package let statusPage: WebURL
    /// The base of the API.
    package let api: WebURL
    /// Where DNS says which AS an address is of.
    package let systems: HopNaming.SystemZones

    init(_ file: FactsFile) throws(FactsError) {
        statusPage = try Self.url("status_page", file)
        api = try Self.url("api", file)
        guard let zones = file.root["systems"] else { throw file.wrong("systems") }
        systems = HopNaming.SystemZones(
            v4: try Self.name("ipv4", zones, file), v6: try Self.name("ipv6", zones, file),
            names: try Self.name("names", zones, file))
    }

    private static func name(_ member: String, _ zones: JSONValue, _ file: FactsFile) throws(FactsError)
        -> Hostname
    {
        guard let name = try? Hostname(try file.string(member, of: zones, at: "systems.")) else {
            throw file.wrong("systems." + member)
        }
        return name
    }

    private static func url(_ member: String, _ file: FactsFile) throws(FactsError) -> WebURL {
        guard let url = try? WebURL(try file.string(member, of: file.root, at: "")) else {
            throw file.wrong(member)
        }
        return url
    }
}
