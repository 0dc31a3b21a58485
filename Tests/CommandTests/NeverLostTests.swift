import Foundation
import TestSupport
import Testing

/// Whatever happens while a case is gathered, there is a bundle, or nothing unsafe.
@Suite(.serialized)
struct NeverLostTests {
    static let now = "2026-11-22T12:00:00Z"
    static let bundle = "www.example.com-20261122T120000Z.zip"

    /// A network namespace without any network, where the kernel and the user allow one.
    static var canUnshare: Bool {
        (try? Tool.runNow("/usr/bin/env", ["unshare", "-n", "true"], in: URL(filePath: "/tmp")))?.status == 0
    }

    @Test(
        "what comes through a named pipe is read whole, from a writer that writes once",
        arguments: [
            "logs summary pipe", "har summary pipe",
            "collect https://www.example.com/ --offline --quiet --log pipe; unzip -p *.zip '*/manifest.json'",
        ])
    func aPipeIsOpenedOnce(words: String) async throws {
        let scratch = try Scratch()
        let sample = words.hasPrefix("har") ? "har/*.har" : "logs/access.log"
        let run = try await Self.shell(
            """
            mkfifo pipe
            cat \(Repository.root.path())Samples/\(sample) >pipe & writer=$!
            timeout 60 $casefile \(words)
            echo; wait $writer; echo "writer ended with $?"
            """, in: scratch)
        #expect(run.output.contains("writer ended with 0"), "\(run.output)")
        #expect(!run.errors.contains("empty"), "\(run.errors)")
        if words.hasPrefix("logs") { #expect(run.output.contains("7, 7 read")) }
    }

    /// A shell line in the folder of a test; the program is `$casefile`.
    static func shell(_ line: String, in scratch: Scratch) async throws -> Program.Run {
        try await Tool.run(
            "/bin/bash", ["-c", "casefile=\(Program.executable.path()); \(line)"], in: scratch.url)
    }

    @Test(.needs("unshare"), .enabled(if: canUnshare, "needs root and network namespaces"))
    func withoutANetworkThereIsABundleWithItsGapsFirst() async throws {
        let scratch = try Scratch()
        let run = try await Self.shell(
            "unshare -n $casefile collect https://www.example.com/ --no-system-resolvers --resolver 192.0.2.53 "
                + "--deadline 5s --now \(Self.now)", in: scratch)
        #expect(run.status == 1, "\(run.errors)")
        #expect(try scratch.names().contains(Self.bundle))
        let text = try await Program.run(["ticket", "show", Self.bundle], in: scratch.url).output
        let gap = try #require(text.range(of: "http-edge-1"))
        let ticket = try #require(text.range(of: "PRIORITY AND IMPACT"))
        #expect(gap.lowerBound < ticket.lowerBound)
        #expect(try await Program.run(["verify", Self.bundle], in: scratch.url).status == 0)
    }

    @Test(.needs("python3")) func anInterruptStopsTheProbesAndSealsWhatIsThere() async throws {
        let scratch = try Scratch()
        // A server that accepts and says nothing; the interrupt comes long before any deadline.
        let run = try await Self.shell(
            """
            python3 -c 'import socket,time
            s=socket.socket(); s.bind(("127.0.0.1",0)); s.listen(8); print(s.getsockname()[1],flush=True)
            c=s.accept(); open("met","w").write("x"); time.sleep(60)' >port &
            server=$!
            for _ in $(seq 100); do [ -s port ] && break; sleep 0.05; done
            $casefile collect "http://www.example.com/" --edge 127.0.0.1:$(cat port) --no-system-resolvers --now \(Self.now) &
            run=$!
            for _ in $(seq 600); do [ -s met ] && break; sleep 0.05; done
            kill -INT $run; wait $run; status=$?
            kill -9 $server; exit $status
            """, in: scratch)
        #expect(run.status == 1, "\(run.errors)")
        #expect(try scratch.names().contains(Self.bundle))
        let text = try await Program.run(["ticket", "show", Self.bundle], in: scratch.url).output
        #expect(text.contains("stopped by the user"))
    }

    @Test("a last line without a line end is written", arguments: ["window", "rays"])
    func lastLine(command: String) async throws {
        let scratch = try Scratch()
        let line =
            #"203.0.113.9 - - [22/Nov/2026:10:31:04 +0000] "GET /last HTTP/1.1" 200 5 "-" "x" "8f1a2b3c4d5e6f70-FRA""#
        try scratch.write("\(line.replacing("last", with: "first"))\n\(line)", to: "a.log")
        let wanted =
            command == "rays"
            ? ["--ray", "8f1a2b3c4d5e6f70"]
            : ["--since", "2026-11-22T10:00Z", "--until", "2026-11-22T11:00Z"]
        let run = try await Program.run(["logs", command, "a.log"] + wanted, in: scratch.url)
        #expect(run.output.contains("/first") && run.output.contains("/last"), "\(run.output)")
    }

    @Test(.timeLimit(.minutes(2)))
    func aKilledRunLeavesNothingRawAndNothingUnderTheFinalName() async throws {
        let scratch = try Scratch()
        // A pipe holds 64 KB: a writer that handed over 2 MB had a reader, and the pipe never ends.
        let run = try await Self.shell(
            """
            mkfifo pipe
            # Held open here too: a log is looked at first and then opened again.
            exec 8<>pipe
            (for i in $(seq 1 20000); do
              echo '203.0.113.99 - - [22/Nov/2026:12:00:00 +0000] "GET /?password=hunter2secret HTTP/1.1" 200 5 "-" "x" "-"'
            done; : >handed; exec sleep 60) >pipe &
            writer=$!
            $casefile collect https://www.example.com/ --offline --log pipe --now \(Self.now) -o out --at \(Self.now) &
            run=$!
            for _ in $(seq 800); do [ -e handed ] && break; sleep 0.05; done
            [ -e handed ] && echo handed
            kill -9 $run; wait $run; echo "status $?"
            kill -9 $writer 2>/dev/null
            grep -D skip -rl 'hunter2secret\\|203.0.113.99' --exclude=.err* --exclude=.in* . && echo LEAKED
            exit 0
            """, in: scratch)
        #expect(run.output == "handed\nstatus 137\n", "\(run.errors)")
        #expect(
            !FileManager.default.fileExists(atPath: scratch.url.appending(path: "out/\(Self.bundle)").path()))
    }

