import CaseFacts
import CaseModel

/// Where a name leads to by all lookups of it together.
struct NameReading {
    let name: String
    /// Targets of the aliases passed, in order, lower case; of all servers together, each once.
    private(set) var aliases: [String] = []
    private(set) var addresses: Set<IPAddress> = []
    /// Lookups of its addresses that ended in nothing, though an alias leads on.
    private(set) var dangling: [Lookup] = []
    private(set) var lookups: [Lookup] = []

    init(_ name: String, _ view: EvidenceView) {
        self.name = name
        for lookup in view.lookups where lookup.probe.name.description == name {
            lookups.append(lookup)
            let targets = lookup.aliases
            for target in targets where !aliases.contains(target) { aliases.append(target) }
            addresses.formUnion(lookup.addresses)
            let isAddress = lookup.probe.type == .a || lookup.probe.type == .aaaa
            if isAddress, !targets.isEmpty, lookup.addresses.isEmpty, lookup.rcode != nil {
                dangling.append(lookup)
            }
        }
    }

    /// The first alias below a suffix.
    func alias(below suffix: String) -> String? {
        aliases.first { $0 == suffix || $0.hasSuffix("." + suffix) }
    }

    /// Addresses in any of these blocks.
    func addresses(in blocks: [IPPrefix]) -> [IPAddress] {
        addresses.filter { address in blocks.contains { $0.contains(address) } }.sorted()
    }

    /// Lookups with these addresses in their answers, cited.
    func cite(_ wanted: [IPAddress]) -> [Finding.Citation?] {
        lookups.filter { !$0.addresses.isDisjoint(with: wanted) }.prefix(3).map { $0.cite() }
    }

    /// Lookups that name this alias, cited with it.
    func cite(alias: String) -> [Finding.Citation?] {
        lookups.filter { $0.aliases.contains(alias) }.prefix(3).map { $0.cite("leads on to \(alias)") }
    }
}

extension EvidenceView {
    func nameReading(_ host: String) -> NameReading { NameReading(host, self) }
}

extension Lookup {
    /// Targets of the aliases in the answer, in order, lower case, without a final dot.
    var aliases: [String] {
        (message?.answers ?? []).filter { $0.type == .cname }.map { record in
            let target = record.data.lowercased()
            return target.hasSuffix(".") && target.count > 1 ? String(target.dropLast()) : target
        }
    }

    /// Cites the record of the step with the question and something said of it.
    func cite(_ says: String) -> Finding.Citation? {
        files.last.map {
            Finding.Citation(file: $0, says: "\(probe.server) on \(probe.name) \(probe.type): \(says)")
        }
    }
}
