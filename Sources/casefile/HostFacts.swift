import CaseModel
import CaseSystem
import CurlTransfer
import JSONBytes

/// What this host has, for `doctor` and for `host/host.json`; nothing that names a person.
enum HostFacts {
    /// The program.
    static var tool: JSONValue {
        JSONValue(members: [
            "name": "casefile", "version": .string(Version.text),
            "libcurl": .string(CurlTransport.versionText),
        ])
    }

    /// The host.
    static var host: JSONValue {
        let runner = SubprocessRunner()
        let tools = PathProbe.Tool.allCases.filter { !$0.isBuiltIn }.map { tool in
            JSONValue.Member(
                tool.rawValue, .string(runner.locate(tool.rawValue) == nil ? "not installed" : "installed"))
        }
        return JSONValue(members: [
            "casefile": .string(Version.text), "libcurl": .string(CurlTransport.versionText),
            "system": .string(SystemName.text), "tools": .object(tools),
            "resolvers": .array(SystemResolvers.current().map { .string($0.description) }),
        ])
    }
}
