import Archive
import ByteBlocks

extension Redactor {
    /// What stands in place of encoded text: its secrets gone, in the same encoding; `nil` when it has none.
    mutating func uncovered(
        _ source: [UInt8], _ range: Range<Int>, _ layer: Layer, _ options: ScanOptions
    ) -> [UInt8]? {
        var inner = options
        inner.layers -= 1
        inner.form = false
        switch layer {
        case .base64: return base64(source, range, inner)
        case .entity:
            return rewriteText(Entities.decoded(source.span, range), inner, nesting: 2).map {
                Entities.encoded($0, like: source[range])
            }
        case .unicode:
            let plain = PlainText.unescaped(source.span, range)
            return rewriteText(plain, inner, nesting: 2).map(PlainText.escapedAsUnicode)
        case .percent:
            let encoded = source.span.copy(range)
            return rewriteText(Percent.decoded(encoded), inner, nesting: 2).map {
                Percent.encoded($0, like: encoded)
            }
        }
    }

    private mutating func base64(_ source: [UInt8], _ range: Range<Int>, _ options: ScanOptions) -> [UInt8]? {
        guard let bytes = Base64.decoded(Base64.joined(source[range])) else { return nil }
        guard GzipInflater.isGzip(bytes) || ZlibData.begins(bytes) else {
            guard let sealed = rewriteText(bytes, options, nesting: 2) else { return nil }
            let isURLSafe = source[range].contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
            let hasPadding = bytes.count % 3 == 0 || source[range.upperBound - 1] == UInt8(ascii: "=")
            return Base64.encoded(sealed, isURLSafe: isURLSafe, hasPadding: hasPadding)
        }
        // Compressed text is not put together again: what held a secret goes whole.
        guard let text = Self.inflated(bytes), rewriteText(text, options, nesting: 2) != nil else {
            return nil
        }
        var output: [UInt8] = []
        remove(source.span, range, rule: RulePlace.secret, learns: false, to: &output)
        return output
    }

    /// The first megabyte of what gzip or zlib unpacks to; `nil` when there is nothing.
    private static func inflated(_ bytes: [UInt8]) -> [UInt8]? {
        if ZlibData.begins(bytes) {
            let text = ZlibData.prefix(of: bytes, limit: 1 << 20)
            return text.isEmpty ? nil : text
        }
        var inflater = GzipInflater()
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        var position = 0
        do {
            while text.count < 1 << 20 {
                let count = try inflater.read(from: bytes.span, at: &position, into: &buffer)
                guard count > 0 else { break }
                text += buffer[..<count]
            }
        } catch {
            // What came before the damage counts.
        }
        return text.isEmpty ? nil : text
    }
}
