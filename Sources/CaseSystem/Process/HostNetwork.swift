#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How this host is connected, as its system tells; no address and no name of a person.
package struct HostNetwork: Sendable {
    /// A network interface that is up or says nothing about it.
    package struct Interface: Sendable, Hashable {
        package let name: String
        /// Bytes.
        package let mtu: Int?

        /// Whether it is a VPN's by its name: WireGuard, OpenVPN, WARP, Tailscale, PPP, IPsec.
        package var isTunnel: Bool {
            let name = name.lowercased()
            return ["wg", "tun", "utun", "cloudflarewarp", "tailscale", "ppp", "ipsec", "nordlynx", "proton"]
                .contains { name.hasPrefix($0) }
        }
    }

    package let interfaces: [Interface]
    /// Whether an interface but the loopback has an IPv6 address of the whole internet.
    package let hasGlobalIPv6: Bool
    /// Whether the clock follows another; `nil` when the system does not say.
    package let isClockSynchronised: Bool?

    /// Looks now.
    package static func current() -> HostNetwork {
        let names = ((try? Folders.list("/sys/class/net")) ?? []).filter { $0 != "lo" }
        let interfaces = names.compactMap { name -> Interface? in
            let folder = "/sys/class/net/\(name)"
            guard word(in: "\(folder)/operstate") != "down" else { return nil }
            return Interface(name: name, mtu: word(in: "\(folder)/mtu").flatMap { Int($0) })
        }
        return HostNetwork(
            interfaces: interfaces, hasGlobalIPv6: hasGlobal(in: text(of: "/proc/net/if_inet6")),
            isClockSynchronised: clockState())
    }

    /// Lines are address, number, prefix length, scope, flags and name; scope 00 is global, and fc00::/7 is not all of it.
    static func hasGlobal(in addresses: String) -> Bool {
        addresses.split(separator: "\n").contains { line in
            let words = line.split(separator: " ")
            return words.count >= 6 && words[3] == "00" && words[5] != "lo" && !words[0].hasPrefix("fc")
                && !words[0].hasPrefix("fd")
        }
    }

    /// The address a hosts file (hosts(5)) gives for a name, the first that stands there.
    package static func address(of name: String, hostsFile: String) -> String? {
        for line in hostsFile.split(whereSeparator: \.isNewline) {
            let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }
            guard words.count > 1, words.dropFirst().contains(where: { $0.lowercased() == name.lowercased() })
            else { continue }
            return String(words[0])
        }
        return nil
    }

    /// Whether a variable of the environment has a value.
    package static func isSet(_ name: String) -> Bool { variable(name) != nil }

    /// The value of a variable of the environment; `nil` when it is empty or not there.
    package static func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { return nil }
        return unsafe String(cString: value)
    }

    /// A small file as text, empty when it cannot be read; 64 KB of it.
    package static func text(of path: String) -> String {
        guard var source = try? FileSource(path: path) else { return "" }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var text: [UInt8] = []
        // The kernel hands out a page of such files at a time.
        while text.count < 65_536, let count = try? source.read(into: &buffer), count > 0 {
            text += buffer[..<count]
        }
        return String(decoding: text.prefix(65_536), as: UTF8.self)
    }

    private static func word(in path: String) -> String? {
        text(of: path).split(whereSeparator: \.isWhitespace).first.map(String.init)
    }

    /// systemd's time service leaves a file when it has set the clock; others leave no trace that everybody may read.
    private static func clockState() -> Bool? {
        Folders.entry("/run/systemd/timesync/synchronized") == nil ? nil : true
    }
}
