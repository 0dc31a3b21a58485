/// The names in one archive, each checked and none twice.
struct ArchiveNames {
    private var seen: Set<String> = []

    init() {}

    /// Checks a name that was read, and notes it.
    ///
    /// - Parameter bytes: The name as it stands in the archive; a folder's ends with `/`.
    /// - Returns: The name as text.
    /// - Throws: `ArchiveError` for a path nobody should unpack, or one that was there before.
    mutating func add(_ bytes: ArraySlice<UInt8>) throws(ArchiveError) -> String {
        guard bytes.count <= 2048, let name = String(validating: bytes, as: UTF8.self) else { throw .badName }
        try add(name)
        return name
    }

    /// Checks a name and notes it.
    mutating func add(_ name: String) throws(ArchiveError) {
        guard !name.hasPrefix("/") else { throw .absolutePath }
        guard !name.unicodeScalars.contains(where: Self.isForbidden) else { throw .badName }
        // "C:" starts at the root of a disk on some systems.
        if name.dropFirst().first == ":" { throw .absolutePath }
        var parts = name.split(separator: "/", omittingEmptySubsequences: false)
        if name.hasSuffix("/") { parts.removeLast() }
        for part in parts {
            guard part != ".", part != ".." else { throw .dotPath }
            guard !part.isEmpty else { throw .badName }
        }
        let folded = parts.joined(separator: "/").lowercased()
        guard seen.insert(folded).inserted else { throw .duplicateName }
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\\" || scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
            || (0x200e...0x200f).contains(scalar.value) || (0x202a...0x202e).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value)
    }
}
