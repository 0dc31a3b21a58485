import CaseModel
import JSONBytes

@testable import CaseRedact

/// A redactor with a key that is the same in every run.
func makeRedactor(_ policy: RedactionPolicy = RedactionPolicy()) -> Redactor {
    Redactor(key: Array(0..<32), policy: policy)
}

/// Any file of a bundle.
let somewhere = BundlePath(folder: .har, step: "har-1", suffix: ".har")

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// What becomes of a text in a case of its own.
func sealed(_ string: String, policy: RedactionPolicy = RedactionPolicy()) -> String {
    var redactor = makeRedactor(policy)
    return text(redactor.seal(text: bytes(string), in: somewhere).value)
}

/// The text with `<kind>` in place of placeholders and address tokens.
func outline(_ string: String) -> String {
    let bytes = Array(string.utf8)
    var output: [UInt8] = []
    var position = 0
    while position < bytes.count {
        if let end = Placeholder.end(bytes.span, at: position, end: bytes.count) {
            let kind = bytes[(position + 1)...].prefix { $0 != UInt8(ascii: ".") }
            output += [UInt8(ascii: "<")] + kind + [UInt8(ascii: ">")]
            position = end
        } else if bytes[position...].starts(with: Array("ip".utf8)),
            let end = AddressShape.tokenEnd(bytes.span, at: position, end: bytes.count)
        {
            output += Array("<visitor-address>".utf8)
            position = end
        } else {
            output.append(bytes[position])
            position += 1
        }
    }
    return String(decoding: output, as: UTF8.self)
}

/// What the gate says about some bytes: names of rules.
func gateHits(_ bytes: [UInt8], of file: String = "case.txt", chunk: Int = .max) -> [String] {
    var gate = Gate(policy: RedactionPolicy())
    var position = 0
    repeat {
        let stop = min(bytes.count, chunk == .max ? bytes.count : position + chunk)
        let part = Array(bytes[position..<stop])
        gate.scan(part.span, of: file)
        position = stop
    } while position < bytes.count
    gate.endFile()
    return gate.hits.map(\.rule)
}
