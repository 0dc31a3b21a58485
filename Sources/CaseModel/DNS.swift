/// A resource record type by its IANA number; unknown ones print as `TYPE65280` (RFC 3597 §5).
package struct DNSType: Sendable, Hashable, CustomStringConvertible {
    package let number: UInt16

    package init(number: UInt16) { self.number = number }

    package static let a = DNSType(number: 1), ns = DNSType(number: 2), cname = DNSType(number: 5)
    package static let soa = DNSType(number: 6), ptr = DNSType(number: 12), mx = DNSType(number: 15)
    package static let txt = DNSType(number: 16), aaaa = DNSType(number: 28), srv = DNSType(number: 33)
    package static let opt = DNSType(number: 41), ds = DNSType(number: 43), rrsig = DNSType(number: 46)
    package static let nsec = DNSType(number: 47), dnskey = DNSType(number: 48), nsec3 = DNSType(number: 50)
    package static let svcb = DNSType(number: 64), https = DNSType(number: 65), caa = DNSType(number: 257)

    private static let names: [(UInt16, String)] = [
        (1, "A"), (2, "NS"), (5, "CNAME"), (6, "SOA"), (12, "PTR"), (15, "MX"), (16, "TXT"), (28, "AAAA"),
        (33, "SRV"), (41, "OPT"), (43, "DS"), (46, "RRSIG"), (47, "NSEC"), (48, "DNSKEY"), (50, "NSEC3"),
        (64, "SVCB"), (65, "HTTPS"), (255, "ANY"), (257, "CAA"),
    ]

    /// Reads `AAAA`, `aaaa` or `TYPE28`.
    package init?(_ text: some StringProtocol) {
        let text = text.uppercased()
        if let known = Self.names.first(where: { $0.1 == text }) {
            number = known.0
        } else if text.hasPrefix("TYPE"), let number = UInt16(text.dropFirst(4)) {
            self.number = number
        } else {
            return nil
        }
    }

    package var description: String { Self.names.first { $0.0 == number }?.1 ?? "TYPE\(number)" }
}

/// What a server answered, kept raw and read.
package struct DNSEvidence: Sendable {
    package enum Transport: String, Sendable { case udp, tcp, tls, https }

    /// The transport the answer came over.
    package var transport: Transport
    /// Whether UDP answered with TC set first.
    package var truncatedOverUDP = false
    /// From sending the query that was answered to its answer.
    package var queryTime: Duration
    /// The answer as it came off the wire.
    package var raw: [UInt8]
    package var message: DNSMessage
    /// What the server answers to the same question when it is told not to validate (CD), asked after SERVFAIL.
    package var unchecked: DNSMessage?
    /// The answer as dig prints it.
    package var text = ""

    package init(transport: Transport, queryTime: Duration, raw: [UInt8], message: DNSMessage) {
        self.transport = transport
        self.queryTime = queryTime
        self.raw = raw
        self.message = message
    }
}

/// A DNS message, read (RFC 1035 §4.1, RFC 6891).
package struct DNSMessage: Sendable, Hashable {
    package var id: UInt16 = 0
    package var flags = Flags()
    package var opcode: UInt8 = 0
    /// With the extended bits of OPT.
    package var rcode: UInt16 = 0
    package var questions: [Question] = []
    package var answers: [Record] = []
    package var authority: [Record] = []
    /// Without OPT.
    package var additional: [Record] = []
    package var edns: EDNS?

    package init() {}

    /// The names of codes from 0 on (IANA).
    private static let rcodeNames = [
        "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET", "NXRRSET",
        "NOTAUTH", "NOTZONE",
    ]

    private static let extendedNames: [UInt16: String] = [16: "BADVERS", 23: "BADCOOKIE"]

    /// `NOERROR`, `NXDOMAIN`, …; `RCODE16` when unnamed.
    package var rcodeName: String {
        let names = Self.rcodeNames
        return Int(rcode) < names.count
            ? names[Int(rcode)] : Self.extendedNames[rcode] ?? "RCODE\(rcode)"
    }

    /// The code of a name, case forgiven; `nil` for a name nobody registered.
    package static func rcode(named name: some StringProtocol) -> UInt16? {
        let name = name.uppercased()
        if let code = extendedNames.first(where: { $0.value == name })?.key { return code }
        return rcodeNames.firstIndex(of: name).map { UInt16($0) }
    }

    package struct Flags: Sendable, Hashable {
        package var response = false, authoritative = false, truncated = false, recursionDesired = false
        package var recursionAvailable = false, authenticData = false, checkingDisabled = false

        package init() {}
    }

    package struct Question: Sendable, Hashable {
        /// Presentation form, no trailing dot; the root is `.`.
        package var name: String
        package var type: DNSType
        package var recordClass: UInt16

        package init(name: String, type: DNSType, recordClass: UInt16 = 1) {
            self.name = name
            self.type = type
            self.recordClass = recordClass
        }
    }

    package struct Record: Sendable, Hashable {
        /// Presentation form (RFC 4343 escapes), no trailing dot; the root is `.`.
        package var name: String
        package var type: DNSType
        package var recordClass: UInt16
        /// Seconds.
        package var ttl: UInt32
        /// Presentation form of RDATA; `\# 4 C0000201` (RFC 3597) when the type is unknown.
        package var data: String
        /// RDATA with compressed names expanded.
        package var rdata: [UInt8]

        package init(
            name: String, type: DNSType, recordClass: UInt16, ttl: UInt32, data: String, rdata: [UInt8]
        ) {
            self.name = name
            self.type = type
            self.recordClass = recordClass
            self.ttl = ttl
            self.data = data
            self.rdata = rdata
        }
    }

    package struct EDNS: Sendable, Hashable {
        package var udpSize: UInt16
        package var version: UInt8
        package var dnssecOK: Bool
        /// RFC 5001; raw bytes.
        package var nsid: [UInt8]?
        /// RFC 8914.
        package var errors: [ExtendedError] = []
        /// Everything else, by option code.
        package var otherOptions: [Option] = []

        package init(udpSize: UInt16, version: UInt8 = 0, dnssecOK: Bool = false) {
            self.udpSize = udpSize
            self.version = version
            self.dnssecOK = dnssecOK
        }
    }

    package struct Option: Sendable, Hashable {
        package var code: UInt16
        package var data: [UInt8]

        package init(code: UInt16, data: [UInt8]) {
            self.code = code
            self.data = data
        }
    }

    package struct ExtendedError: Sendable, Hashable {
        package var code: UInt16
        package var text: String

        package init(code: UInt16, text: String) {
            self.code = code
            self.text = text
        }
    }
}
