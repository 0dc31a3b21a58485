package import CaseModel

extension DNSProbe {
    /// A line that asks the same by hand: `dig @192.0.2.53 www.example.com AAAA +dnssec +nsid +timeout=3 +tries=2`.
    package var commandLine: String { "dig \(arguments)" }

    /// What stands after `dig`.
    var arguments: String {
        let port = server.port.map { $0 == 53 ? "" : " -p \($0)" } ?? ""
        // dig takes whole seconds, 1 at least.
        let seconds = max(1, timeout.components.seconds + (timeout.components.attoseconds > 0 ? 1 : 0))
        return
            "@\(server.address)\(port) \(name) \(type) +dnssec +nsid +timeout=\(seconds) +tries=\(max(1, tries))"
    }
}
