import Archive
import CaseModel
import Crypto
package import JSONBytes

/// What came of checking a bundle against its manifest.
package struct Verification: Sendable, Hashable {
    /// Something that is not as the manifest says.
    package struct Problem: Sendable, Hashable {
        package enum Kind: String, Sendable, CaseIterable {
            /// The manifest names a file the archive has not.
            case missing
            /// The archive has a file the manifest does not name.
            case extra
            /// A file is longer or shorter than the manifest says.
            case size
            /// A file of the right size has another content.
            case digest
            /// A file cannot be unpacked.
            case damaged
        }

        package let kind: Kind
        /// Below the root.
        package let path: String
        /// A lower-case sentence without a full stop.
        package let says: String
    }

    /// In the order of the paths.
    package var problems: [Problem] = []
    /// Files in the archive, the manifest included.
    package var files = 0
    /// Their unpacked size, as far as they could be unpacked.
    package var bytes = 0

    /// Whether everything is as the manifest says.
    package var isWhole: Bool { problems.isEmpty }

    package var json: JSONValue {
        JSONValue(members: [
            "whole": .bool(isWhole), "files": .int(files), "bytes": .int(bytes),
            "problems": .array(
                problems.map { problem in
                    JSONValue(members: [
                        "kind": .string(problem.kind.rawValue), "path": .string(problem.path),
                        "says": .string(problem.says),
                    ])
                }),
        ])
    }
}

extension BundleReader {
    /// Unpacks everything once and compares it with the manifest.
    ///
    /// - Parameter scan: Gets each file's path and its content in pieces of 64 KiB, the manifest's too; pieces of one
    ///   file come in order and together. A file that turns out damaged has been given up to there.
    /// - Returns: What differs; empty problems mean every byte is as the manifest says.
    package func verify(scan: (_ path: String, _ chunk: Span<UInt8>) -> Void) -> Verification {
        var sums = [ContentSum](repeating: ContentSum(), count: entries.count)
        var damage: [Int: ArchiveError] = [:]
        archive.forEachChunk { index, chunk in
            sums[index].add(chunk)
            scan(entries[index].path, chunk.span)
        } failed: { index, error in
            damage[index] = error
        }
        return compare(sums, damage)
    }

    /// Compares with the manifest what was found in the archive.
    private func compare(_ sums: [ContentSum], _ damage: [Int: ArchiveError]) -> Verification {
        var result = Verification()
        result.files = entries.count
        let listed = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        for (index, entry) in entries.enumerated() {
            result.bytes += sums[index].byteCount
            if let error = damage[index] {
                result.note(.damaged, entry.path, "cannot be unpacked: \(error.explanation.problem)")
            } else if let file = listed[entry.path] {
                result.compare(file, sums[index])
            } else if entry.path != Manifest.path {
                result.note(.extra, entry.path, "is in the archive and not in the manifest")
            }
        }
        let present = Set(entries.map(\.path))
        for file in files where !present.contains(file.path) {
            result.note(.missing, file.path, "is in the manifest and not in the archive")
        }
        result.problems.sort { $0.path < $1.path }
        return result
    }
}

extension Verification {
    fileprivate mutating func note(_ kind: Problem.Kind, _ path: String, _ says: String) {
        problems.append(Problem(kind: kind, path: path, says: says))
    }

    fileprivate mutating func compare(_ file: BundleReader.File, _ sum: ContentSum) {
        if file.byteCount != sum.byteCount {
            note(.size, file.path, "has \(sum.byteCount) bytes; the manifest says \(file.byteCount)")
        } else if file.sha256 != sum.sha256 {
            note(.digest, file.path, "does not have the SHA-256 the manifest says")
        }
    }
}

/// Digest and size of a content that comes in pieces.
private struct ContentSum {
    private var hash = SHA256()
    private(set) var byteCount = 0

    mutating func add(_ chunk: ArraySlice<UInt8>) {
        hash.update(data: chunk)
        byteCount += chunk.count
    }

    var sha256: String { hash.finalize().hex }
}
