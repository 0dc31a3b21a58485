import CaseCollect
import CaseModel

func fuzzDNS(_ bytes: [UInt8]) {
    guard let message = try? DNSCodec.decode(bytes.span), let name = try? Hostname("www.example.test"),
        let address = IPAddress("192.0.2.53")
    else { return }
    let server = Endpoint(address: address)
    _ = message.dnsText(
        server: server, transport: .udp, queryTime: .zero, at: Timestamp(nanosecondsSinceEpoch: 0),
        size: bytes.count,
        probe: DNSProbe(name: name, type: .a, server: server, serverSource: .given))
}
