package import CaseModel

extension PathProbe {
    /// What the tool is called here; macOS has a traceroute of its own for IPv6.
    package var program: String {
        #if os(macOS)
            if tool == .traceroute, family == .v6 { return "traceroute6" }
            if tool == .ping, family == .v6 { return "ping6" }
        #endif
        // The nearest there is for a line that repeats it.
        return tool.isBuiltIn ? "traceroute" : tool.rawValue
    }

    /// The tool's arguments, without its name.
    ///
    /// Sized for a run of about 12 s when some hops are silent. The tools look up no names (`-n`): they do it one by one
    /// and wait for each, and we do it for all at once.
    package var arguments: [String] {
        switch tool {
        case .mtr:
            // A report, wide; 10 rounds, and one second for the last answers.
            ["-r", "-w", "-n", "-c", "10", "-G", "1"] + pace + [familyFlag, target]
        case .traceroute: traceroute
        case .tracepath: [familyFlag, "-n", "-m", "30", target]
        case .ping: ping
        case .builtIn: ["-n", familyFlag, "-q", "3", "-m", "30", target]
        case .builtInTCP: ["-T", "-p", "443", "-n", familyFlag, "-q", "3", "-m", "30", target]
        }
    }

    /// The line that repeats the probe in a shell.
    package var commandLine: String {
        ([program] + arguments).map(\.shellQuoted).joined(separator: " ")
    }

    private var familyFlag: String { family == .v4 ? "-4" : "-6" }

    private var traceroute: [String] {
        #if os(macOS)
            // The BSD one sends one probe at a time and has no family flag.
            ["-n", "-w", "1", "-q", "1", "-m", "30", target]
        #else
            [familyFlag, "-n", "-w", "2", "-q", "3", "-m", "30", target]
        #endif
    }

    /// mtr's rounds take a second unless it is told otherwise.
    private var pace: [String] {
        let milliseconds = interval.nanoseconds / 1_000_000
        return milliseconds == 1000 ? [] : ["-i", String(Double(milliseconds) / 1000)]
    }

    private var ping: [String] {
        // A quarter of a second between packets is as fast as it may without privileges.
        let pace = ["-n", "-c", "10", "-i", "0.25"]
        #if os(macOS)
            return pace + [target]
        #else
            return [familyFlag] + pace + ["-W", "2", target]
        #endif
    }
}
