package import CaseModel

/// What a query says besides its question.
package struct DNSQueryOptions: Sendable {
    package var recordClass = DNSClass.internet
    /// Asks the server to find the answer elsewhere when it does not know.
    package var recursion = true
    /// Tells the server not to validate (CD, RFC 4035 §3.2.2).
    package var checkingDisabled = false
    /// The longest answer over UDP we take, in bytes; 0 leaves EDNS out, and with it all below.
    package var udpSize: UInt16 = 1232
    /// Asks for signatures (RFC 3225).
    package var dnssecOK = true
    /// Asks the server for its identifier (RFC 5001).
    package var nsid = true
    /// Eight bytes nobody can guess, which the answer repeats (RFC 7873); empty for none.
    package var cookie: [UInt8] = []
    /// Makes all encrypted queries equally long (RFC 8467 §4.1).
    package var pads = false

    package init(recursion: Bool = true, udpSize: UInt16 = 1232, dnssecOK: Bool = true) {
        self.recursion = recursion
        self.udpSize = udpSize
        self.dnssecOK = dnssecOK
    }

    /// The block that padded queries fill, in bytes.
    private static let block = 128

    /// Writes the options in wire form.
    ///
    /// - Parameter messageSize: Of the message before them, in bytes.
    /// - Returns: What follows the length in an OPT record.
    func data(messageSize: Int) -> [UInt8] {
        var data: [UInt8] = nsid ? [0, 3, 0, 0] : []
        if !cookie.isEmpty { data += [0, 10, 0, UInt8(truncatingIfNeeded: cookie.count)] + cookie }
        guard pads else { return data }
        let rest = (messageSize + data.count + 4) % Self.block
        let count = rest == 0 ? 0 : Self.block - rest
        return data + [0, 12, 0, UInt8(count)] + [UInt8](repeating: 0, count: count)
    }
}
