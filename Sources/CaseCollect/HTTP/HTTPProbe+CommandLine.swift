package import CaseModel

extension HTTPProbe {
    /// A line for a POSIX shell that makes the probe's first request by hand with curl 7.88 or newer.
    ///
    /// - Parameter deadline: Of the whole probe; curl counts it in seconds.
    /// - Returns: One line, every word quoted that needs it; values that are secret are masked.
    package func commandLine(deadline: Duration) -> String {
        var words = ["curl", "-v", "--compressed", "--max-time", Self.seconds(deadline)]
        if connectTimeout < deadline { words += ["--connect-timeout", Self.seconds(connectTimeout)] }
        // A proxy in the environment would answer in the peer's place.
        words += proxy.map { ["--proxy", $0, "--noproxy", ""] } ?? ["--noproxy", "*"]
        words += wayOptions
        if let pin { words += ["--connect-to", "::\(pin.address.bracketed):\(pin.port ?? url.port)"] }
        if let authorityFile { words += ["--cacert", authorityFile] }
        switch method {
        case "GET": break
        case "HEAD": words.append("--head")
        case "POST" where !body.isEmpty: break
        default: words += ["-X", method]
        }
        words += ["-A", userAgent]
        for field in sentFields.map({ secretNames.contains($0.name.lowercased()) ? $0.masked : $0 }) {
            words += ["-H", field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"]
        }
        // The file itself stays where it is; its bytes may be secret.
        if !body.isEmpty { words += ["--data-binary", "@BODY"] }
        if url.target.contains("/.") { words.append("--path-as-is") }
        if url.target.contains(where: { "[]{}".contains($0) }) { words.append("--globoff") }
        return (words.map(\.shellQuoted) + [url.description.inShellQuotes]).joined(separator: " ")
    }

    /// Without those this way replaces or leaves out.
    private var sentFields: [HTTPField] {
        switch way {
        case .problem: fields.filter { $0.name.lowercased() != "accept" }
        case .identity: fields.filter { $0.name.lowercased() != "accept-encoding" }
        case .keepAlive: []
        default: fields
        }
    }

    private var wayOptions: [String] {
        switch way {
        case .family(let family): [family == .v4 ? "-4" : "-6"]
        case .version(.http1): ["--http1.1"]
        case .version(.http2): ["--http2"]
        case .version(.http3): ["--http3-only"]
        case .tls(let version):
            ["--tlsv\(version.rawValue)", "--tls-max", version.rawValue]
                + (version == .tls10 || version == .tls11 ? ["--ciphers", "DEFAULT@SECLEVEL=0"] : [])
        case .problem: ["-H", "Accept: application/problem+json"]
        case .identity: ["-H", "Accept-Encoding: identity"]
        case .staple: ["--cert-status", "--head"]
        case .keepAlive: ["--http1.1", "--head"]
        case .scheme, .sibling, .samples, .cache, nil: []
        }
    }

    /// Seconds with as many decimals as there are, at most three.
    private static func seconds(_ duration: Duration) -> String {
        let milliseconds = max(1, duration.nanoseconds / 1_000_000)
        guard milliseconds % 1000 != 0 else { return String(milliseconds / 1000) }
        var decimals = String(milliseconds % 1000 + 1000).dropFirst()
        while decimals.last == "0" { decimals = decimals.dropLast() }
        return "\(milliseconds / 1000).\(decimals)"
    }
}
