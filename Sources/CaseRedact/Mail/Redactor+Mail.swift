import Crypto

extension Redactor {
    /// Rewrites a message: each field unfolded and decoded, each part by its transfer encoding; `nil` when nothing changes.
    ///
    /// A soft line break may stand in the middle of a secret, and base64 is cut into lines, so that rules for text see
    /// neither. What one part gives away is removed from the others too: the parts are read twice.
    mutating func rewriteMail(_ bytes: [UInt8], _ options: ScanOptions) -> [UInt8]? {
        let before = secrets.learned
        var sealed = rewriteMessage(bytes, 0..<bytes.count, options, depth: 0)
        if secrets.learned != before {
            secrets.prepare()
            let first = sealed ?? bytes
            sealed = rewriteMessage(first, 0..<first.count, options, depth: 0) ?? sealed
        }
        let output = sealed ?? bytes
        // The encoded form has to pass the gate. The other rules would take what an encoding puts before a placeholder
        // for a value.
        var gate = options
        gate.isGate = true
        return rewrite(output, 0..<output.count, gate) ?? sealed
    }

    private static let mailDepth = 8

    private mutating func rewriteMessage(
        _ bytes: [UInt8], _ range: Range<Int>, _ options: ScanOptions, depth: Int
    ) -> [UInt8]? {
        let message = MailMessage(bytes, range)
        var output: [UInt8] = []
        var copied = range.lowerBound
        func replace(_ place: Range<Int>, _ text: [UInt8]) {
            output += bytes[copied..<place.lowerBound]
            output += text
            copied = place.upperBound
        }
        for field in message.fields {
            if let sealed = rewriteField(bytes[field], options) { replace(field, sealed) }
        }
        if depth < Self.mailDepth, let boundary = message.boundary {
            let body = message.parts(boundary)
            if let sealed = swept(Array(bytes[body.preamble]), options) { replace(body.preamble, sealed) }
            for part in body.parts {
                if let sealed = rewriteMessage(bytes, part, options, depth: depth + 1) {
                    replace(part, sealed)
                }
            }
            if let sealed = swept(Array(bytes[body.epilogue]), options) { replace(body.epilogue, sealed) }
        } else if depth < Self.mailDepth, message.mediaType == "message/rfc822" {
            if let sealed = rewriteMessage(bytes, message.body, options, depth: depth + 1) {
                replace(message.body, sealed)
            }
        } else if let sealed = rewriteBody(bytes, message, options) {
            replace(message.body, sealed)
        }
        guard copied > range.lowerBound else { return nil }
        return output + bytes[copied..<range.upperBound]
    }

    private mutating func rewriteField(_ field: ArraySlice<UInt8>, _ options: ScanOptions) -> [UInt8]? {
        let pieces = EncodedWords.pieces(MailMessage.unfolded(field))
        guard let sealed = swept(pieces.flatMap(\.text), options) else { return nil }
        // Piece by piece, so that what stands between encoded words stays readable; a secret over a border needs the whole.
        let parts = pieces.map { (text: swept($0.text, options) ?? $0.text, isEncoded: $0.isEncoded) }
        if swept(parts.flatMap(\.text), options) == nil {
            return Self.folded(parts.flatMap { $0.isEncoded ? EncodedWords.encoded($0.text) : $0.text })
        }
        guard let colon = sealed.firstIndex(of: UInt8(ascii: ":")) else { return Self.folded(sealed) }
        let value = sealed[(colon + 1)...].drop { $0 == 0x20 }
        return sealed[...colon] + [0x20] + EncodedWords.encoded(Array(value))
    }

    /// Cuts a field into lines at blanks, as it may not be longer than 998 characters (RFC 5322 §2.1.1).
    private static func folded(_ field: [UInt8]) -> [UInt8] {
        guard field.count > 200 else { return field }
        var output: [UInt8] = []
        var column = 0
        for byte in field {
            if byte == 0x20, column > 76 {
                output.append(0x0a)
                column = 0
            }
            output.append(byte)
            column += 1
        }
        return output
    }

    private mutating func rewriteBody(
        _ bytes: [UInt8], _ message: MailMessage, _ options: ScanOptions
    ) -> [UInt8]? {
        let body = bytes[message.body]
        switch message.encoding {
        case "base64":
            guard let plain = Base64.decoded(bytes.span, message.body), !plain.isEmpty else {
                return swept(Array(body), options)
            }
            let isText =
                message.mediaType.hasPrefix("text/") || String(validating: plain, as: UTF8.self) != nil
            guard isText, !plain.contains(0) else {
                return policy.bodies == .keep ? nil : noteOfPart(plain, like: body)
            }
            return swept(plain, options).map { Self.lines(Base64.encoded($0), like: body) }
        case "quoted-printable":
            return swept(QuotedPrintable.decoded(body), options).map {
                QuotedPrintable.encoded($0, lineEnd: Self.lineEnd(of: body))
            }
        default: return swept(Array(body), options)
        }
    }

    /// The rules of text, and every secret that is known by now in any form.
    private mutating func swept(_ text: [UInt8], _ options: ScanOptions) -> [UInt8]? {
        let sealed = rewriteText(text, options, nesting: 1)
        guard secrets.taint.isPrepared else { return sealed }
        let window = SweepWindow(sealed ?? text, from: 0, isLast: true, isJSON: false)
        return swept(window).output ?? sealed
    }

    private mutating func noteOfPart(_ bytes: [UInt8], like body: ArraySlice<UInt8>) -> [UInt8]? {
        let mark = Array("[binary part removed: ".utf8)
        guard !bytes.starts(with: mark) else { return nil }
        note(RulePlace.body)
        var text = mark + Array("\(bytes.count) bytes, sha256 ".utf8)
        for byte in SHA256.hash(data: bytes) { text += [hexDigit(byte >> 4), hexDigit(byte & 15)] }
        text.append(UInt8(ascii: "]"))
        return Self.lines(Base64.encoded(text), like: body)
    }

    private static func lineEnd(of text: ArraySlice<UInt8>) -> [UInt8] {
        let isCRLF = text.firstIndex(of: 0x0a).map { $0 > text.startIndex && text[$0 - 1] == 0x0d } ?? false
        return isCRLF ? [0x0d, 0x0a] : [0x0a]
    }

    /// Base64 in lines of 76 characters with the line ends of another text, also at its end.
    private static func lines(_ text: [UInt8], like other: ArraySlice<UInt8>) -> [UInt8] {
        let end = lineEnd(of: other)
        var output: [UInt8] = []
        for start in stride(from: 0, to: text.count, by: 76) {
            if start > 0 { output += end }
            output += text[start..<min(text.count, start + 76)]
        }
        for byte in other.reversed() {
            guard byte == 0x0a else { break }
            output += end
            break
        }
        return output
    }
}
