package import CaseModel

/// Walks from the root to a name, asks every server of the zones that are somebody's own, and validates on the way.
///
/// - Parameters:
///   - probe: The name, and where to begin.
///   - ids: Gives each query its ID; unpredictable.
///   - deadline: Of the whole walk.
///   - transport: Carries the messages.
///   - clock: Measures, and says at what time signatures have to hold.
/// - Returns: `saw` when the servers of the name's zone were reached, whatever they say; else `failed` or `timedOut` in
///   `resolve`, with as much of the way as was walked.
package func runDelegation(
    _ probe: DelegationProbe, ids: @escaping @Sendable (Int) -> UInt16, deadline: Duration,
    transport: any DNSTransport, clock: any WallClock
) async -> ProbeResult {
    let query = DelegationQuery(
        transport: transport, clock: clock, ids: ids, timeout: probe.timeout,
        end: clock.monotonic() + deadline)
    var run = DelegationRun(probe: probe, query: query, now: clock.now())
    await run.walk()
    run.evidence.text = run.evidence.transcript(of: probe)
    let outcome: Outcome
    if Task.isCancelled {
        outcome = .cancelled
    } else if let stopped = run.evidence.stopped {
        let isLate = clock.monotonic() >= query.end
        let failure = Failure(.resolve, isLate ? .timeout : .dnsNoAnswer, detail: stopped)
        outcome = isLate ? .timedOut(failure) : .failed(failure)
    } else {
        outcome = .saw
    }
    return ProbeResult(outcome, .delegation(run.evidence))
}

/// A walk on its way.
struct DelegationRun {
    let probe: DelegationProbe
    let query: DelegationQuery
    let now: Timestamp
    var evidence = DelegationEvidence()
    /// Servers of the zone that was reached; the first that answers is asked.
    var servers: [Server] = []
    /// Whether an answer about the name was validated.
    var hasVerdict = false
    var trust = ChainLink.unknown("no trust anchor is known")

    /// More are not asked, whatever delegations say.
    private static let queryLimit = 250
    private static let serverLimit = 16

    struct Server: Sendable {
        let name: String
        let endpoint: Endpoint
    }

    init(probe: DelegationProbe, query: DelegationQuery, now: Timestamp) {
        self.probe = probe
        self.query = query
        self.now = now
    }

    mutating func walk() async {
        let target = DNSName(probe.name)
        servers = probe.roots.map { Server(name: "root", endpoint: $0) }
        var zone = DNSName.root
        evidence.zones.append(DelegationZone(name: "."))
        await enterRoot()
        var labels = 1
        while labels <= target.labels.count {
            let candidate = target.suffix(labels)
            guard let reply = await ask(candidate, .ns) else {
                // Some servers refuse to be asked for the NS of a host; what they say of its addresses counts.
                if candidate == target, zone != .root { break }
                return stop("no server of \(zone) answered")
            }
            if let cut = Self.cut(reply, below: zone, towards: target) {
                await enter(cut, from: zone, reply)
                guard !servers.isEmpty else { return stop("no name server of \(cut) has an address") }
                zone = cut
                labels = cut.labels.count + 1
                continue
            }
            if reply.rcode == 3 { break }
            labels += 1
        }
        await askForTheName(target, in: zone)
    }

    /// The zone a message leads to, below the one that was asked and not below the name.
    private static func cut(_ message: DNSMessage, below zone: DNSName, towards target: DNSName) -> DNSName? {
        for record in message.answers + message.authority where record.type == .ns {
            guard let owner = DNSName(record.name), owner != zone, owner.isInside(zone),
                target.isInside(owner)
            else {
                continue
            }
            return owner
        }
        return nil
    }

    /// Takes the servers a parent names for a zone, asks all of them for the zone, and follows the chain of trust.
    private mutating func enter(_ cut: DNSName, from zone: DNSName, _ reply: DNSMessage) async {
        var found = DelegationZone(name: cut.description)
        var names: [DNSName] = []
        for record in reply.answers + reply.authority where record.type == .ns && DNSName(record.name) == cut
        {
            guard let name = DNSName.read(record.rdata)?.name, !names.contains(name) else { continue }
            names.append(name)
        }
        found.parentServers = names.map(\.description).sorted()
        let signers = await delegationSigners(of: cut, in: zone)
        var children: [Server] = []
        for name in names.prefix(8) {
            for address in await addresses(of: name, glue: reply.additional, in: cut)
            where !children.contains(where: { $0.endpoint == address }) {
                children.append(Server(name: name.description, endpoint: address))
            }
        }
        servers = Array(children.prefix(Self.serverLimit))
        guard !servers.isEmpty else {
            evidence.zones.append(found)
            return
        }
        // Of the root and the zones right below it the public has no servers to mend.
        if cut.labels.count > 1 {
            found.servers = await askAll(cut, &found)
        }
        await follow(signers, into: cut, &found)
        evidence.zones.append(found)
        // The ones that answer first, so that the walk does not wait for the dead.
        let dead = Set(found.servers.filter(\.isLame).map(\.address))
        servers.sort { !dead.contains($0.endpoint.address) && dead.contains($1.endpoint.address) }
    }

