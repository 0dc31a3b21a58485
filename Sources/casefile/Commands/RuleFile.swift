import CaseModel
import CaseRedact
import JSONBytes
import TOMLKit

/// Reads the rules of some files and runs their examples.
///
/// - Throws: `RuleFileError` with the file and the rule, `RequestError` when there is no such file.
func ownRules(_ paths: [String]) throws -> [OwnRule] {
    var rules: [OwnRule] = []
    for path in paths {
        let text = String(decoding: try readWholeFile(path, limit: 1 << 20), as: UTF8.self)
        for rule in try RuleFile(text, path: path).rules {
            guard !rules.contains(where: { $0.id == rule.id }) else {
                throw RuleFileError(path: path, rule: rule.id, problem: "another rule has this id")
            }
            do throws(OwnRule.Problem) { try rule.check() } catch {
                throw RuleFileError(path: path, rule: rule.id, problem: RuleFile.words(error))
            }
            rules.append(rule)
        }
    }
    return rules
}

/// A file of redaction rules: TOML with a `[[rule]]` for each.
struct RuleFile {
    let rules: [OwnRule]

    /// - Throws: `RuleFileError` with the line, or the rule and the key, that is wrong.
    init(_ text: String, path: String) throws(RuleFileError) {
        let table: TOMLTable
        do { table = try TOMLTable(string: text) } catch let error as TOMLParseError {
            throw RuleFileError(
                path: path, rule: "line \(error.source.begin.line)", problem: "this is not TOML")
        } catch { throw RuleFileError(path: path, rule: nil, problem: "this is not TOML") }
        let json = table.convert(to: .json, options: [.quoteDateAndTimes, .allowUnicodeStrings])
        guard let document = try? JSONValue(parsing: Array(json.utf8)),
            document.members?.map(\.name) == ["rule"],
            let values = document["rule"]?.array
        else {
            throw RuleFileError(
                path: path, rule: nil, problem: "a file of rules has [[rule]] tables and nothing else")
        }
        var rules: [OwnRule] = []
        for (index, value) in values.enumerated() {
            let name = value["id"]?.string ?? "rule \(index + 1)"
            do throws(BadKey) { rules.append(try Self.rule(value)) } catch {
                throw RuleFileError(path: path, rule: name, problem: error.problem)
            }
        }
        self.rules = rules
    }

    private struct BadKey: Error { let problem: String }

    private static let keys: Set = ["id", "help", "prefix", "alphabet", "length", "names", "example"]

    private static func rule(_ value: JSONValue) throws(BadKey) -> OwnRule {
        if let key = value.members?.first(where: { !keys.contains($0.name) })?.name {
            throw BadKey(problem: "there is no key \"\(key)\" in a rule")
        }
        guard let id = value["id"]?.string else { throw BadKey(problem: "it needs an id") }
        guard let help = value["help"]?.string, !help.isEmpty else {
            throw BadKey(problem: "it needs a help: one sentence on what it removes")
        }
        let names = try texts(value, "names")
        return OwnRule(
            id: id, help: help, token: try token(value), names: names, examples: try examples(value))
    }

    private static func texts(_ value: JSONValue, _ key: String) throws(BadKey) -> [String] {
        guard let given = value[key] else { return [] }
        guard let texts = given.array?.compactMap(\.string), texts.count == given.array?.count else {
            throw BadKey(problem: "\(key) must be a list of texts")
        }
        return texts
    }

    private static func token(_ value: JSONValue) throws(BadKey) -> OwnRule.Token? {
        guard let prefix = value["prefix"]?.string else {
            if value["prefix"] != nil { throw BadKey(problem: "prefix must be a text") }
            return nil
        }
        let word = value["alphabet"]?.string ?? "alnum"
        guard let alphabet = OwnRule.Alphabet(rawValue: word) else {
            let known = OwnRule.Alphabet.allCases.map(\.rawValue).joined(separator: ", ")
            throw BadKey(problem: "alphabet must be one of \(known)")
        }
        let bounds = value["length"]?.array?.compactMap(\.int) ?? []
        guard bounds.count == 2, bounds[0] >= 4, bounds[0] <= bounds[1], bounds[1] <= 16_384 else {
            throw BadKey(problem: "length must be [least, most], from 4 to 16384")
        }
        return OwnRule.Token(prefix: prefix, alphabet: alphabet, length: bounds[0]...bounds[1])
    }

    private static func examples(_ value: JSONValue) throws(BadKey) -> [OwnRule.Example] {
        var examples: [OwnRule.Example] = []
        for example in value["example"]?.array ?? [] {
            guard let text = example["text"]?.string, example["gone"] == nil || example["gone"]?.string != nil
            else {
                throw BadKey(problem: "an example needs a text, and gone when something goes")
            }
            examples.append(OwnRule.Example(text: text, gone: example["gone"]?.string))
        }
        return examples
    }

    static func words(_ problem: OwnRule.Problem) -> String {
        switch problem {
        case .badID: "an id has small letters, digits and hyphens, 24 at most"
        case .taken: "the program has a rule with this id"
        case .findsNothing: "it needs a prefix or names"
        case .shortPrefix: "the prefix is shorter than 3 characters"
        case .badPrefix: "a prefix begins with a letter or digit and has only those, - _ and ."
        case .tooFewExamples: "it needs an example that loses something and one that stays as it is"
        case .failedExample(let number): "example \(number) does not come out as it says"
        }
    }
}

/// Why a file of rules cannot be used; names the place, never a value.
struct RuleFileError: ExplainedError {
    let path: String
    let rule: String?
    let problem: String

    var explanation: Explanation {
        Explanation(
            path + (rule.map { ", \($0)" } ?? "") + ": \(problem)",
            hints: "casefile redact --help names the option; README shows a rule")
    }
}
