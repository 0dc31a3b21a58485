import CaseModel
import CaseSystem
import CurlTransfer
import JSONBytes

/// What this host has, for `doctor` and for `host/host.json`; nothing that names a person.
enum HostFacts {
    /// The program.
    static var tool: JSONValue {
        JSONValue(members: [
            "name": "casefile", "version": .string(Version.text),
            "libcurl": .string(CurlTransport.versionText),
        ])
    }

    /// The host.
    static var host: JSONValue {
        let runner = SubprocessRunner()
        let tools = PathProbe.Tool.allCases.filter { !$0.isBuiltIn }.map { tool in
            JSONValue.Member(
                tool.rawValue, .string(runner.locate(tool.rawValue) == nil ? "not installed" : "installed"))
        }
        let network = HostNetwork.current()
        let system = HostNetwork.text(of: "/etc/os-release").split(whereSeparator: \.isNewline)
            .first { $0.hasPrefix("PRETTY_NAME=") }.map { $0.dropFirst(12).filter { $0 != "\"" } }
        let order = HostNetwork.text(of: "/etc/nsswitch.conf").split(whereSeparator: \.isNewline)
            .first { $0.hasPrefix("hosts:") }.map {
                $0.dropFirst(6).split(separator: " ").map { JSONValue.string(String($0)) }
            }
        let options = HostNetwork.text(of: SystemResolvers.path).split(whereSeparator: \.isNewline)
            .filter { $0.hasPrefix("options ") }.map { JSONValue.string(String($0.dropFirst(8))) }
        return JSONValue(members: [
            "casefile": .string(Version.text), "libcurl": .string(CurlTransport.versionText),
            "system": .string(SystemName.text), "distribution": system.map { .string($0) },
            "tools": .object(tools),
            "resolvers": .array(SystemResolvers.current().map { .string($0.description) }),
            "resolver_options": .array(options), "name_lookup_order": order.map { .array($0) },
            "interfaces": .array(
                network.interfaces.map { interface in
                    JSONValue(members: [
                        "name": .string(interface.name), "mtu_bytes": interface.mtu.map { .int($0) },
                        "tunnel": .bool(interface.isTunnel),
                    ])
                }),
            "global_ipv6": .bool(network.hasGlobalIPv6),
            "clock_synchronised": network.isClockSynchronised.map { .bool($0) },
            "proxy_variables": .array(proxyVariables.map { .string($0) }),
        ])
    }

    /// What of this host colours what its probes see of some hosts.
    static func notes(on hosts: [String]) -> [HostNote] {
        let network = HostNetwork.current()
        let file = HostNetwork.text(of: "/etc/hosts")
        var notes = hosts.compactMap { host in
            HostNetwork.address(of: host, hostsFile: file).map {
                HostNote(
                    .hostsFile,
                    "the hosts file of this host leads \(host) to \($0), and no name server is asked")
            }
        }
        for interface in network.interfaces where interface.isTunnel {
            notes.append(
                HostNote(.tunnel, "a tunnel is up on this host (\(interface.name)): it may be a VPN or WARP"))
        }
        if let name = proxyVariables.first {
            notes.append(HostNote(.proxy, "a proxy is set on this host (\(name))"))
        }
        return notes
    }

    private static var proxyVariables: [String] {
        ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].filter {
            HostNetwork.isSet($0)
        }
    }
}
