package import CaseModel

/// The format of the file we hand over.
package enum ArchiveFormat: String, Sendable, CaseIterable {
    case zip
    case tarGzip = "tar.gz"
}

/// What a bundle and its root folder are called: `www.example.com-20261122T103104Z`.
package struct BundleName: Sendable, Hashable, CustomStringConvertible {
    /// The one folder everything in the bundle stands in.
    package let root: String

    /// - Parameters:
    ///   - zone: The zone the case is about; cut when the name of the file would be too long for a disk.
    ///   - at: When the collection started.
    package init(zone: Hostname, at: Timestamp) {
        // File systems stop at 255 bytes, and `-attach` or `.tar.gz` still follow.
        root = "\(zone.description.prefix(200))-\(at.basic)"
    }

    package var description: String { root }

    /// The name of the archive.
    package func fileName(_ format: ArchiveFormat) -> String { "\(root).\(format.rawValue)" }
}
