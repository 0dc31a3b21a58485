import Testing

@testable import CaseSystem

/// What files of the system say of the collecting host.
struct HostNetworkTests {
    @Test(
        "a hosts file is read as the system reads it",
        arguments: [
            ("www.example.com", "203.0.113.7"), ("WWW.EXAMPLE.COM", "203.0.113.7"),
            ("example.com", "2001:db8::1"),
            ("gone.example.com", nil), ("other.example.com", nil), ("192.0.2.1", nil),
        ] as [(String, String?)])
    func hosts(name: String, expected: String?) {
        let file = """
            127.0.0.1\tlocalhost
            # 192.0.2.9 www.example.com
            203.0.113.7   shop www.example.com # gone.example.com
            2001:db8::1 example.com
            192.0.2.2 www.example.com
            192.0.2.1
            """
        #expect(HostNetwork.address(of: name, hostsFile: file) == expected)
    }

    @Test(
        "an address of the whole internet is one of no local range",
        arguments: [
            ("20010db8000000000000000000000001 02 40 00 80     eth0", true),
            ("fd770000000000000000000000000001 02 40 00 80     eth0", false),
            ("fe800000000000000000000000000001 02 40 20 80     eth0", false),
            ("00000000000000000000000000000001 01 80 10 80       lo", false), ("", false), ("x y", false),
        ])
    func addresses(line: String, expected: Bool) {
        #expect(HostNetwork.hasGlobal(in: line + "\n") == expected)
    }

    @Test(
        "tunnels are known by their names",
        arguments: [
            ("wg0", true), ("CloudflareWARP", true), ("utun4", true), ("eth0", false), ("docker0", false),
            ("lo", false),
        ])
    func tunnels(name: String, expected: Bool) {
        #expect(HostNetwork.Interface(name: name, mtu: 1500).isTunnel == expected)
    }
}
