import ArgumentParser
import CaseFacts
import CaseFlow
import CaseModel
import CaseSystem
import JSONBytes

/// `casefile rules`.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Lists every redaction and diagnosis rule.")

    @OptionGroup var format: FormatOption

    func run() {
        let rules = allRules()
        if format.isJSON {
            Terminal.result(
                .array(
                    rules.map {
                        JSONValue(members: [
                            "id": .string($0.id), "kind": .string($0.kind), "help": .string($0.help),
                        ])
                    }))
        } else {
            Terminal.result(rules.map { "\($0.kind)  \($0.id)\n    \($0.help)\n" }.joined())
        }
    }
}

/// `casefile explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explains a finding, or an error code such as 522 or 1016.")

    @Argument(help: "The ID of a finding, or an error code.")
    var id: String

    func run() throws {
        guard let text = explain(id, facts: try Facts.bundled()) else {
            throw RequestError.value(
                option: id, problem: "there is no such finding or error code",
                hint: "casefile rules lists the findings; codes are 500 to 530 and 1000 to 1206")
        }
        Terminal.result(text)
    }
}

/// `casefile schema`.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Lists the JSON Schemas of what this program writes, or prints one.")

    @Argument(help: "The name of a schema; without one they are listed.")
    var name: String?

    @OptionGroup var format: FormatOption

    func run() throws {
        guard let name else { return list() }
        guard let document = schema(name) else {
            throw RequestError.value(
                option: name, problem: "there is no such schema", hint: "casefile schema lists them")
        }
        Terminal.result(document)
    }

    private func list() {
        let names = schemaNames()
        guard format.isJSON else {
            let width = (names.map(\.name.count).max() ?? 0) + 2
            return Terminal.result(
                names.map { name, about in
                    name + String(repeating: " ", count: width - name.count) + about + "\n"
                }.joined())
        }
        Terminal.result(
            .array(names.map { JSONValue(members: ["name": .string($0), "about": .string($1)]) }))
    }
}

/// `casefile doctor`.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Says what this host can do.")

    @OptionGroup var format: FormatOption

    func run() {
        if format.isJSON { return Terminal.result(HostFacts.host) }
        for member in HostFacts.host.members ?? [] {
            let value =
                member.value.string ?? String(decoding: member.value.serialized(pretty: false), as: UTF8.self)
            Terminal.result("\(member.name)  \(value)\n")
        }
    }
}
