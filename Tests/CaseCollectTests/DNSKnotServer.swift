import CaseModel
import Foundation
import TestSupport

/// A Knot server on a loopback port with one signed zone; it ends with `stop`.
final class KnotServer {
    let endpoint: Endpoint
    private let folder: URL
    private let process = Process()

    struct DidNotStart: Error { let said: String }

    static let tools = ["knotd", "dig"]

    init() throws {
        // The kernel picks a free port; Knot takes it as soon as it is closed again.
        let free = try DNSLoopbackSocket(isV6: false, stream: true)
        endpoint = try free.endpoint
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("knot-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Self.zone.write(
            to: folder.appendingPathComponent("example.test.zone"), atomically: true, encoding: .utf8)
        let file = folder.appendingPathComponent("knot.conf")
        try configuration.write(to: file, atomically: true, encoding: .utf8)
        withExtendedLifetime(free) {}
        process.executableURL = URL(fileURLWithPath: Tool.path("knotd") ?? "")
        process.arguments = ["-c", file.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
    }

    /// A server that has loaded its zone; another test may take the port first, so some are tried.
    static func running() throws -> KnotServer {
        for _ in 0..<9 {
            let server = try KnotServer()
            do {
                try server.start()
                return server
            } catch let error as DidNotStart where error.said.contains("cannot bind") {
                server.stop()
            }
        }
        let last = try KnotServer()
        try last.start()
        return last
    }

    private func start() throws {
        try process.run(until: "server started") { DidNotStart(said: $0) }
    }

    func stop() {
        if process.isRunning {
            process.terminate()
            process.waitUntilExit()
        }
        try? FileManager.default.removeItem(at: folder)
    }

    /// What dig prints for a command line of ours.
    func dig(_ line: String) throws -> String {
        let dig = Process()
        dig.executableURL = URL(fileURLWithPath: Tool.path("dig") ?? "")
        dig.arguments = line.split(separator: " ").dropFirst().map(String.init) + ["+noadflag"]
        let output = Pipe()
        dig.standardOutput = output
        try dig.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        dig.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
    }

    private var configuration: String {
        """
        server:
            listen: \(endpoint.address)@\(endpoint.port ?? 0)
            rundir: "\(folder.path)"
            nsid: "probe-7"
            identity: ""
            version: ""
        log:
          - target: stdout
            any: info
        database:
            storage: "\(folder.path)"
        policy:
          - id: denial
            nsec3: on
            nsec3-iterations: 0
            single-type-signing: on
        zone:
          - domain: example.test
            storage: "\(folder.path)"
            file: example.test.zone
            dnssec-signing: on
            dnssec-policy: denial
            zonefile-load: difference-no-serial
            journal-content: all

        """
    }

    private static var zone: String {
        let long = (0..<30).map { "big TXT \"\($0) \(String(repeating: "x", count: 200))\"" }.joined(
            separator: "\n")
        return ##"""
            $ORIGIN example.test.
            $TTL 300
            @ SOA ns dns 2026112201 10000 2400 604800 1800
            @ NS ns
            @ CAA 0 issue "letsencrypt.org"
            @ CAA 128 iodef "mailto:a;b\"c@example.test"
            ns A 127.0.0.1
            www A 192.0.2.1
            www A 192.0.2.2
            www AAAA 2001:db8::1
            www AAAA 2001:db8:0:1::
            alias CNAME www
            mail MX 10 a-quite-long-name-for-a-mail-exchanger
            text TXT "v=spf1 -all" "two; \"quoted\" \\ \007\255"
            srv SRV 1 2 8080 www
            child NS ns.child
            child DS 12345 13 2 C0FFEE00C0FFEE00C0FFEE00C0FFEE00C0FFEE00C0FFEE00C0FFEE00C0FFEE00
            svc HTTPS 1 . alpn=h3,h2 ipv4hint=192.0.2.1,192.0.2.2 ech=AEX+DQBB ipv6hint=2001:db8::1
            svc SVCB 0 www
            svc SVCB 2 www mandatory=port alpn=h2 no-default-alpn port=8443 key65001=hello
            ptr PTR w\.w\@\032w
            odd TYPE65280 \# 60 \##(String(repeating: "AB", count: 60))

            """## + long + "\n"
    }
}
