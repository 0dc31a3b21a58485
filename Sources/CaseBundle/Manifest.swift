import CaseModel
package import CaseRedact
import Crypto
package import JSONBytes

/// `manifest.json`: what a bundle is and what is in it.
enum Manifest {
    static let path = "manifest.json"
    static let format = "casefile-bundle/1"

    /// The document for files that have been summed.
    static func document(_ files: [SummedFile], head: Sealed<JSONValue>) throws(BundleError) -> [UInt8] {
        guard let members = head.value.members else { throw .badHead }
        var document = [JSONValue.Member("format", .string(format))]
        document += members.filter { $0.name != "format" && $0.name != "files" }
        document.append(JSONValue.Member("files", .array(files.map(\.json))))
        return JSONValue.object(document).serialized()
    }
}

/// A file with what the manifest and the archive need to know before its content.
struct SummedFile {
    let file: BundleFile
    let sha256: String
    let byteCount: Int

    init(_ file: BundleFile) throws(BundleError) {
        var hash = SHA256()
        var byteCount = 0
        try file.forEachPiece { piece in
            hash.update(data: piece)
            byteCount += piece.count
        }
        self.file = file
        self.byteCount = byteCount
        sha256 = hash.finalize().hex
    }

    var json: JSONValue {
        JSONValue(members: [
            "path": .string(file.path.description), "bytes": .int(byteCount), "sha256": .string(sha256),
            "media_type": .string(file.mediaType), "step": file.step.map { .string($0.description) },
            "redactions": .int(file.redactions),
        ])
    }

    /// The files in the manifest's order, each with its digest.
    static func sorted(_ files: [BundleFile]) throws(BundleError) -> [SummedFile] {
        var summed: [SummedFile] = []
        for file in files.sorted(by: { $0.path < $1.path }) {
            guard file.path.description != Manifest.path, file.path != summed.last?.file.path else {
                throw .duplicatePath(file.path)
            }
            summed.append(try SummedFile(file))
        }
        return summed
    }
}

/// The bytes of `manifest.json`.
///
/// The manifest is the one file that is not handed over sealed: it is written here, of nothing but the sealed head and
/// of paths, sizes, digests, media types and step names.
///
/// - Parameters:
///   - files: All files of the bundle but the manifest, in any order.
///   - head: An object; its members follow `format` and stand before `files`, members of those names are dropped.
/// - Returns: The document, indented, sorted by path.
/// - Throws: `BundleError` for a head that is no object, two files of one path, or a scratch file that cannot be read.
package func manifest(for files: [BundleFile], head: Sealed<JSONValue>) throws(BundleError) -> [UInt8] {
    try Manifest.document(try SummedFile.sorted(files), head: head)
}

extension SHA256.Digest {
    /// 64 lower-case hex digits.
    var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
