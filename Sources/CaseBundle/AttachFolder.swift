/// What goes into the flat folder a support portal accepts.
package struct AttachFolder: Sendable, Hashable {
    /// In the order of their names.
    package var items: [AttachItem] = []
    package var leftOut: [LeftOut] = []

    /// A file of the bundle that is not attached.
    package struct LeftOut: Sendable, Hashable {
        /// Below the bundle's root.
        package let path: String
        /// A lower-case sentence without a full stop.
        package let reason: String
    }
}

/// A file of the attach folder, made of one file of the bundle, a part of one, or several behind each other.
package struct AttachItem: Sendable, Hashable {
    /// A stretch of a file of the bundle, and the line that goes before it.
    package struct Piece: Sendable, Hashable {
        /// ASCII; `==> dns/dns-a-1.txt <==` between blank lines, or nothing.
        package let heading: String
        /// Below the bundle's root.
        package let path: String
        /// The bytes of that file.
        package let range: Range<Int>

        package var byteCount: Int { heading.utf8.count + range.count }
    }

    /// `01-case.txt`; unique in the folder.
    package let name: String
    /// Write each one's heading, then its bytes.
    package let pieces: [Piece]

    /// The files it is made of, in order, each once.
    package var sources: [String] {
        pieces.reduce(into: []) { paths, piece in
            if paths.last != piece.path { paths.append(piece.path) }
        }
    }

    package var byteCount: Int { pieces.reduce(0) { $0 + $1.byteCount } }
}

/// Chooses, names and orders what a person attaches: the case first, then what a reader opens next.
///
/// The text files of a folder of probes become one file, so that a person attaches a handful; what is over the limit is
/// split into `-part1`, `-part2`. Nothing is read: the plan depends on names and sizes alone.
///
/// - Parameters:
///   - files: Paths below the bundle's root and sizes, in any order.
///   - policy: What the portal takes.
/// - Returns: The items, and what is left out with the reason.
package func attachFolder(
    _ files: [(path: String, byteCount: Int)], policy: AttachmentPolicy = .published
) -> AttachFolder {
    var planner = AttachPlanner(policy: policy)
    let sorted = files.sorted { $0.path < $1.path }
    for file in sorted { planner.sort(file.path, byteCount: file.byteCount) }
    return planner.folder()
}
