import CaseCollect
import CaseModel

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ p: UnsafePointer<UInt8>?, _ n: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: p, count: n))
    guard let message = try? DNSCodec.decode(bytes.span), let name = try? Hostname("www.example.test"),
        let address = IPAddress("192.0.2.53")
    else { return 0 }
    let server = Endpoint(address: address)
    _ = message.dnsText(
        server: server, transport: .udp, queryTime: .zero, at: Timestamp(nanosecondsSinceEpoch: 0), size: n,
        probe: DNSProbe(name: name, type: .a, server: server, serverSource: .given))
    return 0
}
