package import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a program that unpacks a file writes, read as it comes: `zstd`, `xz`, `bzip2`.
package struct ToolSource: ByteSource {
    private let run: Run

    /// The tool that unpacks what begins with some bytes; `nil` for anything else.
    package static func tool(for head: [UInt8]) -> String? {
        if head.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) { return "zstd" }
        if head.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]) { return "xz" }
        return head.starts(with: Array("BZh".utf8)) ? "bzip2" : nil
    }

    /// Starts `tool -dc path`.
    ///
    /// - Throws: `spawn` with `notFound` when the tool is not installed.
    package init(_ tool: String, path: String) throws(Failure) {
        guard let program = SubprocessRunner().locate(tool) else {
            throw Failure(.spawn, .notFound, detail: "\(tool), which unpacks this file, is not installed")
        }
        run = try Run(program, tool, path)
    }

    package mutating func read(into buffer: inout [UInt8]) throws(Failure) -> Int {
        let count: Int
        do { count = try run.output.read(into: &buffer, limit: FileSource.pieceSize) } catch {
            throw error.reading
        }
        guard count > 0 else {
            if let words = run.complaint() { throw Failure(.read, .badInput, detail: words) }
            return 0
        }
        return count
    }

    /// A program that runs; it ends with this value.
    private final class Run: Sendable {
        let output: Descriptor
        private let tool: String
        private let pid: pid_t
        private let hasEnded = Locked(false)

        init(_ program: String, _ tool: String, _ path: String) throws(Failure) {
            var ends: [Int32] = [0, 0]
            guard unsafe pipe(&ends) == 0 else { throw SystemError(number: errno).reading }
            _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
            _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
            output = Descriptor(ends[0])
            let input = Descriptor(ends[1])
            self.tool = tool
            var actions = unsafe posix_spawn_file_actions_t()
            unsafe posix_spawn_file_actions_init(&actions)
            defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
            unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
            unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
            unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
            var arguments: [UnsafeMutablePointer<CChar>?] = unsafe []
            for word in [program, "-dc", "--", path] { unsafe arguments.append(strdup(word)) }
            unsafe arguments.append(nil)
            defer { unsafe arguments.forEach { unsafe free($0) } }
            // Nothing of the user's: variables of the tools change what they do, and others hold secrets.
            var variables: [UnsafeMutablePointer<CChar>?] = unsafe [strdup("LC_ALL=C"), nil]
            defer { unsafe variables.forEach { unsafe free($0) } }
            var started = pid_t()
            let problem = unsafe posix_spawn(&started, program, &actions, nil, arguments, &variables)
            pid = started
            _ = consume input
            guard problem == 0 else { throw SystemError(number: problem).reading }
        }

        /// What is wrong when the program ended otherwise than well.
        func complaint() -> String? {
            hasEnded.withLock { $0 = true }
            var status: Int32 = 0
            while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
            return status == 0 ? nil : "\(tool) could not unpack all of it"
        }

        deinit {
            // What never started has no number, and 0 would be our own group.
            guard pid > 0, !hasEnded.withLock({ $0 }) else { return }
            kill(pid, SIGKILL)
            var status: Int32 = 0
            while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
        }
    }
}
