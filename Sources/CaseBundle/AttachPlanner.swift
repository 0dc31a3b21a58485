/// Sorts the files of a bundle into what is attached and what is not.
struct AttachPlanner {
    /// A file of the bundle that goes into an item.
    private struct Source {
        let path: String
        let byteCount: Int
    }

    /// An item before it has a number and parts.
    private struct Group {
        let rank: Int
        let stem: String
        let fileExtension: String
        var sources: [Source]
        var isCombined = false
    }

    private let policy: AttachmentPolicy
    private var groups: [Group] = []
    private var combined: [String: Int] = [:]
    private var leftOut: [AttachFolder.LeftOut] = []

    /// The order in the folder; what is not named here comes last.
    private static let order = [
        "case.txt", "report.html", "har", "logs", "http", "path", "dns", "status", "host", "attachments",
    ]
    /// Folders whose text files are many and small.
    private static let combinedFolders: Set<String> = ["http", "path", "dns", "status", "host"]

    init(policy: AttachmentPolicy) { self.policy = policy }

    /// Takes the next file; they come sorted by path.
    mutating func sort(_ path: String, byteCount: Int) {
        let parts = path.split(separator: "/")
        guard let last = parts.last else { return }
        let folder = parts.count > 1 ? String(parts[0]) : ""
        let (stem, found) = Self.split(last)
        if folder.isEmpty, found == "json" { return leaveOut(path, "for programs; the report says the same") }
        guard byteCount > 0 else { return leaveOut(path, "is empty") }
        if Self.combinedFolders.contains(folder), found == "json" {
            return leaveOut(path, "for programs; the text beside it says the same")
        }
        guard let fileExtension = policy.attachedExtension(of: found) else {
            return leaveOut(path, "the portal does not take .\(found) files")
        }
        guard byteCount <= policy.byteLimit || policy.isText(fileExtension) else {
            return leaveOut(
                path, "over the portal's \(policy.byteLimit) bytes a file; send a link to it instead")
        }
        let rank = Self.order.firstIndex(of: folder.isEmpty ? path : folder) ?? Self.order.count
        let source = Source(path: path, byteCount: byteCount)
        if Self.combinedFolders.contains(folder), fileExtension == "txt" {
            combine(source, folder: folder, rank: rank)
        } else {
            groups.append(Group(rank: rank, stem: stem, fileExtension: fileExtension, sources: [source]))
        }
    }

    /// Numbers the items.
    func folder() -> AttachFolder {
        let sorted = groups.enumerated().sorted {
            ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
        }
        let digits = max(2, String(sorted.count).utf8.count)
        var folder = AttachFolder()
        folder.leftOut = leftOut
        for (index, group) in sorted.map(\.element).enumerated() {
            let number = String(index + 1)
            let prefix = String(repeating: "0", count: digits - number.utf8.count) + number
            folder.items += items(group, prefix: prefix)
        }
        return folder
    }

    private mutating func leaveOut(_ path: String, _ reason: String) {
        leftOut.append(AttachFolder.LeftOut(path: path, reason: reason))
    }

    private mutating func combine(_ source: Source, folder: String, rank: Int) {
        if let index = combined[folder] {
            groups[index].sources.append(source)
        } else {
            combined[folder] = groups.count
            groups.append(
                Group(rank: rank, stem: folder, fileExtension: "txt", sources: [source], isCombined: true))
        }
    }

    /// One item, or several when it is over the limit.
    private func items(_ group: Group, prefix: String) -> [AttachItem] {
        let parts = parts(group)
        let name = "\(prefix)-\(group.stem)"
        guard parts.count > 1 else {
            return parts.map { AttachItem(name: "\(name).\(group.fileExtension)", pieces: $0) }
        }
        // Half a HAR opens nowhere; its parts are text to be put together again.
        let isDivisible = policy.isDivisible(group.fileExtension)
        return parts.enumerated().map { index, pieces in
            let part = "part\(index + 1)"
            let full =
                isDivisible
                ? "\(name)-\(part).\(group.fileExtension)" : "\(name).\(group.fileExtension)-\(part).txt"
            return AttachItem(name: full, pieces: pieces)
        }
    }

    /// Fills parts up to the limit; a file is cut only when it is over the limit alone.
    private func parts(_ group: Group) -> [[AttachItem.Piece]] {
        var parts: [[AttachItem.Piece]] = []
        var part: [AttachItem.Piece] = []
        var room = policy.byteLimit
        for source in group.sources {
            let heading = group.isCombined ? "\(part.isEmpty ? "" : "\n")==> \(source.path) <==\n\n" : ""
            if !part.isEmpty, source.byteCount > room - heading.utf8.count {
                parts.append(part)
                (part, room) = ([], policy.byteLimit)
            }
            var start = 0
            while start < source.byteCount {
                let first = start == 0 ? (part.isEmpty ? String(heading.drop { $0 == "\n" }) : heading) : ""
                let count = max(1, min(source.byteCount - start, room - first.utf8.count))
                part.append(AttachItem.Piece(heading: first, path: source.path, range: start..<start + count))
                room -= first.utf8.count + count
                start += count
                if start < source.byteCount {
                    parts.append(part)
                    (part, room) = ([], policy.byteLimit)
                }
            }
        }
        return part.isEmpty ? parts : parts + [part]
    }

    /// The name without its extension, and the extension in lower case.
    private static func split(_ name: Substring) -> (stem: String, fileExtension: String) {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return (String(name), "") }
        return (String(name[..<dot]), name[name.index(after: dot)...].lowercased())
    }
}
