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
