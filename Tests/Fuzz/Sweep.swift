import CaseModel
import CaseRedact
import JSONBytes

/// The first line is a secret, the rest a file: a sweep leaves no secret of the line behind, and JSON stays JSON.
func fuzzSweep(_ bytes: [UInt8]) {
    let file = BundlePath(folder: .logs, step: "log-1", suffix: ".txt")
    let end = bytes.firstIndex(of: 0x0a) ?? bytes.count
    let rest = Array(bytes[min(end + 1, bytes.count)...])
    var first = Redactor(key: Array(0..<32), policy: RedactionPolicy())
    let sealed = first.seal(text: rest, in: file)
    var redactor = Redactor(key: Array(0..<32), policy: RedactionPolicy())
    for value in [Array(bytes[..<end]), Array("a9B8c7D6e5F4g3/2".utf8)] {
        let text = JSONValue.string(String(decoding: value, as: UTF8.self))
        let cookie = JSONValue(members: ["password": text])
        _ = redactor.seal(json: cookie, in: file)
    }
    let swept = (redactor.sweep(sealed, in: file) ?? sealed).value
    if (try? JSONValue(parsing: sealed.value, depthLimit: 100)) != nil {
        precondition(
            (try? JSONValue(parsing: swept, depthLimit: 100)) != nil, "a swept record is no JSON")
    }
}
