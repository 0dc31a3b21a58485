import CaseModel
import CaseRedact
import JSONBytes

/// Any bytes as a HAR entry: an error, or JSON that passes the gate.
func fuzzHARRedact(_ bytes: [UInt8]) {
    let file = BundlePath(folder: .har, step: "har-1", suffix: ".har")
    var redactor = Redactor(key: Array(0..<32), policy: RedactionPolicy())
    guard let sealed = try? redactor.seal(harEntry: bytes, in: file).value else { return }
    precondition((try? JSONValue(parsing: sealed, depthLimit: 512)) != nil, "a sealed entry is no JSON")
    var gate = Gate(policy: RedactionPolicy())
    gate.scan(sealed.span, of: "har-1.har")
    gate.endFile()
    precondition(gate.hits.isEmpty, "a sealed entry does not pass the gate")
}
