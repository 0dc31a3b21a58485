package import CaseModel
package import JSONBytes

extension Redactor {
    /// Seals a JSON document as a tree and gives its bytes: what is sealed as a tree is sealed as text.
    package mutating func seal(
        document: JSONValue, in file: BundlePath, _ mode: TextMode = .evidence
    ) -> Sealed<[UInt8]> {
        Sealed(minting: seal(json: document, in: file, mode).value.serialized())
    }
}
