import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs other people's programs and keeps files for them.
enum Machine {
    /// Writes bytes to a new file, hands over its path, and removes it.
    static func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
        var template = Array("/tmp/casefile-test-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        try #require(descriptor >= 0)
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            try #require(count > 0)
            done += count
        }
        close(descriptor)
        return try body(path)
    }

    /// Runs a program to its end, which `timeout` brings about after 20 s.
    ///
    /// - Returns: Its exit status and what it printed.
    static func run(_ words: [String]) throws -> (status: Int32, output: String) {
        let line = (["timeout", "20"] + words).map { "'\($0)'" }.joined(separator: " ") + " 2>&1"
        let pipe = try #require(popen(line, "r"))
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = fread(&buffer, 1, buffer.count, pipe)
            guard count > 0 else { break }
            output += buffer[..<count]
        }
        let status = pclose(pipe)
        return (status >> 8, String(decoding: output, as: UTF8.self))
    }
}
