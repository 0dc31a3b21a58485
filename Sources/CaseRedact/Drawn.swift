import ByteBlocks

/// Tells what somebody chose or drew as a secret from words of sentences, names and code.
enum Drawn {
    /// Whether a value has letters and digits and nothing that says it is a path, a variable, an option or an expression.
    static func isValue(_ bytes: Span<UInt8>, _ range: Range<Int>, least: Int) -> Bool {
        guard range.count >= least, !"-/$<{(%*&!@:".utf8.contains(bytes[range.lowerBound]) else {
            return false
        }
        // A pseudonym of an address.
        if AddressShape.tokenEnd(bytes, at: range.lowerBound, end: range.upperBound) != nil { return false }
        var (letters, digits) = (0, 0)
        for index in range {
            switch bytes[index] {
            case 0...0x20, UInt8(ascii: "|"), UInt8(ascii: "="), UInt8(ascii: "["), UInt8(ascii: "("),
                UInt8(ascii: "~"):
                return false
            case let byte where isDigit(byte): digits += 1
            case let byte where isAlnum(byte): letters += 1
            default: continue
            }
        }
        return letters > 0 && digits > 0
    }
}