    /// Asks every server of a zone for its SOA and its name servers, beside each other.
    private mutating func askAll(_ zone: DNSName, _ found: inout DelegationZone) async -> [DelegationServer] {
        let (query, first, all) = (query, evidence.queries, servers)
        evidence.queries += 2 * all.count
        let answers = await withTaskGroup(of: (Int, DelegationServer, [String]).self) { group in
            for (place, server) in all.enumerated() {
                group.addTask {
                    var row = DelegationServer(name: server.name, address: server.endpoint.address)
                    var own: [String] = []
                    do throws(Failure) {
                        let soa = try await query.ask(first + 2 * place, zone, .soa, of: server.endpoint)
                        row.rcode = soa.message.rcodeName
                        row.isAuthoritative = soa.message.flags.authoritative
                        row.queryTime = soa.time
                        row.serial = soa.message.answers.first { $0.type == .soa }.flatMap(Self.serial)
                        // That the zone is served is known by now.
                        let ns = try? await query.ask(first + 2 * place + 1, zone, .ns, of: server.endpoint)
                        own = (ns?.message.answers ?? []).filter { $0.type == .ns }.compactMap {
                            DNSName.read($0.rdata)?.name.description
                        }
                    } catch {
                        row.failure = error
                    }
                    return (place, row, own)
                }
            }
            var rows: [(Int, DelegationServer, [String])] = []
            for await row in group { rows.append(row) }
            return rows.sorted { $0.0 < $1.0 }
        }
        found.ownServers = Set(answers.flatMap(\.2)).sorted()
        return answers.map(\.1)
    }

    private static func serial(_ soa: DNSMessage.Record) -> UInt32? {
        guard let primary = DNSName.read(soa.rdata), let mailbox = DNSName.read(soa.rdata[primary.count...])
        else {
            return nil
        }
        let numbers = soa.rdata[(primary.count + mailbox.count)...].prefix(4)
        return numbers.count == 4 ? numbers.reduce(0) { $0 << 8 | UInt32($1) } : nil
    }

    /// Addresses the parent gives for a server in the zone, or what a resolver knows of one elsewhere.
    private mutating func addresses(of name: DNSName, glue: [DNSMessage.Record], in zone: DNSName) async
        -> [Endpoint]
    {
        let port = probe.roots.first?.port
        var found = glue.filter { ($0.type == .a || $0.type == .aaaa) && DNSName($0.name) == name }.compactMap
        {
            IPAddress($0.data)
        }
        if found.isEmpty, !name.isInside(zone), let resolver = probe.resolvers.first {
            for type in [DNSType.a, .aaaa] {
                let number = nextNumber()
                guard let reply = try? await query.ask(number, name, type, of: resolver, recursion: true)
                else { continue }
                found += reply.message.answers.filter { $0.type == type }.compactMap { IPAddress($0.data) }
            }
        }
        return found.map { Endpoint(address: $0, port: port) }
    }

    /// Asks the servers of the zone that was reached, one after the other, until one gives a usable answer.
    mutating func ask(_ name: DNSName, _ type: DNSType) async -> DNSMessage? {
        for server in servers.prefix(6) {
            guard evidence.queries < Self.queryLimit, !Task.isCancelled else { return nil }
            let number = nextNumber()
            guard let reply = try? await query.ask(number, name, type, of: server.endpoint),
                [0, 3].contains(reply.message.rcode)
            else { continue }
            return reply.message
        }
        return nil
    }

    mutating func nextNumber() -> Int {
        evidence.queries += 1
        return evidence.queries - 1
    }

    mutating func stop(_ reason: String) { evidence.stopped = reason }

    /// The records about a name and the aliases it leads to, whatever else a server may send.
    private static func answer(to name: DNSName, _ type: DNSType, in records: [DNSMessage.Record])
        -> [DNSMessage.Record]
    {
        var found: [DNSMessage.Record] = []
        var current = name
        for _ in 0..<12 {
            let own = records.filter { DNSName($0.name) == current }
            found += own.filter { $0.type == type }
            guard type != .cname, let alias = own.first(where: { $0.type == .cname }),
                let target = DNSName.read(alias.rdata)?.name
            else { break }
            found.append(alias)
            current = target
        }
        return found
    }

    /// What every server of the last zone says of the name, and whether the first is to be believed.
    private mutating func askForTheName(_ name: DNSName, in zone: DNSName) async {
        for type in [DNSType.a, .aaaa] {
            var isFirst = true
            for server in servers {
                guard evidence.queries < Self.queryLimit, !Task.isCancelled else { break }
                let number = nextNumber()
                guard let reply = try? await query.ask(number, name, type, of: server.endpoint) else {
                    continue
                }
                let records = Self.answer(to: name, type, in: reply.message.answers)
                evidence.answers.append(
                    DelegationAnswer(
                        server: server.endpoint.address, type: type, rcode: reply.message.rcodeName,
                        values: records.map { $0.type == type ? $0.data : "\($0.type) \($0.data)" }.sorted(),
                        ttl: records.map(\.ttl).min()))
                guard isFirst, [0, 3].contains(reply.message.rcode) else { continue }
                isFirst = false
                validate(reply.message, name, type)
            }
        }
        if evidence.answers.isEmpty { stop("no server of \(zone) answered for the name") }
    }
}
