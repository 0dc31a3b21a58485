package import CaseBundle
import CaseModel
package import JSONBytes

/// What differs between two bundles of one case.
package struct BundleChange: Sendable {
    package var worse: [String] = []
    package var better: [String] = []

    package init() {}

    /// The differences, a line each.
    package var text: String {
        guard !worse.isEmpty || !better.isEmpty else { return "no change\n" }
        return worse.map { "worse: \($0)\n" }.joined() + better.map { "better: \($0)\n" }.joined()
    }

    /// The same for programs.
    package func json(_ path: String) -> JSONValue {
        JSONValue(members: [
            "bundle": .string(path), "worse": .array(worse.map { .string($0) }),
            "better": .array(better.map { .string($0) }),
        ])
    }
}

/// Compares the outcomes of steps and the findings of two bundles.
///
/// - Throws: `BundleError` when one cannot be read.
package func compareBundles(
    old: some RandomAccessBytes, new: some RandomAccessBytes
) throws(BundleError) -> BundleChange {
    let (before, after) = (try BundleReader(old), try BundleReader(new))
    var change = BundleChange()
    compareOutcomes(before.manifest, after.manifest, &change)
    compareFindings(try findings(of: before), try findings(of: after), &change)
    return change
}

private func compareOutcomes(_ before: JSONValue, _ after: JSONValue, _ change: inout BundleChange) {
    let (old, new) = (outcomes(before), outcomes(after))
    for (id, outcome) in new.sorted(by: { $0.key < $1.key }) {
        guard let earlier = old[id], earlier != outcome else { continue }
        let line = "\(id): \(outcome), was \(earlier)"
        if outcome == "saw" {
            change.better.append(line)
        } else if earlier == "saw" {
            change.worse.append(line)
        }
    }
}

private func compareFindings(
    _ before: [String: JSONValue], _ after: [String: JSONValue], _ change: inout BundleChange
) {
    func isBad(_ finding: JSONValue) -> Bool { finding["attribution"]?.string != "benign" }
    for (id, finding) in after.sorted(by: { $0.key < $1.key }) where before[id] == nil && isBad(finding) {
        change.worse.append("finding \(id): \(finding["title"]?.string ?? "")")
    }
    for (id, finding) in before.sorted(by: { $0.key < $1.key }) where after[id] == nil && isBad(finding) {
        change.better.append("finding \(id) is gone")
    }
}

private func outcomes(_ manifest: JSONValue) -> [String: String] {
    let pairs = (manifest["steps"]?.array ?? []).compactMap { step -> (String, String)? in
        guard let id = step["id"]?.string, let outcome = step["outcome"]?.string else { return nil }
        return (id, outcome)
    }
    return Dictionary(pairs) { first, _ in first }
}

private func findings(of reader: BundleReader) throws(BundleError) -> [String: JSONValue] {
    let bytes = try reader.read(BundlePath.Top.findings.rawValue, limit: 16 << 20)
    let document: JSONValue
    do { document = try JSONValue(parsing: bytes) } catch { throw .badManifest }
    let list = document.array ?? document["findings"]?.array ?? []
    let pairs = list.compactMap { finding in finding["id"]?.string.map { ($0, finding) } }
    return Dictionary(pairs) { first, _ in first }
}
