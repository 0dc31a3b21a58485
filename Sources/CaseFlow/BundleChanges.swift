package import CaseBundle
import CaseModel
package import JSONBytes

/// What differs between two bundles of one case.
package struct BundleChange: Sendable {
    package var worse: [String] = []
    package var better: [String] = []
    /// What is another than before, and no failure either time.
    package var other: [String] = []

    package init() {}

    package var isEmpty: Bool { worse.isEmpty && better.isEmpty && other.isEmpty }

    /// The differences, a line each.
    package var text: String {
        guard !isEmpty else { return "no change\n" }
        return [("worse", worse), ("better", better), ("changed", other)]
            .flatMap { word, lines in lines.map { "\(word): \($0)\n" } }.joined()
    }

    /// The same for programs.
    package func json(_ path: String) -> JSONValue {
        JSONValue(members: [
            "bundle": .string(path), "worse": .array(worse.map { .string($0) }),
            "better": .array(better.map { .string($0) }), "changed": .array(other.map { .string($0) }),
        ])
    }
}

/// Compares the outcomes of steps, what was answered to them, and the findings of two bundles.
///
/// - Throws: `BundleError` when one cannot be read.
package func compareBundles(
    old: some RandomAccessBytes, new: some RandomAccessBytes
) throws(BundleError) -> BundleChange {
    let (before, after) = (try BundleReader(old), try BundleReader(new))
    var change = BundleChange()
    compareOutcomes(before.manifest, after.manifest, &change)
    compareAnswers(before, after, &change)
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

/// Steps that saw something both times: the status of the answer, its certificate, the records of a name.
private func compareAnswers(_ before: BundleReader, _ after: BundleReader, _ change: inout BundleChange) {
    for step in after.manifest["steps"]?.array ?? [] {
        guard let id = step["id"]?.string, let new = record(of: id, in: after),
            let old = record(of: id, in: before), old["outcome"]?.string == "saw",
            new["outcome"]?.string == "saw"
        else { continue }
        let statuses = [old, new].map { $0["http"]?["exchanges"]?.array?.last?["status"]?.int }
        if let was = statuses[0], let status = statuses[1], was != status {
            let line = "\(id): answered \(status), was \(was)"
            switch (was >= 500, status >= 500) {
            case (false, true): change.worse.append(line)
            case (true, false): change.better.append(line)
            default: change.other.append(line)
            }
        }
        let leaves = [old, new].map { $0["http"]?["exchanges"]?.array?.last?["tls"]?["chain"]?.array?.first }
        if let was = leaves[0], let leaf = leaves[1], was["pem"] != leaf["pem"] {
            change.other.append(
                "\(id): another certificate, to \(leaf["not_after"]?.string ?? "?"), was to \(was["not_after"]?.string ?? "?")"
            )
        }
        let data = [old, new].map { answers($0["dns"]) }
        if let was = data[0], let records = data[1], was != records {
            change.other.append(
                "\(id): \(records.isEmpty ? "no records" : records.joined(separator: ", ")), was "
                    + (was.isEmpty ? "no records" : was.joined(separator: ", ")))
        }
    }
}

/// The record of a step, where the bundle has one that can be read.
private func record(of id: String, in bundle: BundleReader) -> JSONValue? {
    let step = bundle.manifest["steps"]?.array?.first { $0["id"]?.string == id }
    let paths = (step?["files"]?.array ?? []).compactMap(\.string)
    guard let path = paths.last(where: { $0.hasSuffix(".json") }),
        let bytes = try? bundle.read(path, limit: 16 << 20)
    else { return nil }
    return try? JSONValue(parsing: bytes)
}

/// The data of the records in an answer, in an order of their own; `nil` without an answer.
private func answers(_ dns: JSONValue?) -> [String]? {
    dns?["answers"]?.array.map { $0.compactMap { $0["data"]?.string }.sorted() }
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