    @Test(
        "a disk that is full and a folder that cannot be made are said",
        .needs("unshare"), .enabled(if: canUnshare, "needs root and namespaces"))
    func nowhereToWrite() async throws {
        let scratch = try Scratch()
        let collect = "$casefile collect https://www.example.com/ --offline --now \(Self.now)"
        let full = try await Self.shell(
            """
            export casefile
            unshare -m sh -c 'mkdir small; mount -t tmpfs -o size=16k none small && \(collect) -o small'
            """, in: scratch)
        let nowhere = try await Self.shell("\(collect) -o /proc/nowhere", in: scratch)
        for run in [full, nowhere] {
            #expect(run.status == 4, "\(run.errors)")
            #expect(run.errors.contains("casefile: error: the result could not be written"))
        }
    }

    @Test func theSameInputsGiveTheSameBytes() async throws {
        let scratch = try Scratch()
        let samples = Repository.root.path() + "Samples"
        var archives: [Data] = []
        for (index, jobs) in ["1", "8"].enumerated() {
            let run = try await Program.run(
                [
                    "collect", "https://www.shop.casefile.test/", "--offline", "--har",
                    samples + "/har/checkout.har",
                    "--log", samples + "/logs/access.log", "--now", Self.now, "--seed", "x", "--jobs", jobs,
                    "-o",
                    "out\(index)",
                ], in: scratch.url)
            #expect(run.status == 0, "\(run.errors)")
            let name = "out\(index)/www.shop.casefile.test-20261122T120000Z.zip"
            archives.append(try Data(contentsOf: scratch.url.appending(path: name)))
        }
        #expect(archives[0] == archives[1])
    }

    @Test(
        "damage in an input is a gap, and what came before it is kept",
        arguments: [
            ("head -c 15000 har/checkout.har", "har", "x.har"),
            ("cat har/checkout.har | gzip | head -c 3000", "har", "x.har"),
            ("gzip -c logs/access.log | head -c 300", "log", "x.log"),
        ])
    func damage(make: String, option: String, name: String) async throws {
        let scratch = try Scratch()
        let samples = Repository.root.appending(path: "Samples").path()
        let run = try await Self.shell(
            "(cd \(samples) && \(make)) >\(name); $casefile collect https://www.shop.casefile.test/ --offline "
                + "--\(option) \(name) --now \(Self.now)", in: scratch)
        #expect(run.status == 1, "\(run.errors)")
        let bundle = "www.shop.casefile.test-20261122T120000Z.zip"
        let text = try await Program.run(["ticket", "show", bundle], in: scratch.url).output
        #expect(text.contains("\(option)-1"))
        #expect(try await Program.run(["verify", bundle], in: scratch.url).status == 0)
    }

    @Test func aFolderInPlaceOfAFileIsAGap() async throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(
            at: scratch.url.appending(path: "folder.har"), withIntermediateDirectories: true)
        let run = try await Program.run(
            ["collect", "https://www.example.com/", "--offline", "--har", "folder.har", "--now", Self.now],
            in: scratch.url)
        #expect(run.status == 1, "\(run.errors)")
        #expect(try scratch.names().contains(Self.bundle))
    }
}
