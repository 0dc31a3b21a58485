import Foundation
import Testing

/// Other people's programs that tests work with.
package enum Tool {
    /// Where a program is: in a folder of PATH, or in one that PATH often leaves out, where servers are.
    package static func path(_ name: String) -> String? {
        let named = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").map(String.init) ?? []
        let usual = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
        return (named + usual + ["/opt/homebrew/bin"]).map { "\($0)/\(name)" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    package static func has(_ name: String) -> Bool { path(name) != nil }

    /// Ends this case of a test where a program is not installed; under `Tests/run` the case fails.
    package static func need(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        guard !has(name) else { return }
        if isTestsRun { throw NotInstalled(names: name) }
        try Test.cancel("not installed: \(name)", sourceLocation: sourceLocation)
    }
}

/// Set by `Tests/run`, which has installed every program the tests work with.
private let isTestsRun = ProcessInfo.processInfo.environment["CASEFILE_TESTS_RUN"] != nil

/// Under `Tests/run`, a test whose programs are not all there.
private struct NotInstalled: Error, CustomStringConvertible {
    let names: String
    var description: String { "Tests/run has not installed \(names)" }
}

extension Trait where Self == ConditionTrait {
    /// Skips the test where a program is not installed; under `Tests/run`, which installs them, it fails.
    package static func needs(_ tools: String..., sourceLocation: SourceLocation = #_sourceLocation) -> Self {
        needs(nothingOf: tools.filter { !Tool.has($0) }, sourceLocation: sourceLocation)
    }

    package static func needs(_ tools: [String], sourceLocation: SourceLocation = #_sourceLocation) -> Self {
        needs(nothingOf: tools.filter { !Tool.has($0) }, sourceLocation: sourceLocation)
    }

    static func needs(nothingOf missing: [String], sourceLocation: SourceLocation = #_sourceLocation) -> Self
    {
        let names = missing.joined(separator: ", ")
        return .enabled("not installed: \(names)", sourceLocation: sourceLocation) {
            if isTestsRun, !missing.isEmpty { throw NotInstalled(names: names) }
            return missing.isEmpty
        }
    }
}
