import CaseBundle
import CaseModel
import CaseRedact

extension Workbench {
    /// Reads every file again that was sealed before the last secret was learned, and removes what is known by now.
    ///
    /// A file that cannot be swept does not leave: it is dropped, and a gap says so. An interrupt does not end the
    /// sweep, as it does not end the sealing: it is what makes the files fit to leave.
    mutating func sweep(_ tell: (Progress) -> Void = { _ in }) {
        keepNames()
        if redactor.isFull, !saysIsFull {
            saysIsFull = true
            note(
                "redaction", "too many secrets to look for each in every file; each went where it stood", tell
            )
        }
        var kept: [DraftFile] = []
        for var file in files {
            guard file.sweptAt != redactor.learned, !file.mediaType.hasPrefix("image/") else {
                kept.append(file)
                continue
            }
            do throws(SinkError) {
                file.content = try swept(file)
                file.sweptAt = redactor.learned
                kept.append(file)
            } catch {
                let reason = "withheld: it could not be read again for secrets found later"
                note(file.path.description, "\(reason) (\(error.reason))", tell)
            }
        }
        files = kept
    }

    private mutating func swept(_ file: DraftFile) throws(SinkError) -> BundleFile.Content {
        switch file.content {
        case .bytes(let bytes): return .bytes(redactor.sweep(bytes, in: file.path) ?? bytes)
        case .spool(let spool):
            let scratch = world.scratch
            let clean = try redactor.sweep(spool, in: file.path) { () throws(SinkError) in
                SealedSpool(over: try scratch())
            }
            return .spool(clean ?? spool)
        }
    }

    /// Names of the case that stay readable although a secret's place may hold them too.
    private mutating func keepNames() {
        let incident = evidence.incident.value
        redactor.keep(name: incident.zone.description)
        for target in incident.targets { redactor.keep(name: target.host.description) }
        for ray in rays.subtracting(keptRays) {
            let digits = String(ray, radix: 16)
            redactor.keep(name: String(repeating: "0", count: 16 - digits.count) + digits)
        }
        keptRays = rays
    }
}
