import ByteBlocks

extension RedactionRule {
    /// What the magnetic stripe of a card holds (ISO/IEC 7813): the number, the name, the dates.
    static let track = RedactionRule(
        "track", help: "Removes the track data of payment cards.", isGated: false,
        examples: [
            "%B4111111111111111^DOE/JOHN^25121010000000000000?": "%B<track>?",
            ";4111111111111111=25121010000000000000?": ";<card>=25121010000000000000?",
            "%B4 and ^ here": "%B4 and ^ here",
        ])
}

/// Finds the first track of a card; the number of the second is a card's like any other.
enum TrackShape {
    /// From behind `%B` to the end mark.
    static func match(_ bytes: Span<UInt8>, _ percent: Int, _ end: Int) -> Range<Int>? {
        guard percent + 2 < end, bytes[percent + 1] == UInt8(ascii: "B") else { return nil }
        let from = percent + 2
        let number = bytes.run(of: [.digit, .blank], from: from, end: min(end, from + 24))
        guard number - from >= 12, number < end, bytes[number] == UInt8(ascii: "^") else { return nil }
        var stop = number
        let limit = min(end, from + 120)
        while stop < limit, bytes[stop] >= 0x20, bytes[stop] != UInt8(ascii: "?"),
            bytes[stop] != UInt8(ascii: "\""),
            bytes[stop] != UInt8(ascii: "\\")
        {
            stop += 1
        }
        return from..<stop
    }
}
