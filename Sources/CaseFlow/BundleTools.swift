package import CaseBundle
package import CaseFacts
import CaseModel
import CaseRedact
package import JSONBytes

/// What `verify` says of one bundle.
package struct BundleVerdict: Sendable {
    package let files: Int
    package let bytes: Int
    /// What is wrong: damage first, then secrets.
    package let problems: [String]

    /// One line and the problems below it.
    package func text(_ path: String) -> String {
        guard !problems.isEmpty else { return "\(path): whole and clean, \(files) files, \(bytes) bytes\n" }
        let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
        return "\(path): \(count)\n" + problems.map { "    \($0)\n" }.joined()
    }

    /// The same for programs.
    package func json(_ path: String) -> JSONValue {
        JSONValue(members: [
            "bundle": .string(path), "ok": .bool(problems.isEmpty), "files": .int(files),
            "bytes": .int(bytes),
            "problems": .array(problems.map { .string($0) }),
        ])
    }
}

/// Reads a bundle as a stranger would: everything is checked, nothing believed.
package func verifyBundle(_ bytes: some RandomAccessBytes) -> BundleVerdict {
    var gate = Gate(policy: RedactionPolicy())
    do {
        let verification = try scanned(bytes, by: &gate)
        let secrets = gate.hits.map {
            "\($0.file): holds what looks like a secret (\($0.rule), byte \($0.offset))"
        }
        return BundleVerdict(
            files: verification.files, bytes: verification.bytes,
            problems: verification.problems.map(\.sentence) + secrets)
    } catch {
        return BundleVerdict(files: 0, bytes: 0, problems: [error.explanation.problem])
    }
}

/// Verifies a bundle and runs its content through a gate.
func scanned(_ bytes: some RandomAccessBytes, by gate: inout Gate) throws(BundleError) -> Verification {
    let reader = try BundleReader(bytes)
    var current: String?
    let verification = reader.verify { path, chunk in
        if current != path { gate.endFile() }
        current = path
        gate.scan(chunk, of: path)
    }
    gate.endFile()
    return verification
}

extension Verification.Problem {
    /// The file and what is wrong with it.
    var sentence: String { "\(path): \(says)" }
}

/// A bundle that was opened to be looked at.
package struct OpenedBundle: Sendable {
    let reader: BundleReader

    /// - Throws: `BundleError` for what is no bundle.
    package init(_ bytes: some RandomAccessBytes) throws(BundleError) { reader = try BundleReader(bytes) }

    package var summary: JSONValue { bundleSummary(reader) }
    package var summaryText: String { bundleSummaryText(reader) }

    /// A text file of the bundle, through the redactor once more: the bundle may be anybody's.
    ///
    /// - Parameters:
    ///   - path: Below the bundle's root.
    ///   - key: 32 bytes nobody can guess.
    /// - Returns: The text, invalid UTF-8 repaired.
    /// - Throws: `BundleError` when it is not there or too big to show.
    package func text(of path: String, key: [UInt8]) throws(BundleError) -> String {
        var redactor = Redactor(key: key, policy: RedactionPolicy())
        let bytes = try reader.read(path, limit: 16 << 20)
        let sealed = redactor.seal(text: bytes, in: BundlePath(.caseText), .path)
        return String(decoding: sealed.value, as: UTF8.self)
    }
}

/// A flat folder that was written.
package struct ExportedFolder: Sendable {
    package let path: String
    package let count: Int
    package let leftOut: [String]
}

/// Writes the flat folder of a bundle that is whole and clean.
///
/// - Throws: `BundleError` for what is no bundle, `FlowError.unreadable` or `.gate` for one that is damaged or holds a
///   secret, `SinkError`.
package func exportBundle(
    _ bytes: some RandomAccessBytes, facts: Facts, to store: any BundleStore, named name: String
) throws -> ExportedFolder {
    var gate = Gate(policy: RedactionPolicy())
    let verification = try scanned(bytes, by: &gate)
    if let problem = verification.problems.first { throw FlowError.unreadable(problem.sentence) }
    guard gate.hits.isEmpty else { throw FlowError.gate(gate) }
    let reader = try BundleReader(bytes)
    let policy = AttachmentPolicy(
        extensions: facts.attachments.extensions, byteLimit: facts.attachments.byteLimit)
    let plan = attachFolder(
        reader.entries.filter { $0.path != "manifest.json" }, policy: policy)
    var last: (path: String, bytes: [UInt8])?
    let path = try write(plan, named: name, store: store) { (path, range) throws(SinkError) -> [UInt8] in
        if last?.path != path {
            do throws(BundleError) { last = (path, try reader.read(path, limit: 1 << 30)) } catch {
                throw SinkError(error.explanation.problem)
            }
        }
        return last.map { Array($0.bytes[range]) } ?? []
    }
    return ExportedFolder(
        path: path, count: plan.items.count,
        leftOut: plan.leftOut.filter(\.isLoss).map { "\($0.path): \($0.reason)" })
}
