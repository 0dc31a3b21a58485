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

    @Test("The user's environment does not reach the tool")
    func environment() async throws {
        setenv("CASEFILE_TEST_SECRET", "s3cret", 1)
        defer { unsetenv("CASEFILE_TEST_SECRET") }
        let output = try await shell("env").get()
        #expect(text(output).contains("LC_ALL=C"))
        #expect(!text(output).contains("s3cret"))
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

    @Test("Cancelling the task ends the group at once")
    func cancel() async throws {
        let runner = runner
        let task = Task { () -> RunFailure? in
            do throws(RunFailure) {
                _ = try await runner.run("sleep", ["600"], deadline: .seconds(600), outputLimit: 10)
                return nil
            } catch {
                return error
            }
        }
        task.cancel()
        let stopped = try #require(await task.value)
        #expect(stopped.failure.code == .unclassified)
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
