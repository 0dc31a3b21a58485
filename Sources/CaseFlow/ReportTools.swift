import CaseBundle
import CaseModel
import CaseRedact
import CaseReport
package import JSONBytes

/// The names and contents of the published schemas.
package func schemaNames() -> [(name: String, about: String)] { Schemas.all }

/// A published schema.
///
/// - Returns: `nil` when there is none of that name.
package func schema(_ name: String) -> JSONValue? { Schemas.document(name) }

extension OpenedBundle {
    /// The most bytes of one record, and of all that are read.
    private static var recordLimit: Int { 16 << 20 }
    private static var totalLimit: Int { 128 << 20 }

    /// The report as one document, from the bundle's records, through the redactor once more: the bundle may be
    /// anybody's.
    ///
    /// - Parameter key: 32 bytes nobody can guess.
    /// - Returns: A `casefile-report/1`; a record that cannot be read is named in its notices.
    package func report(key: [UInt8]) -> JSONValue {
        var documents: [String: JSONValue] = [:]
        var unread: [String] = []
        var total = 0
        for file in reader.files where file.path.hasSuffix(".json") {
            guard total < Self.totalLimit, let bytes = try? reader.read(file.path, limit: Self.recordLimit),
                let document = try? JSONValue(parsing: bytes)
            else {
                unread.append(file.path)
                continue
            }
            total += bytes.count
            documents[file.path] = document
        }
        let records = BundleRecords(
            root: reader.root, manifest: reader.manifest, documents: documents, unread: unread)
        var redactor = Redactor(key: key, policy: RedactionPolicy())
        return redactor.seal(json: Records.report(records), in: BundlePath(.report), .path).value
    }

    /// The same as text, its sections in the page's order.
    package func reportText(key: [UInt8]) -> String { TextRecords.report(report(key: key)) }
}
