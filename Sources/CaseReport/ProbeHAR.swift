import CaseModel
package import CaseRedact
package import JSONBytes

/// The requests of the probes as a HAR 1.2, for tools that read those.
///
/// - Parameters:
///   - evidence: Everything gathered, sealed.
///   - version: Of the program.
/// - Returns: `nil` when no request was made. Samples and other ways are in it; comments name the step of each entry.
package func probeHAR(_ evidence: SealedCase, version: String) -> JSONValue? {
    var entries: [JSONValue] = []
    for step in evidence.steps {
        let observation = step.observation.value
        guard case .http(let probe) = observation.step.action, !probe.leg.isService,
            case .http(let http) = observation.evidence
        else { continue }
        for exchange in http.exchanges {
            entries.append(entry(exchange, comment: "\(observation.step.id), \(probe.leg.rawValue)"))
        }
    }
    guard !entries.isEmpty else { return nil }
    return JSONValue(members: [
        "log": JSONValue(members: [
            "version": "1.2",
            "creator": JSONValue(members: ["name": "casefile", "version": .string(version)]),
            "entries": .array(entries),
        ])
    ])
}

private func entry(_ exchange: HTTPExchange, comment: String) -> JSONValue {
    let phases = Dictionary(
        Phase.phases(exchange.timings).map { ($0.name, $0.length) }, uniquingKeysWith: { first, _ in first })
    // In a HAR, TLS is part of the connection.
    let connect = phases["connect"].map { $0 + (phases["tls"] ?? 0) }
    let timings: [(String, Double?)] = [
        ("blocked", nil), ("dns", phases["dns"]), ("connect", connect), ("ssl", phases["tls"]),
        ("send", phases["send"] ?? 0), ("wait", phases["wait"] ?? 0), ("receive", phases["receive"] ?? 0),
    ]
    let total = timings.filter { $0.0 != "ssl" }.reduce(0) { $0 + ($1.1 ?? 0) }
    return JSONValue(members: [
        "startedDateTime": .string(exchange.startedAt.description),
        "time": .double(total),
        "request": request(exchange),
        "response": response(exchange),
        "cache": .object([]),
        "timings": .object(timings.map { JSONValue.Member($0.0, $0.1.flatMap { .double($0) } ?? .int(-1)) }),
        "serverIPAddress": exchange.remote.map { .string($0.address.description) },
        "comment": .string(comment),
    ])
}

private func request(_ exchange: HTTPExchange) -> JSONValue {
    let query = exchange.url.target.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    let pairs = query.split(separator: "&").map { pair in
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return named(String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
    return JSONValue(members: [
        "method": .text(exchange.method), "url": .string(exchange.url.description),
        "httpVersion": .text(exchange.version ?? "unknown"), "cookies": .array([]),
        "headers": .array(exchange.requestFields.map { named($0.name, $0.value) }),
        "queryString": .array(pairs), "headersSize": .int(-1), "bodySize": .int(-1),
    ])
}

private func response(_ exchange: HTTPExchange) -> JSONValue {
    JSONValue(members: [
        "status": .int(exchange.status ?? 0), "statusText": .text(exchange.reason ?? " "),
        "httpVersion": .text(exchange.version ?? "unknown"), "cookies": .array([]),
        "headers": .array(exchange.fields.map { named($0.name, $0.value) }),
        "content": JSONValue(members: [
            "size": .int(exchange.body.length),
            "mimeType": .text(exchange.field("content-type") ?? "x-unknown"),
            "text": .text(BinaryText.utf8(exchange.body.bytes)),
        ]),
        "redirectURL": .string(exchange.field("location") ?? ""),
        "headersSize": .int(-1), "bodySize": .int(-1),
        "_error": .text(exchange.failure.map(\.words)),
    ])
}

private func named(_ name: String, _ value: String) -> JSONValue {
    JSONValue(members: ["name": .string(name), "value": .string(value)])
}
