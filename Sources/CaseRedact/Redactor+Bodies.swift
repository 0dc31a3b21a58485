import Crypto
import JSONBytes

extension Redactor {
    /// Rewrites the body of a HAR answer: the value the scanner is at.
    ///
    /// - Returns: Whether it was passed; if not, it is a value like any other.
    mutating func body(_ pass: inout JSONPass, _ members: JSONMembers) throws(JSONError) -> Bool {
        guard try pass.peek() == .string else { return false }
        guard members.isBase64 || members.isTable || policy.bodies == .none else { return false }
        let range = try pass.string()
        guard !range.isEmpty else { return true }
        if policy.bodies == .none {
            if !isNote(pass.source, range) {
                pass.replace(range, with: noteOfBody(pass.decoded(range), members))
            }
            return true
        }
        guard members.isBase64 else {
            let options = pass.options
            replaced(&pass, range) { redactor, text in redactor.rewriteText(text, options, nesting: 1) }
            return true
        }
        guard let bytes = pass.base64(range) else {
            string(&pass, range, .plain)
            return true
        }
        if members.isText {
            try text(&pass, range, bytes)
        } else if policy.bodies == .text {
            note(RulePlace.body)
            pass.replace(range, with: noteOfBinary(bytes))
        } else {
            string(&pass, range, .plain)
        }
        return true
    }

    /// Rewrites the bytes of a WebSocket message when they are binary: base64 that is no text.
    ///
    /// - Returns: Whether the value was passed; if not, it is one like any other.
    mutating func message(_ pass: inout JSONPass) throws(JSONError) -> Bool {
        guard policy.bodies != .keep, try pass.peek() == .string else { return false }
        var ahead = pass.scanner
        let range = try ahead.string(pass.source.span)
        // Short words are base64 as well; what they would decode to hides nothing.
        guard range.count >= 16, range.count % 4 == 0, let bytes = pass.base64(range),
            String(validating: bytes, as: UTF8.self) == nil || bytes.contains(0)
        else { return false }
        pass.replace(try pass.string(), with: noteOfBinary(bytes))
        note(RulePlace.body)
        return true
    }

    /// Whether the note that took a body's place is no base64.
    func dropsEncoding(_ members: JSONMembers) -> Bool {
        members.isBase64 && (policy.bodies == .none || policy.bodies == .text && !members.isText)
    }

    private mutating func text(_ pass: inout JSONPass, _ range: Range<Int>, _ bytes: [UInt8])
        throws(JSONError)
    {
        // UTF-16 that holds a secret comes out as UTF-8.
        let plain = bytes.contains(0) ? bytes.filter { $0 != 0 && $0 < 0xfe } : bytes
        guard let sealed = rewriteText(plain, pass.options, nesting: 1) else {
            string(&pass, range, .plain)
            return
        }
        let encoded = Base64.encoded(sealed)
        pass.replace(range, with: rewrite(encoded, 0..<encoded.count, pass.options) ?? encoded)
    }

    private func noteOfBinary(_ bytes: [UInt8]) -> [UInt8] {
        var note = Array("[binary body removed: \(bytes.count) bytes, sha256 ".utf8)
        for byte in SHA256.hash(data: bytes) { note += [hexDigit(byte >> 4), hexDigit(byte & 15)] }
        note.append(UInt8(ascii: "]"))
        return note
    }

    private mutating func noteOfBody(_ text: [UInt8], _ members: JSONMembers) -> [UInt8] {
        note(RulePlace.body)
        if members.isBase64, !members.isText, let bytes = Base64.decoded(text) { return noteOfBinary(bytes) }
        // No digest: a short text could be guessed from it.
        return Array("[body removed: \(text.count) bytes]".utf8)
    }

    private func isNote(_ source: [UInt8], _ range: Range<Int>) -> Bool {
        source.span.has(Array("[body removed: ".utf8), at: range.lowerBound, end: range.upperBound)
            || source.span.has(
                Array("[binary body removed: ".utf8), at: range.lowerBound, end: range.upperBound)
    }
}
