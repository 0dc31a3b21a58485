import CaseModel
package import JSONBytes

/// What a bundle is about and what is in it, for `inspect --format json`.
///
/// Taken from the manifest and `findings.json` as they stand; `verify` says whether they are true.
///
/// - Returns: `root`, `archive`, `format`, `made_at`, `zone`, `zone_id`, `findings` (a count), `gaps`, `files`
///   [{`path`, `bytes`, `media_type`, `step`, `redactions`}], `files_count`, `total_bytes`, `redactions`; the last is
///   the sum of the files' own.
package func bundleSummary(_ reader: BundleReader) -> JSONValue {
    let files = reader.files.sorted { $0.path < $1.path }
    return JSONValue(members: [
        "root": .string(reader.root), "archive": .string(reader.format.rawValue),
        "format": reader.manifest["format"], "made_at": reader.madeAt.map { .string($0) },
        "zone": reader.zoneName.map { .string($0) }, "zone_id": reader.zoneID.map { .string($0) },
        "findings": reader.findingCount.map { .int($0) }, "gaps": reader.manifest["gaps"],
        "files_count": .int(files.count), "total_bytes": .int(reader.totalBytes),
        "redactions": .int(reader.totalRedactions), "files": .array(files.map(json)),
    ])
}

/// The same as text: a head of one line a fact, then one line a file with its size and redactions.
///
/// Nothing in it can move a terminal's cursor, whatever the manifest says.
package func bundleSummaryText(_ reader: BundleReader) -> String {
    var lines = ["bundle    \(reader.root)  (\(reader.format.rawValue))"]
    if let madeAt = reader.madeAt { lines.append("made at   \(shown(madeAt))") }
    if let zone = reader.zoneName { lines.append("zone      \(shown(zone))") }
    if let id = reader.zoneID { lines.append("zone id   \(shown(id))") }
    if let count = reader.findingCount { lines.append("findings  \(count)") }
    for gap in reader.gaps { lines.append("gap       \(shown(gap.subject)): \(shown(gap.reason))") }
    let files = reader.files.sorted { $0.path < $1.path }
    lines.append("")
    let width = max(files.map { String($0.byteCount).utf8.count }.max() ?? 0, 5)
    lines.append("\(padded("bytes", width))  removed  file")
    for file in files {
        lines.append(
            "\(padded(String(file.byteCount), width))  \(padded(String(file.redactions), 7))  \(file.path)")
    }
    lines.append(
        "\(padded(String(reader.totalBytes), width))  \(padded(String(reader.totalRedactions), 7))  "
            + "\(files.count) \(files.count == 1 ? "file" : "files") beside the manifest")
    return lines.joined(separator: "\n") + "\n"
}

extension BundleReader {
    var madeAt: String? { manifest["made_at"]?.string }
    var zoneName: String? { manifest["case"]?["zone"]?.string }
    var zoneID: String? { manifest["case"]?["zone_id"]?.string }

    /// What the manifest says was asked for and is missing.
    var gaps: [Gap] {
        (manifest["gaps"]?.array ?? []).compactMap { gap in
            guard let subject = gap["subject"]?.string else { return nil }
            return Gap(subject: subject, reason: gap["reason"]?.string ?? "no reason given")
        }
    }

    /// Saturates: the manifest may say anything.
    var totalBytes: Int {
        files.reduce(0) { sum, file in
            let (total, overflow) = sum.addingReportingOverflow(file.byteCount)
            return overflow ? .max : total
        }
    }

    var totalRedactions: Int {
        files.reduce(0) { sum, file in
            let (total, overflow) = sum.addingReportingOverflow(file.redactions)
            return overflow ? .max : total
        }
    }

    /// How many findings `findings.json` has: an array, or an object with one under `findings`.
    var findingCount: Int? {
        guard let bytes = try? read("findings.json", limit: 16 << 20),
            let document = try? JSONValue(parsing: bytes)
        else { return nil }
        return (document.array ?? document["findings"]?.array)?.count
    }
}

private func json(_ file: BundleReader.File) -> JSONValue {
    JSONValue(members: [
        "path": .string(file.path), "bytes": .int(file.byteCount), "media_type": .string(file.mediaType),
        "step": file.step.map { .string($0) }, "redactions": .int(file.redactions),
    ])
}

private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.utf8.count)) + text
}

/// A text from the bundle on one line, without control and direction characters, and not too long.
private func shown(_ text: String) -> String {
    let scalars = text.unicodeScalars.lazy.map { scalar -> Unicode.Scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: "\u{fffd}"
        default: scalar
        }
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars.prefix(500))
    return String(result)
}
