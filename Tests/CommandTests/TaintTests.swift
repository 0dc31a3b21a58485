import Foundation
import TestSupport
import Testing

/// A secret that one input gives away is gone from all of them.
@Suite(.serialized)
struct TaintTests {
    /// Cookie of the HAR; the note before it in the bundle's order has it in base64.
    private static let cookie = "q7Wm2+Zk/9Rt4Yx8Lp=="
    /// Only the log, the last input that is read, says that this is a secret.
    private static let late = "v3Hn8Kd2Xs6Tb1Gq"
    private static let now = "2026-11-22T12:00:00Z"
    private static let bundle = "www.shop.test-20261122T120000Z.zip"

    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    private static func writeInputs(to scratch: Scratch) throws {
        let har = """
            {"log":{"version":"1.2","creator":{"name":"t","version":"1"},"pages":[{"id":"p1","startedDateTime":\
            "2026-11-22T11:59:00.000Z","title":"order \(late) is open","pageTimings":{}}],"entries":[{"startedDateTime":\
            "2026-11-22T11:59:00.000Z","time":5,"request":{"method":"GET","url":"https://www.shop.test/",\
            "httpVersion":"h2","cookies":[{"name":"sid","value":"\(cookie)"}],"headers":[],"queryString":[],\
            "headersSize":-1,"bodySize":0},"response":{"status":200,"statusText":"","httpVersion":"h2","cookies":[],\
            "headers":[],"content":{"size":2,"mimeType":"text/plain","text":"ok"},"redirectURL":"","headersSize":-1,\
            "bodySize":2},"cache":{},"timings":{"send":0,"wait":5,"receive":0}}]}}
            """
        try scratch.write(har, to: "a.har")
        let notes = """
            what we saw: \(base64("sid=\(cookie); theme=dark")) and \(base64("x\(late)y"))
            plain \(late) and {"a":"\(cookie.replacingOccurrences(of: "/", with: "\\/"))"}

            """
        try scratch.write(notes, to: "notes.txt")
        let escaped = cookie.replacingOccurrences(of: "+", with: "%2B").replacingOccurrences(
            of: "/", with: "%2F"
        )
        .replacingOccurrences(of: "=", with: "%3D")
        let log = """
            198.51.100.7 - - [22/Nov/2026:11:59:00 +0000] "GET /x/\(escaped)/y HTTP/1.1" 200 5 "-" "x" "-"
            198.51.100.7 - - [22/Nov/2026:11:59:01 +0000] "GET /?password=\(late) HTTP/1.1" 200 5 "-" "x" "-"

            """
        try scratch.write(log, to: "origin.log")
    }

    private static func collect(_ folder: String, in scratch: Scratch) async throws -> Program.Run {
        try await Program.run(
            [
                "collect", "https://www.shop.test/", "--offline", "--har", "a.har", "--attach", "notes.txt",
                "--log", "origin.log", "--summary", "the cookie was \(cookie), the order \(late)", "--now",
                now,
                "-o", folder,
            ], in: scratch.url)
    }

