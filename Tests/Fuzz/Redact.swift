import CaseModel
import CaseRedact

/// Any bytes as text and as a log line: what is sealed passes the gate.
func fuzzRedact(_ bytes: [UInt8]) {
    let file = BundlePath(folder: .logs, step: "log-1", suffix: ".txt")
    var redactor = Redactor(key: Array(0..<32), policy: RedactionPolicy())
    let text = redactor.seal(text: bytes, in: file).value
    _ = redactor.seal(logLine: bytes, in: file)
    _ = redactor.seal(image: bytes, in: file)
    _ = redactor.sealStructure(bytes)
    var gate = Gate(policy: RedactionPolicy())
    gate.scan(text.span, of: "log-1.txt")
    gate.endFile()
    precondition(gate.hits.isEmpty, "a sealed text does not pass the gate")
}
