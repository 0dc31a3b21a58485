package import Archive
package import CaseModel

/// Why a bundle could not be written or read.
package enum BundleError: Error, Hashable, Sendable {
    /// The archive could not be put where it should go: a full disk, a closed pipe.
    case sink(SinkError)
    /// A scratch file or the archive could not be read.
    case unreadable(Failure)
    /// The archive is damaged or hostile, or, when writing, cannot hold what was given.
    case archive(ArchiveError)
    /// Two files want one path, or one wants `manifest.json`.
    case duplicatePath(BundlePath)
    /// What should be the head of the manifest is no object.
    case badHead
    /// Not everything stands in one root folder, or a path is none a bundle has.
    case badLayout
    /// There is no `manifest.json`.
    case noManifest
    /// The manifest is not JSON, or a required member is missing or of the wrong type.
    case badManifest
    /// The manifest is of a later version of the format than this program knows.
    case newerFormat
    /// There is no file of that name.
    case noSuchFile
    /// The file is bigger than the caller allows.
    case tooLarge
}

extension BundleError: ExplainedError {
    package var explanation: Explanation {
        switch self {
        case .sink(let error): Explanation("the bundle could not be written: \(error.reason)")
        case .unreadable(let failure): Explanation("a file could not be read (\(failure.code.rawValue))")
        case .archive(let error): error.explanation
        case .duplicatePath(let path): Explanation("two files of the bundle would be called \(path)")
        case .badHead: Explanation("the manifest's head is not a JSON object")
        case .badLayout:
            Explanation(
                "this archive is not a bundle: its files do not stand in one folder, or have names no bundle has",
                hints: "pass the archive that casefile collect wrote, not one made from its folder")
        case .noManifest:
            Explanation(
                "this archive has no manifest.json, so it is not a bundle",
                hints: "pass the archive that casefile collect wrote")
        case .badManifest: Explanation("the bundle's manifest.json cannot be read")
        case .newerFormat:
            Explanation(
                "the bundle was made by a newer casefile in a format this one does not know",
                hints: "update casefile")
        case .noSuchFile:
            Explanation("the bundle has no file of that name", hints: "casefile inspect lists what is in it")
        case .tooLarge: Explanation("a file in the bundle is bigger than can be shown")
        }
    }
}

extension ArchiveError {
    /// The sentence for a person; `BundleError` shows it.
    package var explanation: Explanation {
        let again = "get the archive again from where it came from"
        let hostile = "do not unpack it; ask who sent it"
        return switch self {
        case .notAnArchive:
            Explanation(
                "this is neither a zip nor a tar.gz archive", hints: "pass the archive, not its folder")
        case .truncated: Explanation("the archive ends too early", hints: again)
        case .damaged: Explanation("the archive is damaged", hints: again)
        case .checksumMismatch:
            Explanation("a checksum in the archive does not match its content", hints: again)
        case .absolutePath: Explanation("the archive holds an absolute path", hints: hostile)
        case .dotPath: Explanation("the archive holds a path with . or .. in it", hints: hostile)
        case .badName: Explanation("the archive holds a name that is unsafe to use", hints: hostile)
        case .duplicateName: Explanation("the archive holds two entries of the same name", hints: hostile)
        case .notAFile:
            Explanation("the archive holds a link or something else that is no file", hints: hostile)
        case .encrypted: Explanation("the archive is encrypted")
        case .unsupported: Explanation("the archive uses a feature that no bundle uses")
        case .overlap: Explanation("entries of the archive overlap", hints: hostile)
        case .hiddenBytes: Explanation("the archive holds bytes that belong to no entry", hints: hostile)
        case .sizeMismatch: Explanation("an entry of the archive is not as long as it says", hints: hostile)
        case .bomb: Explanation("the archive would unpack to far more than a bundle can be", hints: hostile)
        case .tooLarge: Explanation("the archive is larger than a bundle can be")
        case .outOfMemory: Explanation("there is not enough memory to unpack the archive")
        case .unreadable(let words): Explanation("the archive could not be read: \(words)")
        case .contentChanged: Explanation("a file changed while it was packed")
        }
    }
}
