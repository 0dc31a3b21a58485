import CaseModel
import CaseSystem
import CurlTransfer

/// Gives each DNS message to the transport that has its carrier.
struct CarriedDNS: DNSTransport {
    private let plain = SocketDNSTransport()
    private let encrypted: CurlDNSTransport

    init(_ http: CurlTransport, authorityFile: String?) {
        encrypted = CurlDNSTransport(http: http, authorityFile: authorityFile)
    }

    func ask(
        _ message: [UInt8], of server: Endpoint, over carrier: DNSCarrier, timeout: Duration,
        accepts: @escaping @Sendable ([UInt8]) -> Bool
    ) async throws(Failure) -> [UInt8] {
        guard carrier.isEncrypted else {
            return try await plain.ask(message, of: server, over: carrier, timeout: timeout, accepts: accepts)
        }
        return try await encrypted.ask(message, of: server, over: carrier, timeout: timeout, accepts: accepts)
    }
}
