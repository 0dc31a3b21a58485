import ByteBlocks

/// What stands where a secret would and is none: `********`, `${TOKEN}`, `$TOKEN`, `{{token}}`, `<your-token>`.
enum Mask {
    /// Whether a range is a mask or the name of a variable and nothing else.
    static func fills(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count >= 3 else { return false }
        let first = bytes[range.lowerBound]
        switch first {
        case UInt8(ascii: "*"), UInt8(ascii: "x"), UInt8(ascii: "X"):
            return bytes.copy(range).allSatisfy { $0 == first }
        case UInt8(ascii: "y"), UInt8(ascii: "Y"): return isYours(bytes, range)
        case UInt8(ascii: "$"):
            let isBraced = bytes[range.lowerBound + 1] == UInt8(ascii: "{")
            // ${{ secrets.NAME }}
            if isBraced, bytes[range.lowerBound + 2] == UInt8(ascii: "{") { return true }
            // A value may end before the brace that closes it.
            return isBraced
                ? isName(bytes, range, 2, "}") || isName(bytes, range, 2, "")
                : bytes.run(of: [.upper, .underscore], from: range.lowerBound + 1, end: range.upperBound)
                    == range.upperBound
        case UInt8(ascii: "{"):
            return bytes[range.lowerBound + 1] == UInt8(ascii: "{")
                ? isName(bytes, range, 2, "}}") : isName(bytes, range, 1, "}")
        case UInt8(ascii: "<"): return isName(bytes, range, 1, ">")
        default: return false
        }
    }

    private static let yours = Array("your".utf8)

    /// `YOUR_PASSWORD`, `your-token-here`.
    private static func isYours(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        bytes.hasIgnoringCase(yours, at: range.lowerBound, end: range.upperBound)
            && bytes.run(of: [.letter, .underscore, .hyphen], from: range.lowerBound, end: range.upperBound)
                == range.upperBound
    }

    /// Whether a range is neither a mask nor begins with what already stands for something removed.
    static func isOpen(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        !fills(bytes, range) && Placeholder.end(bytes, at: range.lowerBound, end: range.upperBound) == nil
    }

    /// Whether a value says how it is with a secret: `required`, `same-origin`.
    static func isState(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        range.count <= 12 && states.contains(bytes.copy(range))
    }

    private static let states = Set(
        [
            "required", "optional", "enabled", "disabled", "missing", "expired", "valid", "invalid", "basic",
            "bearer", "oauth", "oauth2", "digest", "anonymous", "success", "failed", "pending", "unknown",
            "include", "same-origin", "omit", "declined", "accepted", "approved", "denied", "rejected",
        ].map { Array($0.utf8) })

    /// Whether a value is a sentence about a secret, as tables of texts have it: "Enter your password".
    static func isLabel(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count < 80, bytes.first(0x20, in: range) != nil else { return false }
        for index in range where isDigit(bytes[index]) { return false }
        let text = bytes.copy(range).map(lowered)
        return labels.contains { text.span.contains($0) }
    }

    private static let labels = ["password", "passwort", "session", "token", "secret"].map { Array($0.utf8) }

    /// A name of letters between the marks; digits would make it a value.
    private static func isName(_ bytes: Span<UInt8>, _ range: Range<Int>, _ head: Int, _ tail: String) -> Bool
    {
        let end = range.upperBound - tail.utf8.count
        let start = range.lowerBound + head
        return start < end && bytes.has(Array(tail.utf8), at: end, end: range.upperBound)
            && bytes.run(of: [.letter, .underscore, .hyphen, .dot, .blank], from: start, end: end) == end
    }
}
