/// Tells values that were drawn from a random source from words, numbers, dates and names.
enum Randomness {
    /// Whether a value looks like a credential nobody gave a telling name.
    ///
    /// The value comes without percent-encoding. One that holds a placeholder is not random.
    /// Identifiers that support needs are not: UUIDs, Ray IDs, zone IDs and other hex of up to 32 digits.
    static func looksRandom(_ bytes: Span<UInt8>, _ range: Range<Int>, least: Int) -> Bool {
        guard range.count >= least else { return false }
        var count = Counts()
        for index in range {
            guard count.add(bytes[index]) else { return false }
        }
        guard count.letters > 0, count.digits > 1 else { return false }
        if count.isHex, range.count <= 32 || isUUID(bytes, range) { return false }
        if holdsAddressToken(bytes, range) { return false }
        // Random base64 changes between lower case, upper case and digits at three places of five; words do not.
        return count.turns * 3 >= range.count
    }

    private static func holdsAddressToken(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where bytes[index] == UInt8(ascii: "i") {
            if AddressShape.tokenEnd(bytes, at: index, end: range.upperBound) != nil { return true }
        }
        return false
    }

    /// `8-4-4-4-12` hex digits.
    private static func isUUID(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count == 36 else { return false }
        for (offset, index) in range.enumerated() {
            let isHyphen = offset == 8 || offset == 13 || offset == 18 || offset == 23
            guard isHyphen == (bytes[index] == UInt8(ascii: "-")) else { return false }
        }
        return true
    }

    private struct Counts {
        var letters = 0
        var digits = 0
        var turns = 0
        var isHex = true
        private var previous = 0

        /// - Returns: `false` for a byte that tokens do not have.
        mutating func add(_ byte: UInt8) -> Bool {
            let kind: Int
            switch byte {
            case 48...57:
                kind = 1
                digits += 1
            case 65...90:
                kind = 2
                letters += 1
            case 97...122:
                kind = 3
                letters += 1
            case 45, 95, 43, 47, 61, 46: kind = 0
            default: return false
            }
            if kind != 0 {
                if previous != 0, kind != previous { turns += 1 }
                previous = kind
            }
            if !isHexDigitOrHyphen(byte) { isHex = false }
            return true
        }

        private func isHexDigitOrHyphen(_ byte: UInt8) -> Bool { byte == 45 || hexNibble(byte) != nil }
    }
}
