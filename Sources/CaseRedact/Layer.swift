import Archive
import ByteBlocks

/// An encoding that hides text from the rules.
enum Layer: Sendable {
    /// RFC 4648 §4 and §5, of text, gzip or zlib.
    case base64
    /// `&quot;`, `&#34;`, `&#x22;` (HTML Standard §13.5).
    case entity
    /// `\u0022` in source code.
    case unicode
    /// `%22` (RFC 3986 §2.1).
    case percent

    /// The encoded text around the place where it shows itself; `nil` when it is none after all.
    func range(_ bytes: Span<UInt8>, at place: Int, floor: Int, end: Int) -> Range<Int>? {
        switch self {
        case .base64: return Self.base64(bytes, from: place, end: end)
        case .entity where !Self.isEntity(bytes, place, end): return nil
        default:
            var start = place
            while start > floor, place - start < Self.reach, !isBorder(bytes[start - 1]) { start -= 1 }
            var stop = place
            while stop < end, stop - place < Self.reach, !isBorder(bytes[stop]) { stop += 1 }
            // Behind a JSON string's quote, or in front of it.
            while stop > place, bytes[stop - 1] == UInt8(ascii: "\\") { stop -= 1 }
            return start..<stop
        }
    }

    /// How far encoded text is followed to either side.
    private static let reach = 65_536

    private func isBorder(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"): true
        case 0x0a, 0x0d, UInt8(ascii: "'"), UInt8(ascii: "`"): self != .entity
        case 0x20, UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "&"), UInt8(ascii: "?"):
            self == .percent
        default: false
        }
    }

    private static let amp = Array("amp;".utf8)
    private static let entities = ["quot;", "apos;", "lt;"].map { Array($0.utf8) }

    private static func isEntity(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Bool {
        let start = bytes.has(amp, at: place + 1, end: end) ? place + 5 : place + 1
        return start < end && bytes[start] == UInt8(ascii: "#")
            || entities.contains { bytes.has($0, at: start, end: end) }
    }

    /// A run of base64 whose first characters are those of text, gzip or zlib.
    private static func base64(_ bytes: Span<UInt8>, from place: Int, end: Int) -> Range<Int>? {
        let characters: ByteClass = [.alnum, .hyphen, .underscore, .base64Mark]
        // Only what looks like it is followed to its end: a long run of slashes must not cost the square of its length.
        let stop = bytes.run(of: characters, from: place, end: min(end, place + 512))
        var start = place
        // A path may lead to it.
        for _ in 0..<8 {
            guard stop - start >= 20 else { return nil }
            let head = bytes.base64Groups(start..<start + 16)
            if head.end == start + 16, isPromising(head.bytes) {
                let last = bytes.run(of: characters, from: stop, end: end)
                return start..<wrapped(bytes, start, last, end)
            }
            guard let slash = bytes.first(UInt8(ascii: "/"), in: start..<stop) else { return nil }
            start = slash + 1
        }
        return nil
    }

    /// Where base64 ends that is cut into lines of one length (RFC 2045 §6.8, RFC 7468 §2), plain or as in a JSON string.
    private static func wrapped(_ bytes: Span<UInt8>, _ start: Int, _ first: Int, _ end: Int) -> Int {
        let width = first - start
        guard width >= 60, width % 4 == 0 else { return first }
        let characters: ByteClass = [.alnum, .hyphen, .underscore, .base64Mark]
        var stop = first
        while stop - start < Self.reach {
            let next = lineEnd(bytes, stop, end)
            guard next > stop else { return stop }
            let line = bytes.run(of: characters, from: next, end: min(end, next + width + 1))
            guard line > next, line - next <= width else { return stop }
            stop = line
            guard line - next == width else { return stop }
        }
        return stop
    }

    /// Behind a line end; the place itself when there is none.
    private static func lineEnd(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Int {
        var position = place
        if position < end, bytes[position] == 0x0d { position += 1 }
        if position < end, bytes[position] == 0x0a { return position + 1 }
        position = place
        if bytes.has(Base64.carriageReturn, at: position, end: end) { position += 2 }
        return bytes.has(Base64.lineFeed, at: position, end: end) ? position + 2 : place
    }

    /// Whether decoded bytes begin as text, gzip or zlib does.
    private static func isPromising(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0x1f, 0x8b, 8]) || ZlibData.begins(bytes) { return true }
        return bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 }
            && bytes.contains { $0 < 0x80 }
    }
}
