import CaseFacts
import CaseModel
import JSONBytes
import TOMLKit

/// Reads a policy file: JSON, or TOML when its name ends so.
///
/// - Throws: `FactsError` that names the place, `RequestError` when there is no such file.
func policyFile(_ path: String) throws -> PolicyFile {
    let bytes = try readWholeFile(path, limit: 4 << 20)
    guard path.lowercased().hasSuffix(".toml") else { return try PolicyFile(bytes, path: path) }
    let table: TOMLTable
    do { table = try TOMLTable(string: String(decoding: bytes, as: UTF8.self)) } catch let error
        as TOMLParseError
    {
        throw CaseFileError.syntax(path: path, line: Int(error.source.begin.line))
    } catch { throw CaseFileError.syntax(path: path, line: nil) }
    let json = table.convert(to: .json, options: [.quoteDateAndTimes, .allowUnicodeStrings])
    return try PolicyFile(Array(json.utf8), path: path)
}
