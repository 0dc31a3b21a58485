import ByteBlocks
import JSONBytes

/// A line that is JSON, or holds one member of a document that was printed with a member on each line.
///
/// So are JSON lines (`{…}`), the events of a Chrome NetLog (`{…},`), its first line (`{"constants": {…},`) and what is
/// left of a large document that was cut (`"password": "…",`).
struct JSONLine {
    /// The key before the value, without its quotes and as it is written.
    let name: Range<Int>?
    /// The value; one of a line without a key is an object or an array.
    let value: Range<Int>

    init?(_ bytes: Span<UInt8>, _ line: Range<Int>) {
        var start = line.lowerBound
        while start < line.upperBound, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        guard line.upperBound - start > 2 else { return nil }
        let text = bytes.extracting(0..<line.upperBound)
        switch bytes[start] {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            if let value = Self.value(text, from: start) {
                self.init(name: nil, value: value)
            } else {
                self.init(text, memberAt: start + 1)
            }
        case UInt8(ascii: "\""): self.init(text, memberAt: start)
        default: return nil
        }
    }

    private init(name: Range<Int>?, value: Range<Int>) {
        self.name = name
        self.value = value
    }

    private init?(_ text: Span<UInt8>, memberAt start: Int) {
        var scanner = JSONScanner(position: start, depthLimit: JSONPass.depthLimit)
        guard let key = try? scanner.string(text), (try? scanner.expect(UInt8(ascii: ":"), text)) != nil
        else {
            return nil
        }
        scanner.skipBlanks(text)
        guard let value = Self.value(text, from: scanner.position) else { return nil }
        self.init(name: key, value: value)
    }

    /// The value that begins at a place, when nothing but punctuation stands behind it.
    private static func value(_ text: Span<UInt8>, from start: Int) -> Range<Int>? {
        var scanner = JSONScanner(position: start, depthLimit: JSONPass.depthLimit)
        guard let value = try? scanner.value(text) else { return nil }
        for index in value.upperBound..<text.count {
            switch text[index] {
            case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), 0x20, 0x09, 0x0d: continue
            default: return nil
            }
        }
        return value
    }
}