    /// All texts of the bundle, one after another.
    private static func texts(_ folder: String, in scratch: Scratch) async throws -> String {
        let run = try await Tool.run("/usr/bin/unzip", ["-p", "\(folder)/\(bundle)"], in: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
        return run.output
    }

    private static func names(_ text: String, length: Int) -> Set<String> {
        let pattern = #/~[a-z-]+\.([0-9a-f]{8})\.([0-9]+)~/#
        return Set(text.matches(of: pattern).filter { Int($0.2) == length }.map { String($0.1) })
    }

    @Test(.needs("unzip"))
    func noFormOfASecretIsInAnyFileAndAllHaveOneName() async throws {
        let scratch = try Scratch()
        try Self.writeInputs(to: scratch)
        var names: [Set<String>] = []
        for folder in ["out1", "out2"] {
            let run = try await Self.collect(folder, in: scratch)
            #expect(run.status <= 1, "\(run.errors)")
            let text = try await Self.texts(folder, in: scratch)
            for part in ["q7Wm2", "9Rt4Yx8Lp", Self.late] { #expect(!text.contains(part), "\(part)") }
            for secret in [Self.cookie, Self.late] {
                for shift in 0..<3 {
                    let core = Self.base64(String(repeating: "-", count: shift) + secret)
                    #expect(!text.contains(core.dropFirst(shift == 0 ? 0 : 4).prefix(12)))
                }
            }
            #expect(Self.names(text, length: Self.cookie.utf8.count).count == 1)
            #expect(Self.names(text, length: Self.late.utf8.count).count == 1)
            #expect(text.contains("known-secret"))
            names.append(Self.names(text, length: Self.cookie.utf8.count))
            let bundle = "\(folder)/\(Self.bundle)"
            #expect(try await Program.run(["verify", bundle], in: scratch.url).status == 0)
        }
        #expect(names[0] != names[1])
    }

    @Test(.needs("unzip"))
    func anInterruptPublishesNothingThatWasNotSwept() async throws {
        let scratch = try Scratch()
        try Self.writeInputs(to: scratch)
        // A server that accepts and says nothing; the notes are sealed after the interrupt.
        let run = try await NeverLostTests.shell(
            """
            python3 -c 'import socket,time
            s=socket.socket(); s.bind(("127.0.0.1",0)); s.listen(8); print(s.getsockname()[1],flush=True)
            c=s.accept(); open("met","w").write("x"); time.sleep(60)' >port &
            server=$!
            for _ in $(seq 100); do [ -s port ] && break; sleep 0.05; done
            $casefile collect "http://www.shop.test/" --edge 127.0.0.1:$(cat port) --no-system-resolvers \
              --har a.har --attach notes.txt --now \(Self.now) -o out &
            run=$!
            for _ in $(seq 600); do [ -s met ] && break; sleep 0.05; done
            kill -INT $run; wait $run; status=$?
            kill -9 $server; exit $status
            """, in: scratch)
        #expect(run.status == 1, "\(run.errors)")
        let text = try await Self.texts("out", in: scratch)
        #expect(text.contains("stopped by the user"))
        #expect(!text.contains(Self.base64("sid=\(Self.cookie); theme=dark").dropFirst(8).prefix(12)))
        #expect(text.contains("what we saw: "))
    }

    @Test(
        "a file alone is read again for what its end gave away",
        arguments: [["redact"], ["har", "sanitize"]], [true, false])
    func fileAlone(command: [String], toStandardOutput: Bool) async throws {
        let scratch = try Scratch()
        let name = command[0] == "har" ? "a.har" : "notes.txt"
        try Self.writeInputs(to: scratch)
        try scratch.write(
            "first \(Self.base64("x\(Self.late)yz")) and \(Self.late)\nthen password=\(Self.late)\n",
            to: "notes.txt")
        let har = try String(contentsOf: scratch.url.appending(path: "a.har"), encoding: .utf8)
        try scratch.write(
            har.replacingOccurrences(
                of: "\"cookies\":[{", with: "\"cookies\":[{\"name\":\"b\",\"value\":\"\(Self.late)\"},{"),
            to: "a.har")
        let run = try await Program.run(
            command + [name, "-o", toStandardOutput ? "-" : "out"], in: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
        let text =
            toStandardOutput
            ? run.output : try String(contentsOf: scratch.url.appending(path: "out"), encoding: .utf8)
        #expect(!text.contains(Self.late))
        #expect(text.contains("~known-secret."))
        #expect(Self.names(text, length: Self.late.utf8.count).count == 1, "\(text)")
        #expect(text.hasSuffix(name == "a.har" ? "}}" : "~\n"))
        #expect(try !scratch.names().contains { $0.contains("partial") || $0.contains("spool") })
    }
}
