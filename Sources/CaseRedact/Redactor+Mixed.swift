package import CaseModel
import JSONBytes

extension Redactor {
    /// Seals text of which nothing is known: JSON documents and JSON lines by their structure, the rest as text.
    ///
    /// Escapes in JSON can hide the name of a field from rules that read text; a structure cannot be fooled so.
    package mutating func seal(mixed text: [UInt8], in file: BundlePath) -> Sealed<[UInt8]> {
        if Self.opensJSON(text[...]), let whole = sealedJSON(text, in: file) { return whole }
        var output: [UInt8] = []
        var plain: [UInt8] = []
        for line in text.split(separator: 0x0a, omittingEmptySubsequences: false) {
            guard Self.opensJSON(line), let sealed = sealedJSON(Array(line), in: file) else {
                plain += line
                plain.append(0x0a)
                continue
            }
            output += seal(text: plain, in: file).value + sealed.value + [0x0a]
            plain = []
        }
        output += seal(text: plain, in: file).value
        // The split gave one line end more than the text has.
        if output.last == 0x0a { output.removeLast() }
        return Sealed(minting: output)
    }

    private mutating func sealedJSON(_ text: [UInt8], in file: BundlePath) -> Sealed<[UInt8]>? {
        guard (try? JSONValue(parsing: text)) != nil else { return nil }
        return try? seal(harMember: text, named: "document", in: file)
    }

    private static func opensJSON(_ text: ArraySlice<UInt8>) -> Bool {
        let first = text.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0d && $0 != 0x0a }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }
}
