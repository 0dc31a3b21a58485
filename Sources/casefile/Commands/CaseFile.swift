import CaseModel
import JSONBytes
import TOMLKit

/// A case file: TOML whose keys are the long options of `collect` with `_` for `-`.
struct CaseFile {
    /// What may stand in one.
    enum Kind { case text, list, flag, number }

    static let keys: [String: Kind] = [
        "urls": .list, "zone": .text, "zone_id": .text, "origin": .list, "edge": .text, "har": .list,
        "log": .list, "log_zone": .text, "log_format": .text,
        "attach": .list, "path_output": .list, "since": .text, "until": .text, "at": .text, "around": .text,
        "resolver": .list, "no_system_resolvers": .flag, "no_public": .flag, "as_names": .flag,
        "no_paths": .flag, "root": .list,
        "trust_anchor": .list,
        "priority": .text, "plan": .text, "summary": .text,
        "expected": .text, "actual": .text, "step": .list, "frequency": .text, "error_message": .list,
        "impact": .text, "cc": .list, "ca": .text, "deadline": .text, "vantage": .text, "offline": .flag,
        "quick": .flag, "hunt": .flag, "reverse": .flag, "status_page": .text, "api": .flag,
        "api_token_file": .text, "api_url": .text, "time_server": .text,
        "ray": .list, "samples": .number, "every": .text, "method": .text, "header": .list,
        "header_file": .text,
        "data_file": .text, "user_agent": .text, "proxy": .text,
        "allow_outside_zone": .flag, "bodies": .text, "addresses": .text, "keep": .list, "remove": .list,
        "rules": .list, "policy": .text, "for": .text, "caption": .list,
    ]
    /// Keys whose values are paths, taken from the case file's own folder.
    static let pathKeys: Set = [
        "har", "log", "attach", "path_output", "ca", "rules", "header_file", "data_file",
        "api_token_file", "policy",
    ]

    private let members: [String: JSONValue]
    private let folder: String

    /// No case file.
    init() {
        members = [:]
        folder = ""
    }

    /// - Parameters:
    ///   - text: TOML 1.0.
    ///   - path: Where it was read; relative paths in it start at its folder.
    /// - Throws: `CaseFileError` with the line, or the key, that is wrong.
    init(_ text: String, path: String) throws(CaseFileError) {
        let table: TOMLTable
        do { table = try TOMLTable(string: text) } catch let error as TOMLParseError {
            throw .syntax(path: path, line: Int(error.source.begin.line))
        } catch { throw .syntax(path: path, line: nil) }
        let json = table.convert(to: .json, options: [.quoteDateAndTimes, .allowUnicodeStrings])
        guard let value = try? JSONValue(parsing: Array(json.utf8)), let found = value.members else {
            throw .syntax(path: path, line: nil)
        }
        var members: [String: JSONValue] = [:]
        for member in found {
            guard let kind = Self.keys[member.name] else { throw .unknownKey(path: path, key: member.name) }
            guard Self.fits(member.value, kind) else { throw .wrongKind(path: path, key: member.name, kind) }
            members[member.name] = member.value
        }
        self.members = members
        folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    func text(_ key: String) -> String? {
        guard let text = members[key]?.string, !text.isEmpty else { return nil }
        return Self.pathKeys.contains(key) ? located(text) : text
    }

    func list(_ key: String) -> [String] {
        let values = members[key]?.array?.compactMap(\.string) ?? members[key]?.string.map { [$0] } ?? []
        let given = values.filter { !$0.isEmpty }
        return Self.pathKeys.contains(key) ? given.map(located) : given
    }

    func flag(_ key: String) -> Bool { members[key]?.bool ?? false }

    func number(_ key: String) -> Int? { members[key]?.int }

    private func located(_ path: String) -> String {
        path.hasPrefix("/") || path == "-" ? path : folder + path
    }

    private static func fits(_ value: JSONValue, _ kind: Kind) -> Bool {
        switch kind {
        case .text: value.string != nil
        case .list: value.string != nil || value.array?.allSatisfy { $0.string != nil } == true
        case .flag: value.bool != nil
        case .number: value.int != nil
        }
    }
}

/// Why a case file cannot be used; names the place, never a value.
enum CaseFileError: ExplainedError {
    case syntax(path: String, line: Int?)
    case unknownKey(path: String, key: String)
    case wrongKind(path: String, key: String, CaseFile.Kind)

    var explanation: Explanation {
        switch self {
        case .syntax(let path, let line):
            Explanation(
                "\(path)" + (line.map { ", line \($0)" } ?? "") + ": this is not TOML",
                hints: "casefile ticket init prints a case file to start from")
        case .unknownKey(let path, let key):
            Explanation(
                "\(path): there is no key \"\(key)\" in a case file",
                hints: Self.near(key).map { "did you mean \"\($0)\"?" }
                    ?? "the keys are the options of casefile collect, with _ for -")
        case .wrongKind(let path, let key, let kind):
            Explanation("\(path): \"\(key)\" must be \(Self.words(kind))")
        }
    }

    private static func words(_ kind: CaseFile.Kind) -> String {
        switch kind {
        case .text: "a text in quotes"
        case .list: "a text in quotes, or a list of them"
        case .flag: "true or false"
        case .number: "a whole number"
        }
    }

    /// The known key that shares the longest beginning, plural or hyphens forgiven.
    private static func near(_ key: String) -> String? {
        let plain = String(key.lowercased().map { $0 == "-" ? "_" : $0 })
        return CaseFile.keys.keys.sorted().first {
            plain == $0 || plain == $0 + "s" || plain + "s" == $0 || $0.hasPrefix(plain)
                || plain.hasPrefix($0)
        }
    }
}
