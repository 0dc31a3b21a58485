import CaseCollect
import CaseModel

func fuzzDNS(_ bytes: [UInt8]) {
    guard let message = try? DNSCodec.decode(bytes.span), let name = try? Hostname("www.example.test"),
        let address = IPAddress("192.0.2.53")
    else { return }
    fuzzSignatures(message)
    let server = Endpoint(address: address)
    _ = message.dnsText(
        server: server, transport: .udp, queryTime: .zero, at: Timestamp(nanosecondsSinceEpoch: 0),
        size: bytes.count,
        probe: DNSProbe(name: name, type: .a, server: server, serverSource: .given))
}

/// Takes the records for those of a signed zone, its keys among them.
private func fuzzSignatures(_ message: DNSMessage) {
    let records = message.answers + message.authority + message.additional
    for zone in records.prefix(4).compactMap({ DNSName($0.name) }) {
        let keys = records.compactMap { DNSKey($0) }
        let check = SignatureCheck(zone: zone, keys: keys, now: Timestamp(nanosecondsSinceEpoch: 0))
        for set in SignedSet.sets(in: records) { _ = (check.problem(set), check.isExpanded(set)) }
        let denial = Denial(message.authority, check)
        _ = (
            denial.noData(zone, .ds), denial.noName(zone.wildcard),
            denial.isReplaceable(zone, wildcardBelow: 0)
        )
        precondition(DNSName.read(zone.wire)?.name == zone)
    }
}
