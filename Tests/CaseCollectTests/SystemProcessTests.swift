import CaseModel
import Testing

@testable import CaseSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Processes, clocks and streams")
struct SystemProcessTests {
    private let runner = SubprocessRunner()

    private func shell(_ script: String, deadline: Duration = .seconds(20), limit: Int = 65_536) async
        -> Result<ToolOutput, RunFailure>
    {
        do throws(RunFailure) {
            return .success(
                try await runner.run("sh", ["-c", script], deadline: deadline, outputLimit: limit))
        } catch {
            return .failure(error)
        }
    }

    private func text(_ output: ToolOutput?) -> String {
        String(decoding: output?.output ?? [], as: UTF8.self)
    }

    /// Whether the process is gone, waited for a bounded number of turns: a killed process leaves a moment later.
    private func isGone(_ pid: pid_t) async -> Bool {
        for _ in 0..<5000 {
            if kill(pid, 0) != 0 { return true }
            // One whose parent is gone may wait as a zombie for the system to collect it.
            var buffer = [UInt8](repeating: 0, count: 512)
            if var status = try? FileSource(path: "/proc/\(pid)/stat"),
                let count = try? status.read(into: &buffer),
                String(decoding: buffer[..<count], as: UTF8.self).contains(") Z ")
            {
                return true
            }
            await Task.yield()
            usleep(1000)
        }
        return false
    }

    @Test("Both streams come as one, with the exit status, English and no input")
    func streams() async throws {
        let output = try await shell("echo out; echo err >&2; cat; echo $LC_ALL; exit 7").get()
        #expect(text(output) == "out\nerr\nC\n")
        #expect(output.ending == .exited(7))
        #expect(!output.truncated)
    }

    @Test("Of the user's environment, which may hold secrets, nothing reaches the tool")
    func environment() async throws {
        let output = try await runner.run("env", [], deadline: .seconds(20), outputLimit: 65_536)
        let names = text(output).split(separator: "\n").map { String($0.prefix { $0 != "=" }) }
        #expect(Set(names) == ["LC_ALL", "PATH", "TERM"], "\(names)")
    }

    @Test(
        "A tool that is missing, or whose name is a path, is not started",
        arguments: ["no-such-tool", "", "/bin/sh", "../sh"])
    func missing(_ tool: String) async {
        #expect(runner.locate(tool) == nil)
        await #expect {
            _ = try await runner.run(tool, [], deadline: .seconds(1), outputLimit: 10)
        } throws: { error in
            (error as? RunFailure)?.failure.code == .notFound
        }
    }

    @Test("Output past the cap ends the tool and is said to be cut")
    func cap() async throws {
        let output = try await shell("while :; do echo 0123456789; done", limit: 1000).get()
        #expect(output.output.count == 1000)
        #expect(output.truncated)
    }

    @Test(
        "A deadline ends a shell and its background child, whichever ignores TERM, and keeps the output",
        arguments: [
            "trap '' TERM; sleep 600 & echo $$ $!; while :; do sleep 600; done",
            "(trap '' TERM; exec sleep 600) & echo $$ $!; wait",
        ])
    func deadline(_ script: String) async throws {
        let result = await shell(script, deadline: .seconds(3))
        guard case .failure(let late) = result else {
            Issue.record("the run ended by itself")
            return
        }
        #expect(late.failure.operation == .read)
        #expect(late.failure.code == .timeout)
        let pids = text(late.output).split { !$0.isNumber }.compactMap { pid_t($0) }
        #expect(pids.count == 2)
        for pid in pids { #expect(await isGone(pid)) }
    }

    @Test("A child that outlives its parent and holds the pipe is ended too")
    func orphan() async throws {
        let result = await shell("(trap '' TERM; exec sleep 600) & echo $!", deadline: .seconds(3))
        let output: ToolOutput?
        switch result {
        case .success(let ended): output = ended
        case .failure(let late): output = late.output
        }
        let pid = try #require(pid_t(text(output).filter(\.isNumber)))
        #expect(await isGone(pid))
    }

    @Test("Cancelling the task ends the tool and what it started", .timeLimit(.minutes(2)))
    func cancel() async throws {
        let runner = runner
        let file = "/tmp/casefile-test-\(UInt64.random(in: 0...UInt64.max))"
        defer { unlink(file) }
        let task = Task { () -> RunFailure? in
            do throws(RunFailure) {
                _ = try await runner.run(
                    "sh", ["-c", "sleep 600 & echo $$ $! >\(file); wait"], deadline: .seconds(600),
                    outputLimit: 10)
                return nil
            } catch {
                return error
            }
        }
        let pids = try await pids(in: file)
        task.cancel()
        let stopped = try #require(await task.value)
        #expect(stopped.failure.code == .unclassified)
        for pid in pids { #expect(await isGone(pid)) }
    }

    /// The two numbers in a file, waited for a bounded number of turns.
    private func pids(in file: String) async throws -> [pid_t] {
        for _ in 0..<20_000 {
            var buffer = [UInt8](repeating: 0, count: 512)
            if var source = try? FileSource(path: file), let count = try? source.read(into: &buffer),
                buffer[..<count].last == 0x0a
            {
                return String(decoding: buffer[..<count], as: UTF8.self).split { !$0.isNumber }.compactMap {
                    pid_t($0)
                }
            }
            await Task.yield()
            usleep(1000)
        }
        throw RunFailure(Failure(.spawn, .timeout))
    }

    @Test("The clocks go forward, and now is after this was written")
    func clocks() {
        let clock = SystemClock()
        let (first, second) = (clock.monotonic(), clock.monotonic())
        #expect(first <= second)
        #expect(clock.now() > Timestamp(nanosecondsSinceEpoch: 1_700_000_000_000_000_000))
    }

    @Test("Entropy has the length asked for and does not repeat")
    func entropy() {
        #expect(SystemEntropy.bytes(32).count == 32)
        #expect(SystemEntropy.bytes(32) != SystemEntropy.bytes(32))
        #expect(SystemEntropy.bytes(-1) == [])
    }

    @Test(
        "The first interrupt asks, the second ends the program with status 130",
        arguments: [[SIGINT, SIGTERM], [SIGTERM, SIGINT], [SIGINT, SIGINT]])
    func interrupts(_ signals: [Int32]) async {
        await #expect(processExitsWith: .exitCode(130)) { [signals = signals as [Int32]] in
            let (asked, continuation) = AsyncStream.makeStream(of: Void.self)
            let interrupts = Interrupts { continuation.yield() }
            kill(getpid(), signals[0])
            for await _ in asked { break }
            kill(getpid(), signals[1])
            // Ended by the second signal; bounded, so that a fault is a failure and not a hang.
            try? await Task.sleep(for: .seconds(20))
            withExtendedLifetime(interrupts) {}
        }
    }
}
