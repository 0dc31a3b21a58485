package import CaseModel
import Subprocess

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs programs through swift-subprocess, each in a session of its own.
///
/// A program gets no input, English messages (`LC_ALL=C`) and nothing else of the user's environment; both its streams
/// are kept as one. However a run ends, its whole process group ends with it.
package struct SubprocessRunner: ProcessRunner {
    private let searchPath: [String]

    /// - Parameter searchPath: Absolute folders, first wins; the user's own `PATH` is not asked.
    package init(
        searchPath: [String] = [
            "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin",
            "/opt/homebrew/sbin",
            "/opt/homebrew/bin", "/opt/local/sbin", "/opt/local/bin",
        ]
    ) {
        self.searchPath = searchPath
    }

    package func locate(_ tool: String) -> String? {
        guard !tool.isEmpty, !tool.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") }) else {
            return nil
        }
        return searchPath.lazy.map { "\($0)/\(tool)" }.first {
            unsafe access($0, X_OK) == 0 && !Folders.isFolder($0)
        }
    }

    package func run(
        _ tool: String, _ arguments: [String], deadline: Duration, outputLimit: Int
    ) async throws(RunFailure) -> ToolOutput {
        guard locate(tool) != nil else {
            throw RunFailure(Failure(.spawn, .notFound, detail: "\(tool) is not installed"))
        }
        let capture = OutputCapture(limit: outputLimit)
        let ending = await race(tool, arguments, deadline: deadline, capture: capture)
        switch ending {
        case .ended(let ending):
            return capture.output(ending)
        case .cancelled:
            throw RunFailure(
                Failure(.read, .unclassified, detail: "the run was cancelled"),
                output: capture.output(.signalled(SIGTERM)))
        case .late:
            throw RunFailure(
                Failure(.read, .timeout, detail: "\(tool) did not end in time"),
                output: capture.output(.signalled(SIGKILL)))
        case .failed(let words):
            throw RunFailure(Failure(.spawn, .unclassified, detail: words))
        }
    }

    private enum Ending: Sendable {
        case ended(ToolOutput.Ending)
        case late
        case cancelled
        case failed(String)
    }

    /// The program against the clock; the loser is cancelled and waited for.
    private func race(
        _ tool: String, _ arguments: [String], deadline: Duration, capture: OutputCapture
    ) async -> Ending {
        await withTaskGroup(of: Ending?.self) { group in
            group.addTask { await spawn(tool, arguments, capture: capture) }
            group.addTask {
                do { try await Task.sleep(for: deadline) } catch { return nil }
                return .late
            }
            var first: Ending?
            while first == nil, let next = await group.next() { first = next }
            group.cancelAll()
            await group.waitForAll()
            if Task.isCancelled { return .cancelled }
            return first ?? .cancelled
        }
    }

    private func spawn(_ tool: String, _ arguments: [String], capture: OutputCapture) async -> Ending {
        var options = PlatformOptions()
        // Without a session of its own the group to end would be ours.
        options.createSession = true
        options.teardownSequence = Self.teardown
        do {
            let result = try await Subprocess.run(
                .name(tool), arguments: Arguments(arguments),
                environment: .custom([
                    "PATH": searchPath.joined(separator: ":"), "LC_ALL": "C", "TERM": "dumb",
                ]),
                platformOptions: options, input: .none, output: .sequence, error: .combinedWithOutput
            ) { execution in
                await Self.read(execution, into: capture)
            }
            endGroup(result.processIdentifier)
            return .ended(Self.ending(result.terminationStatus))
        } catch is CancellationError {
            return .cancelled
        } catch {
            return Task.isCancelled ? .cancelled : .failed(Self.words(error))
        }
    }

    private static let teardown: [TeardownStep] = [
        .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(300)),
        .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(100)),
    ]

    /// Ends what a tool left running; the group's number is not given away as long as somebody is in it.
    ///
    /// Not before the tool itself has ended: it may close its streams a moment before it exits.
    private func endGroup(_ leader: ProcessIdentifier) { _ = kill(-leader.value, SIGKILL) }

    /// Reads until the end, the cap or the end of this task; ends the tool in the last two cases.
    private static func read<Input: InputProtocol, Errors: ErrorOutputProtocol>(
        _ execution: Execution<Input, SequenceOutput, Errors>, into capture: OutputCapture
    ) async {
        let group = execution.processIdentifier.value
        await withTaskCancellationHandler {
            do {
                for try await piece in execution.standardOutput {
                    guard capture.append(piece.bytes) else { break }
                }
            } catch {
                capture.cut()
            }
            guard capture.isCut || Task.isCancelled else { return }
            await execution.teardown(using: teardown)
            // A tool that went at the first signal may leave a child that did not.
            _ = kill(-group, SIGKILL)
        } onCancel: {
            // The group's leader may be gone while a child holds the pipe open: then only a signal ends the read.
            _ = kill(-group, SIGTERM)
        }
    }

    private static func ending(_ status: TerminationStatus) -> ToolOutput.Ending {
        switch status {
        case .exited(let code): .exited(code)
        case .signaled(let signal): .signalled(signal)
        }
    }

    private static func words(_ error: any Error) -> String {
        (error as? SubprocessError)?.description ?? "the program could not be started"
    }
}
