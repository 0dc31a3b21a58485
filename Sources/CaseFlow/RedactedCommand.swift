import CaseCollect
package import CaseModel
import CaseRedact

/// The line that repeats a step, with the secrets of its URL removed; for a plan that is only shown.
///
/// - Parameters:
///   - step: Of a plan.
///   - request: What the plan was made from.
///   - key: 32 bytes nobody can guess: with a known key a guess at the secret could be checked.
/// - Returns: One line for a shell.
package func redactedCommand(for step: Step, request: CaseRequest, key: [UInt8]) -> String {
    var redactor = Redactor(key: key, policy: request.redaction)
    let path = BundlePath(folder: .host, step: step.id, suffix: ".txt")
    return redactor.seal(string: Collector.command(for: step), in: path, .path).value
}
