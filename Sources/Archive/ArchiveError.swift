/// Why an archive cannot be read or written; holds nothing of what was read.
package enum ArchiveError: Error, Hashable, Sendable {
    /// The first bytes belong to something else.
    case notAnArchive
    /// The bytes end before the archive does.
    case truncated
    /// A header or compressed data makes no sense.
    case damaged
    /// An entry's path starts at the root of a disk.
    case absolutePath
    /// An entry's path has a part `..` or `.`.
    case dotPath
    /// An entry's name is empty, too long, not UTF-8, or holds a backslash or a control character.
    case badName
    /// Two entries have one name; upper and lower case count as one.
    case duplicateName
    /// An entry is a symbolic or hard link, a device, or anything else but a file or a folder.
    case notAFile
    /// An entry is encrypted.
    case encrypted
    /// A compression method or a feature this reader has not.
    case unsupported
    /// Entries share bytes.
    case overlap
    /// Bytes stand where no entry, header or directory accounts for them.
    case hiddenBytes
    /// An entry is longer or shorter than its header says.
    case sizeMismatch
    /// The content does not have the checksum its header says.
    case checksumMismatch
    /// Little data would unpack to very much.
    case bomb
    /// More entries, or more bytes, than the limits allow.
    case tooLarge
    /// zlib got no memory.
    case outOfMemory
    /// The source failed; its own words.
    case unreadable(String)
    /// The writer was given other content than it was told.
    case contentChanged
}
