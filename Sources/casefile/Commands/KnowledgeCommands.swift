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

    func run() throws {
        let rules = allRules(facts: try Facts.bundled())
        if format.isJSON {
            Terminal.result(.array(rules.map(Self.record)))
        } else {
            Terminal.result(
                rules.map { rule in
                    "\(rule.kind)  \(rule.id)\n    \(rule.help)\n"
                        + (rule.diagnosis.map { "    needs: \($0.needsWords)\n" } ?? "")
                }.joined())
        }
    }

    private static func record(_ rule: ListedRule) -> JSONValue {
        let diagnosis = rule.diagnosis
        return JSONValue(members: [
            "id": .string(rule.id), "kind": .string(rule.kind), "help": .string(rule.help),
            "relevance": diagnosis.map { .string($0.relevance) },
            "needs": diagnosis.map { .array($0.needs.map { .array($0.map { .string($0) }) }) },
            "against": diagnosis.map { .string($0.against) },
            "evidence_to_add": diagnosis.map { .array($0.evidenceToAdd.map { .string($0) }) },
            "source": diagnosis?.source.map { .string($0) },
            "as_of": diagnosis?.asOf.map { .string($0) },
        ])
    }
}

/// `casefile explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains a finding, an error code, or the name of an error.",
        discussion: """
            Examples: 522, 1016, 10044, NET::ERR_CERT_COMMON_NAME_INVALID, SERVFAIL, edge-522, cf-cache-status, \
            intermittent.
            """)

    @Argument(help: "The ID of a finding, an error code, or a name.")
    var id: String

    @OptionGroup var policyFile: PolicyOption
    @OptionGroup var format: FormatOption

    func run() throws {
        let facts = try policyFile.facts()
        // As error pages say it: "Error 1016".
        let words = id.split(separator: " ")
        let id = words.count == 2 && words[0].lowercased() == "error" ? String(words[1]) : id
        let known = explain(id, facts: facts)
        guard !known.isEmpty else {
            let near = namesNear(id, facts: facts)
            throw RequestError.value(
                option: String(id.prefix(80)), problem: "there is no such finding, error code or name",
                hint: near.isEmpty
                    ? "casefile rules lists the findings; codes are 400 to 530, 1000 to 1206 and from 10006"
                    : "near ones are " + near.joined(separator: ", "))
        }
        if format.isJSON {
            Terminal.result(.array(known.map(\.json)))
        } else {
            Terminal.result(known.map(\.text).joined(separator: "\n"))
        }
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
        commandName: "doctor", abstract: "Says what this host can do, and how old the data is.")

    @OptionGroup var policyFile: PolicyOption
    @OptionGroup var format: FormatOption

    @Option(help: .hidden)
    var now: String?

    func run() throws {
        let now = try now.map { try time($0, "--now") } ?? SystemClock().now()
        let facts = try policyFile.facts()
        if format.isJSON {
            let data = JSONValue.array(facts.editions.map { $0.record(at: now) })
            Terminal.result(.object((HostFacts.host.members ?? []) + [.init("data", data)]))
        } else {
            for member in HostFacts.host.members ?? [] {
                let value =
                    member.value.string
                    ?? String(decoding: member.value.serialized(pretty: false), as: UTF8.self)
                Terminal.result("\(member.name)  \(value)\n")
            }
            for edition in facts.editions { Terminal.result("data  \(edition.sentence)\n") }
        }
        for edition in facts.editions where edition.isStale(at: now) {
            Terminal.note("casefile: warning: \(edition.staleSentence(at: now))")
        }
    }
}
