import CaseFlow
import CaseModel
import CaseRedact
import JSONBytes

extension PublishedCase {
    /// The last lines of `collect`: what was found, what is missing, where the bundle is.
    var lastWords: String {
        var lines: [String] = [""]
        for finding in analysis.value.findings.prefix(5) {
            lines.append("  Finding  \(finding.title) (\(finding.confidence.rawValue))")
        }
        if analysis.value.findings.count > 5 {
            lines.append("           and \(analysis.value.findings.count - 5) more in case.txt")
        }
        if let suggestion = analysis.value.priority {
            lines.append(
                "  Priority \(suggestion.priority.rawValue) suggested by what was measured; case.txt says why"
            )
        }
        for gap in gaps.prefix(5) { lines.append("  Gap      \(gap.value.subject): \(gap.value.reason)") }
        if gaps.count > 5 { lines.append("           and \(gaps.count - 5) more in case.txt") }
        if !missing.isEmpty {
            lines.append("  Missing  \(missing.joined(separator: ", "))")
            lines.append("           (casefile ticket lint says how to add them)")
        }
        lines.append("")
        lines.append("  sealed   \(archivePath)   \(archiveBytes.sizeText), \(fileCount) files, verified")
        if let attachPath {
            lines.append(
                "  attach   \(attachPath)/   \(attachCount) files the portal accepts; paste case.txt first")
        }
        for left in notAttached { lines.append("           left out: \(left)") }
        return lines.joined(separator: "\n")
    }

    /// The same for programs.
    var json: JSONValue {
        JSONValue(members: [
            "archive": .string(archivePath), "archive_bytes": .int(archiveBytes), "files": .int(fileCount),
            "attach_folder": attachPath.map { .string($0) },
            "findings": .array(
                analysis.value.findings.map { finding in
                    JSONValue(members: [
                        "id": .string(finding.id), "title": .string(finding.title),
                        "confidence": .string(finding.confidence.rawValue),
                        "attribution": .string(finding.attribution.rawValue),
                    ])
                }),
            "suggested_priority": analysis.value.priority.map { .string($0.priority.rawValue) },
            "gaps": .array(
                gaps.map { gap in
                    JSONValue(members: [
                        "subject": .string(gap.value.subject), "reason": .string(gap.value.reason),
                    ])
                }),
            "missing": .array(missing.map { .string($0) }), "secrets_removed": .int(removals),
        ])
    }
}

extension Int {
    /// `2.1 MB`, `640 KB`, `12 bytes`; powers of ten.
    var sizeText: String {
        if self >= 1_000_000 { return "\((Double(self) / 100_000).rounded() / 10) MB" }
        if self >= 1000 { return "\((Double(self) / 1000).rounded(.toNearestOrAwayFromZero).whole) KB" }
        return "\(self) bytes"
    }
}

extension Double {
    fileprivate var whole: Int { Int(self) }
}
