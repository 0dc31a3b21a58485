import CaseModel
import CaseRedact

extension CaseText {
    /// Every file: a line each while they are few, else a paragraph for each folder.
    mutating func files() {
        guard !context.files.isEmpty else { return }
        let total = Measure.bytes(context.files.reduce(0) { $0 &+ $1.byteCount })
        page.heading("FILES (\(context.files.count), \(total))")
        defer { pictures() }
        if context.files.count <= 24 {
            page.table(
                ["file", "size", "what"],
                context.files.map { [$0.path, Measure.bytes($0.byteCount), $0.note.clipped(44)] })
            return
        }
        var folders: [(name: String, files: [String])] = []
        for file in context.files {
            let parts = file.path.split(separator: "/", maxSplits: 1)
            let folder = parts.count == 2 ? "\(parts[0])/" : ""
            let name = String(parts.last ?? "")
            if let index = folders.firstIndex(where: { $0.name == folder }) {
                folders[index].files.append(name)
            } else {
                folders.append((folder, [name]))
            }
        }
        for folder in folders {
            // A folder of many probes is named by its steps; each has a text and a record.
            let steps = folder.files.count > 6 ? Set(folder.files.map { $0.prefix { $0 != "." } }) : []
            let names =
                steps.isEmpty
                ? folder.files.joined(separator: "  ")
                : "\(folder.files.count) files, text and record of \(steps.count) steps"
            page.field(folder.name, names, column: 15)
        }
    }

    /// What the pictures are, and what nobody did with them.
    private mutating func pictures() {
        for picture in evidence.pictures.prefix(20).map(\.value) {
            let size = picture.width.flatMap { width in picture.height.map { " \(width)×\($0)" } } ?? ""
            let caption = picture.caption.flatMap { isSaid($0) ? ": \"\($0.clipped(200))\"" : nil }
            page.paragraph(
                "\(picture.file), \(picture.kind)\(size)\(caption ?? ", no caption"); metadata removed, not checked for "
                    + "secrets in the picture", hanging: 4)
        }
        if evidence.pictures.count > 20 { page.paragraph("… \(evidence.pictures.count - 20) more pictures") }
    }

    mutating func redaction() {
        page.heading("REDACTION")
        guard context.redactionTotal > 0 else {
            page.paragraph("Every file went through the redactor; it found nothing to remove.")
            return
        }
        page.paragraph(
            "\(Measure.count(context.redactionTotal, "value")) removed before anything was written; by rule and file in "
                + "redactions.json. In their place stands ~kind.code.length~: the same code is the same value in "
                + "every file of this bundle, and no one can turn it back.")
        let rules = CountTable(context.ledger.countsByRule)
        if !rules.rows.isEmpty { page.paragraph(rules.sentence) }
    }
}
