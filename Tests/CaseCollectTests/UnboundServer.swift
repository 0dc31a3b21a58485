import CaseModel
import Foundation
import TestSupport

/// An unbound on loopback that takes questions in clear, over TLS and over HTTPS; it ends with `stop`.
final class UnboundServer {
    let plain: Endpoint
    let tls: Endpoint
    let https: Endpoint
    /// PEM of the authority its certificate, for `resolver.test` and 127.0.0.1, comes from.
    let authorityFile: String
    private let folder: URL
    private let process = Process()

    struct DidNotStart: Error { let said: String }

    static let tools = ["unbound", "openssl"]

    /// One that takes these ports, with more lines in its configuration.
    private init(ports: [Endpoint], more: String) throws {
        (plain, tls, https) = (ports[0], ports[1], ports[2])
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("unbound-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        authorityFile = folder.appendingPathComponent("cert.pem").path
        let openssl = Process()
        openssl.executableURL = URL(fileURLWithPath: Tool.path("openssl") ?? "")
        openssl.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=resolver.test", "-addext", "subjectAltName=DNS:resolver.test,IP:127.0.0.1",
            "-keyout", folder.appendingPathComponent("key.pem").path, "-out", authorityFile,
        ]
        openssl.standardError = Pipe()
        try openssl.run()
        openssl.waitUntilExit()
        let file = folder.appendingPathComponent("unbound.conf")
        try configuration(more).write(to: file, atomically: true, encoding: .utf8)
        process.executableURL = URL(fileURLWithPath: Tool.path("unbound") ?? "")
        process.arguments = ["-d", "-c", file.path]
        let output = Pipe()
        process.standardError = output
        process.standardOutput = output
    }

    /// A server that listens; another test may take a port first, so some are tried.
    static func running(_ more: String = "") throws -> UnboundServer {
        var last: any Error = DidNotStart(said: "")
        for _ in 0..<5 {
            let server = try UnboundServer(ports: try freePorts(3), more: more)
            do {
                try server.start()
                return server
            } catch {
                last = error
                server.stop()
            }
        }
        throw last
    }

    /// A server that takes another's answers about `example.test` for forged.
    static func distrusting(_ authority: KnotServer) throws -> UnboundServer {
        try running(
            """
                trust-anchor: "example.test. DS 12345 13 2 \(String(repeating: "00", count: 32))"
                local-zone: "test." nodefault
            forward-zone:
                name: "example.test."
                forward-addr: \(authority.endpoint.address)@\(authority.endpoint.port ?? 0)
            """)
    }

    /// Different ones, for they are held until the last is known.
    private static func freePorts(_ count: Int) throws -> [Endpoint] {
        let sockets = try (0..<count).map { _ in try DNSLoopbackSocket(isV6: false, stream: true) }
        defer { withExtendedLifetime(sockets) {} }
        return try sockets.map { try $0.endpoint }
    }

    private func start() throws {
        try process.run(until: "start of service") { DidNotStart(said: $0) }
    }

    func stop() {
        if process.isRunning {
            process.terminate()
            process.waitUntilExit()
        }
        try? FileManager.default.removeItem(at: folder)
    }

    private func configuration(_ more: String) -> String {
        let ports = [plain, tls, https].map { Int($0.port ?? 0) }
        return """
            server:
                interface: 127.0.0.1@\(ports[0])
                interface: 127.0.0.1@\(ports[1])
                interface: 127.0.0.1@\(ports[2])
                tls-port: \(ports[1])
                https-port: \(ports[2])
                tls-service-key: "\(folder.path)/key.pem"
                tls-service-pem: "\(authorityFile)"
                directory: "\(folder.path)"
                chroot: ""
                username: ""
                pidfile: ""
                use-syslog: no
                logfile: ""
                verbosity: 1
                do-not-query-localhost: no
                identity: "resolver-7"
                nsid: "ascii_resolver-7"
                ede: yes
                local-zone: "site.test." static
                local-data: "www.site.test. 300 A 192.0.2.1"
                local-data: "www.site.test. 300 AAAA 2001:db8::1"
            \(more)
            remote-control:
                control-enable: no

            """
    }
}
