import Foundation

extension Tool {
    package struct Run: Sendable {
        package let status: Int32
        package let output: String
        package let errors: String

        package init(status: Int32, output: String, errors: String) {
            (self.status, self.output, self.errors) = (status, output, errors)
        }
    }

    /// Runs any program in a folder, with a limit of time; the waiting holds up no other test.
    package static func run(
        _ program: String, _ arguments: [String], in folder: URL, input: String = "", seconds: Int = 120
    ) async throws -> Run {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        try runNow(program, arguments, in: folder, input: input, seconds: seconds)
                    })
            }
        }
    }

    /// Runs any program in a folder and holds the thread until it ends.
    ///
    /// Foundation's `Process` waits for everything that inherited its monitoring socket, servers in the background
    /// included; here only the program itself is waited for.
    package static func runNow(
        _ program: String, _ arguments: [String], in folder: URL, input: String = "", seconds: Int = 120
    ) throws -> Run {
        let files = try ["in", "out", "err"].map { name in
            let url = folder.appending(path: ".\(name)-\(UUID().uuidString)")
            try Data((name == "in" ? input : "").utf8).write(to: url)
            return url
        }
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, file) in files.enumerated() {
            posix_spawn_file_actions_addopen(
                &actions, Int32(number), file.path(), number == 0 ? O_RDONLY : O_WRONLY, 0)
        }
        let words =
            ["/usr/bin/env", "-C", folder.path(), "timeout", "-k", "5", "\(seconds)", program] + arguments
        var pointers = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var pid = pid_t()
        let problem = posix_spawn(&pid, words[0], &actions, nil, &pointers, environ)
        guard problem == 0 else { throw POSIXError(POSIXErrorCode(rawValue: problem) ?? .EINVAL) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return Run(
            status: status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f,
            output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
    }
}
