import CaseBundle
import CaseFacts
import CaseIngest
import CaseModel
import CaseRedact
import CaseReport
import JSONBytes

extension Workbench {
    /// Seals the HARs; damage leaves what came before it and a gap.
    mutating func readHARs(_ inputs: [InputFile], _ tell: (Progress) -> Void) async throws(FlowError) {
        for (index, input) in inputs.enumerated() {
            let id = StepID("har-\(index + 1)")
            let path = BundlePath(folder: .har, step: id, suffix: ".har")
            guard let source = open(input, as: id, tell) else { continue }
            var spool = try spool()
            var pass = HARPass()
            do {
                try await pass.run(
                    source, redactor: &redactor, file: path, to: &spool, goesOn: { !Task.isCancelled })
            } catch { throw .unwritable(error, written: []) }
            if let stopped = pass.stopped { note(id.description, stopped.reason, tell) }
            guard pass.entries > 0 || pass.stopped == nil else { continue }
            let summary = pass.summary.finish()
            rays.formUnion(summary.withRay.compactMap { $0.ray?.value })
            widenWindow(first: summary.firstAt, last: summary.lastAt)
            let sealed = redactor.seal(summary, in: path)
            evidence.hars.append(SealedInput(file: path, record: sealed))
            add(.spool(spool), at: path, mediaType: "application/json", note: "HAR, secrets removed")
            let record = BundlePath(folder: .har, step: id, suffix: "-summary.json")
            add(json: Records.har(sealed.value), at: record, note: "what is in the HAR")
            tell(
                .har(
                    label: input.label, entries: summary.entries, withRay: summary.rayCount,
                    removed: redactor.ledger.total(in: path)))
        }
    }

    /// Reads pasted traceroutes and MTRs.
    mutating func readPastedPaths(_ inputs: [InputFile], _ tell: (Progress) -> Void) {
        for (index, input) in inputs.enumerated() {
            let id = StepID("pasted-\(index + 1)")
            guard let bytes = wholeFile(input, as: id, limit: 4 << 20, tell) else { continue }
            let path = BundlePath(folder: .path, step: id, suffix: ".txt")
            let record = PathText.parse(bytes)
            if record.hops.isEmpty { note(id.description, "no hop could be read in it", tell) }
            let sealed = redactor.seal(record, in: path)
            evidence.pastedPaths.append(SealedInput(file: path, record: sealed))
            add(
                .bytes(redactor.seal(text: bytes, in: path, .path)), at: path, mediaType: "text/plain",
                note: "a path a person pasted")
            let json = BundlePath(folder: .path, step: id, suffix: ".json")
            add(json: Records.path(sealed.value), at: json, mode: .path, note: "the record of \(id)")
        }
    }

    /// Seals other files; what cannot be looked into is withheld.
    ///
    /// Captions say what the inputs show, in their order; there may be fewer.
    mutating func readAttachments(
        _ inputs: [InputFile], captions: [String], _ tell: (Progress) -> Void
    ) {
        for (index, input) in inputs.enumerated() {
            let id = StepID("attachment-\(index + 1)")
            guard let bytes = wholeFile(input, as: id, limit: 20_000_000, tell) else { continue }
            let kind = AttachmentKind(bytes)
            let path = BundlePath(folder: .attachments, step: id, suffix: kind.suffix)
            let sealed: Sealed<[UInt8]>? =
                switch kind {
                case .text: redactor.seal(text: bytes, in: path)
                case .png, .jpeg: redactor.seal(image: bytes, in: path)
                case .other: nil
                }
            guard let sealed else {
                note(id.description, "withheld: secrets cannot be removed from this kind of file", tell)
                continue
            }
            evidence.attachments.append(path)
            if let name = kind.pictureName {
                let picture = Picture(
                    file: path.description, kind: name, size: PictureSize.of(bytes),
                    caption: captions.indices.contains(index) ? captions[index] : nil)
                evidence.pictures.append(redactor.seal(picture, in: BundlePath(.caseText)))
            }
            add(.bytes(sealed), at: path, mediaType: kind.mediaType, note: kind.note)
        }
    }

    mutating func open(_ input: InputFile, as id: StepID, _ tell: (Progress) -> Void)
        -> AnyByteSource?
    {
        do { return AnyByteSource(try input.open()) } catch {
            note(id.description, "\(error.sentence)", tell)
            return nil
        }
    }

    private mutating func wholeFile(
        _ input: InputFile, as id: StepID, limit: Int, _ tell: (Progress) -> Void
    ) -> [UInt8]? {
        guard var source = open(input, as: id, tell) else { return nil }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        do {
            while true {
                let count = try source.read(into: &buffer)
                guard count > 0 else { return bytes }
                bytes += buffer[..<count]
                guard bytes.count <= limit else {
                    note(id.description, "the file is larger than \(limit) bytes", tell)
                    return nil
                }
            }
        } catch {
            note(id.description, error.sentence, tell)
            return nil
        }
    }

    /// Without a window of the user's, the logs are cut around the HAR.
    private mutating func widenWindow(first: Timestamp?, last: Timestamp?) {
        guard evidence.incident.value.window == nil, let first, let last else { return }
        let margin = Duration.seconds(120)
        let start = min(window?.start ?? first, first.advanced(by: .zero - margin))
        let end = max(window?.end ?? last, last.advanced(by: margin))
        window = TimeWindow(start: start, end: end)
    }
}

/// What a file is, told from its first bytes.
enum AttachmentKind {
    case text, png, jpeg, other

    init(_ bytes: [UInt8]) {
        if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
            self = .png
        } else if bytes.starts(with: [0xff, 0xd8, 0xff]) {
            self = .jpeg
        } else {
            self = bytes.contains(0) || String(validating: bytes, as: UTF8.self) == nil ? .other : .text
        }
    }

    var suffix: String {
        switch self {
        case .text: ".txt"
        case .png: ".png"
        case .jpeg: ".jpg"
        case .other: ".bin"
        }
    }

    var mediaType: String {
        switch self {
        case .text: "text/plain"
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .other: "application/octet-stream"
        }
    }

    /// What a picture is called; `nil` for everything else.
    var pictureName: String? {
        switch self {
        case .png: "PNG"
        case .jpeg: "JPEG"
        case .text, .other: nil
        }
    }

    var note: String {
        switch self {
        case .text: "a text file, secrets removed"
        case .png, .jpeg: "an image, its metadata removed; what it shows was not looked at"
        case .other: ""
        }
    }
}
