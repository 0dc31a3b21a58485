import ByteBlocks
import CaseModel
import JSONBytes

/// Reads the headers of one entry; everything else of it `readHAREntry` reads.
struct HARHeaderReader {
    private var reader = HAREntryReader(index: 0, scanner: JSONScanner())
    private(set) var headers: [HARExchange.Header] = []

    /// - Throws: `JSONError` when the bytes are not one JSON object.
    mutating func read(_ bytes: Span<UInt8>, texts: inout InternedTexts) throws(JSONError) {
        var isFirst = true
        while let name = try reader.member(bytes, &isFirst) {
            let isResponse = name == .response
            if isResponse || name == .request, try reader.object(bytes, depth: 1) {
                try message(bytes, isResponse: isResponse, &texts)
            } else if !isResponse, name != .request {
                try reader.pass(bytes, depth: 1)
            }
        }
    }

    private mutating func message(
        _ bytes: Span<UInt8>, isResponse: Bool, _ texts: inout InternedTexts
    ) throws(JSONError) {
        var isFirst = true
        while let name = try reader.member(bytes, &isFirst) {
            guard name == .headers, try reader.scanner.peek(bytes) == .array else {
                try reader.pass(bytes, depth: 2)
                continue
            }
            try reader.scanner.expect(UInt8(ascii: "["), bytes)
            if reader.scanner.take(UInt8(ascii: "]"), bytes) { continue }
            repeat {
                if try reader.object(bytes, depth: 3) { try header(bytes, isResponse: isResponse, &texts) }
            } while reader.scanner.take(UInt8(ascii: ","), bytes)
            try reader.scanner.expect(UInt8(ascii: "]"), bytes)
        }
    }

    private mutating func header(
        _ bytes: Span<UInt8>, isResponse: Bool, _ texts: inout InternedTexts
    ) throws(JSONError) {
        var isFirst = true
        var name = 0..<0
        var value = 0..<0
        while let member = try reader.member(bytes, &isFirst) {
            switch member {
            case .name: name = try reader.stringRange(bytes)
            case .value: value = try reader.stringRange(bytes)
            default: try reader.pass(bytes, depth: 4)
            }
        }
        // A browser's HAR has a dozen; what has thousands is no recording.
        guard !name.isEmpty, headers.count < 500 else { return }
        let text = reader.decoded(bytes, name, limit: 128).lowercased()
        let said = reader.decoded(bytes, value, limit: 256)
        headers.append(
            HARExchange.Header(
                isResponse: isResponse, name: texts.number(text),
                value: HARHeaderNoise.isNoise(text) ? texts.number(unshown: said) : texts.number(said)))
    }
}
