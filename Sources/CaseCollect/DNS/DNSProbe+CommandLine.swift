package import CaseModel

extension DNSProbe {
    /// A line that asks the same by hand: `dig @192.0.2.53 www.example.com AAAA +dnssec +nsid +timeout=3 +tries=2`.
    package var commandLine: String { "dig \(arguments)" }

    /// What stands after `dig`.
    var arguments: String {
        let port = server.port.flatMap { $0 == carrier.port ? nil : " -p \($0)" } ?? ""
        // dig takes whole seconds, 1 at least.
        let seconds = max(1, timeout.components.seconds + (timeout.components.attoseconds > 0 ? 1 : 0))
        let inClass = recordClass == .chaos ? " CH" : ""
        return
            "@\(server.address)\(port) \(name)\(inClass) \(type)\(carrier.digOptions) +dnssec +nsid +timeout=\(seconds) "
            + "+tries=\(max(1, tries))"
    }
}

extension DNSCarrier {
    /// dig 9.18's options.
    fileprivate var digOptions: String {
        func named(_ name: Hostname?) -> String { name.map { " +tls-hostname=\($0)" } ?? "" }
        return switch self {
        case .udp: ""
        case .tcp: " +tcp"
        case .tls(let name): " +tls" + named(name)
        case .https(let name, let path): " +https=\(path)" + named(name)
        }
    }
}
