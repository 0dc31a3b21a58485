import ByteBlocks

/// Finds where one of some Ray IDs may stand in a log, without reading its lines.
struct RaySearch: Sendable {
    private var search: GramSearch

    /// - Parameter rays: Their digits are looked for in lower and in upper case.
    init(_ rays: Set<UInt64>) {
        search = GramSearch(pieces: 2 * GramSearch.stride * rays.count)
        for ray in rays {
            let digits = String(ray, radix: 16)
            let text = String(repeating: "0", count: 16 - digits.count) + digits
            for spelling in [text, text.uppercased()] {
                let bytes = Array(spelling.utf8)
                for place in 0..<GramSearch.stride { search.insert(GramSearch.hash(bytes.span, at: place)) }
            }
        }
    }

    /// The line from `start` on in which a ray may stand; lines before it have none.
    func next(_ bytes: Span<UInt8>, from start: Int) -> Range<Int>? {
        guard let place = search.next(bytes, from: start) else { return nil }
        // The ray may begin up to three bytes before the place, but not in another line.
        var first = place
        while first > start, bytes[first - 1] != 0x0a { first -= 1 }
        return first..<(bytes.first(0x0a, in: place..<bytes.count) ?? bytes.count)
    }
}
