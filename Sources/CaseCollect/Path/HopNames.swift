import CaseModel

/// Looks up what the routers of a path are called, all at once, and whose they are where that is asked for.
struct HopNames {
    let naming: HopNaming
    let transport: any DNSTransport
    let clock: any WallClock
    /// When nothing may be waited for any more, on the monotonic clock.
    let ends: Duration
    /// IDs of DNS messages by number.
    let ids: @Sendable (Int) -> UInt16

    /// The most addresses that are asked about.
    private static let limit = 64
    /// A name is no reason to wait.
    private static let patience = Duration.seconds(1)

    /// What is known of an address.
    private struct Known: Sendable {
        var name: String?
        /// Without `AS`.
        var system: String?
    }

    /// A line for each address in a tool's output that has a name or an AS: `# 192.0.2.1 core1.example.net AS64496 EXAMPLE-AS`.
    ///
    /// - Returns: Empty when nobody knows any of them.
    func lines(for output: [UInt8]) async -> [UInt8] {
        let addresses = Self.addresses(in: output)
        let known = await withTaskGroup(of: (Int, Known).self) { group in
            for (number, address) in addresses.enumerated() {
                group.addTask { (number, await lookUp(address, number)) }
            }
            return await group.reduce(into: [Int: Known]()) { $0[$1.0] = $1.1 }
        }
        let systems = await systemNames(Set(known.values.compactMap(\.system)).sorted())
        var text = ""
        for (number, address) in addresses.enumerated() {
            guard let known = known[number], known.name != nil || known.system != nil else { continue }
            text += "# \(address) \(known.name ?? "-")"
            if let system = known.system {
                text += " AS\(system)" + (systems[system].map { " \($0)" } ?? "")
            }
            text += "\n"
        }
        return Array(text.utf8)
    }

    private func lookUp(_ address: IPAddress, _ number: Int) async -> Known {
        async let name = ask("\(address.reversed).\(address.isV4 ? "in-addr" : "ip6").arpa", .ptr, number)
        var known = Known()
        if let systems = naming.systems, address.isGlobal {
            let zone = address.isV4 ? systems.v4 : systems.v6
            let text = await ask("\(address.reversed).\(zone)", .txt, Self.limit + number)
            // Several systems may announce it; the first is told.
            known.system = text?.fields.first?.split(separator: " ").first.flatMap { UInt32($0) }.map {
                String($0)
            }
        }
        // Without the dot of the root, as tools print it.
        known.name = await name.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
        return known
    }

    private func systemNames(_ systems: [String]) async -> [String: String] {
        guard let zone = naming.systems?.names else { return [:] }
        return await withTaskGroup(of: (String, String?).self) { group in
            for (number, system) in systems.enumerated() {
                group.addTask {
                    let text = await ask("AS\(system).\(zone)", .txt, 2 * Self.limit + number)
                    return (system, text?.fields.last)
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    /// The data of the first record.
    private func ask(_ name: String, _ type: DNSType, _ number: Int) async -> String? {
        let left = min(Self.patience, ends - clock.monotonic())
        guard left > .zero, !Task.isCancelled, let name = try? Hostname(name) else { return nil }
        var probe = DNSProbe(name: name, type: type, server: naming.server, serverSource: .system)
        (probe.timeout, probe.tries) = (left, 1)
        let result = await runDNS(
            probe, id: ids(number), deadline: left, transport: transport, clock: clock)
        guard case .dns(let evidence) = result.evidence,
            let data = evidence.message.answers.first(where: { $0.type == type })?.data
        else { return nil }
        // Presentation form: blanks in names and all that is no ASCII are escaped.
        return String(data.prefix(253))
    }

    /// The addresses in a tool's output in the order they stand.
    static func addresses(in output: [UInt8]) -> [IPAddress] {
        var seen: Set<IPAddress> = []
        var addresses: [IPAddress] = []
        for word in output.split(whereSeparator: { $0 <= 0x20 || "(),[]|".utf8.contains($0) })
        where word.count <= 45 && addresses.count < limit {
            guard let address = IPAddress(String(decoding: word, as: UTF8.self)),
                seen.insert(address).inserted
            else { continue }
            addresses.append(address)
        }
        return addresses
    }
}

extension String {
    /// The fields of a TXT record as the services of AS numbers write them: `"64496 | 192.0.2.0/24 | DE | ripencc | 2001-01-01"`.
    fileprivate var fields: [String] {
        filter { $0 != "\"" }.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
    }
}

extension IPAddress {
    /// As it stands in names of DNS: octets backwards, or nibbles (RFC 1035 §3.5, RFC 3596 §2.5).
    fileprivate var reversed: String {
        guard !isV4 else { return octets.reversed().map(String.init).joined(separator: ".") }
        return octets.reversed().flatMap { [$0 & 15, $0 >> 4] }.map { String($0, radix: 16) }
            .joined(separator: ".")
    }
}
