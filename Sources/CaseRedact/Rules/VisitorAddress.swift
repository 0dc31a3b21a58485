extension RedactionRule {
    /// Addresses of visitors.
    static let visitorAddress = RedactionRule(
        "visitor-address",
        help:
            "Replaces addresses that are not infrastructure by tokens that keep which of them share a prefix.",
        isGated: false,
        examples: [
            "client 203.0.113.9 port 80": "client <visitor-address> port 80",
            "from 2001:db8::17, then": "from <visitor-address>, then",
            "Chrome/131.0.0.0 at 12:30:45 on ::1": "Chrome/131.0.0.0 at 12:30:45 on ::1",
            "OID 1.3.6.1.4.1 and v1.2.3.4 and 00:1b:44:11:3a:b7":
                "OID 1.3.6.1.4.1 and v1.2.3.4 and 00:1b:44:11:3a:b7",
        ])
}
