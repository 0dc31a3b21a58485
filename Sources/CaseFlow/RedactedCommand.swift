import CaseCollect
package import CaseModel
import CaseRedact

/// The line that repeats a step, with the secrets of its URL removed; for a plan that is only shown.
package func redactedCommand(for step: Step, request: CaseRequest) -> String {
    // Nothing is joined across runs here, so a key of zeros gives nothing away that the placeholder does not.
    var redactor = Redactor(key: [UInt8](repeating: 0, count: 32), policy: request.redaction)
    let path = BundlePath(folder: .host, step: step.id, suffix: ".txt")
    return redactor.seal(string: Collector.command(for: step), in: path, .path).value
}
