package import CaseModel
import JSONBytes

/// Resolvers everybody may ask, one of each of the big operators.
package struct PublicResolvers: Sendable {
    package let resolvers: [PublicResolver]

    init(_ file: FactsFile) throws(FactsError) {
        var resolvers: [PublicResolver] = []
        for (place, row) in try file.rows("resolvers") {
            guard let address = IPAddress(try file.string("address", of: row, at: place)) else {
                throw file.wrong(place + "address")
            }
            guard let name = try? Hostname(try file.string("name", of: row, at: place)) else {
                throw file.wrong(place + "name")
            }
            let path = try file.string("path", of: row, at: place)
            guard path.hasPrefix("/") else { throw file.wrong(place + "path") }
            var question: (Hostname, DNSClass)?
            if let text = row["who_am_i"]?.string {
                let classes = ["IN": DNSClass.internet, "CH": .chaos]
                guard let name = try? Hostname(text), let inClass = row["who_am_i_class"]?.string,
                    let inClass = classes[inClass]
                else { throw file.wrong(place + "who_am_i") }
                question = (name, inClass)
            }
            resolvers.append(PublicResolver(address: address, name: name, path: path, whoAmI: question))
        }
        self.resolvers = resolvers
    }
}

/// One of them, and the ways it can be asked.
package struct PublicResolver: Sendable {
    package let address: IPAddress
    /// What its certificate is for.
    package let name: Hostname
    /// Where it takes messages over HTTPS.
    package let path: String
    /// The name whose TXT record is the address it sees us at, and its class.
    package let whoAmI: (name: Hostname, recordClass: DNSClass)?
}
