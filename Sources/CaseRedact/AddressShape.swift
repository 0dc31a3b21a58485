/// Finds IPv4 and IPv6 addresses in text, and the tokens that stand for them.
enum AddressShape {
    /// The dotted quad that begins at a digit and is a whole token.
    ///
    /// What stands before `from` belongs to something else.
    static func v4(_ bytes: Span<UInt8>, at start: Int, from: Int, end: Int) -> Range<Int>? {
        guard let stop = quadEnd(bytes, start, end), isFree(bytes, start, from), isWhole(bytes, stop, end)
        else { return nil }
        return start..<stop
    }

    /// An IPv4 address in host order; the range has been matched by `v4`.
    static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
        var address: UInt32 = 0
        var octet: UInt32 = 0
        for index in range {
            let byte = bytes[index]
            if isDigit(byte) {
                octet = octet &* 10 &+ UInt32(byte - 48)
            } else if byte == UInt8(ascii: ".") {
                address = address << 8 | octet & 255
                octet = 0
            } else {
                return nil
            }
        }
        return address << 8 | octet & 255
    }

    /// Where `ip4-…` or `ip6-…`, the token for an address, ends.
    static func tokenEnd(_ bytes: Span<UInt8>, at start: Int, end: Int) -> Int? {
        guard start + 4 < end, bytes[start + 1] == UInt8(ascii: "p"), bytes[start + 3] == UInt8(ascii: "-")
        else {
            return nil
        }
        let isV4 = bytes[start + 2] == UInt8(ascii: "4")
        guard isV4 || bytes[start + 2] == UInt8(ascii: "6") else { return nil }
        let groups = isV4 ? 4 : 8
        let width = isV4 ? 2 : 4
        var position = start + 4
        for group in 0..<groups {
            if group > 0 {
                guard position < end, bytes[position] == UInt8(ascii: ".") else { return nil }
                position += 1
            }
            guard bytes.run(of: .hex, from: position, end: min(end, position + width)) == position + width
            else { return nil }
            position += width
        }
        return position
    }

    private static func quadEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var position = start
        for part in 0..<4 {
            if part > 0 {
                guard position < end, bytes[position] == UInt8(ascii: ".") else { return nil }
                position += 1
            }
            let first = position
            var value = 0
            while position < end, position - first < 4, isDigit(bytes[position]) {
                value = value * 10 + Int(bytes[position] - 48)
                position += 1
            }
            let count = position - first
            guard count > 0, count < 4, value < 256, count == 1 || bytes[first] != UInt8(ascii: "0") else {
                return nil
            }
        }
        return position
    }

    private static func isWhole(_ bytes: Span<UInt8>, _ stop: Int, _ end: Int) -> Bool {
        guard stop < end else { return true }
        if isAlnum(bytes[stop]) || bytes[stop] == UInt8(ascii: "_") { return false }
        return bytes[stop] != UInt8(ascii: ".") || stop + 1 >= end || !isDigit(bytes[stop + 1])
    }

    /// Not the rest of a longer number, nor the version of a product (`Chrome/131.0.0.0`).
    private static func isFree(_ bytes: Span<UInt8>, _ start: Int, _ from: Int) -> Bool {
        guard start > from else { return true }
        let before = bytes[start - 1]
        if isAlnum(before) || before == UInt8(ascii: ".") || before == UInt8(ascii: "_") { return false }
        guard before == UInt8(ascii: "/") else {
            return !versionWords.contains { bytes.hasIgnoringCase($0, at: start - $0.count, end: start) }
        }
        var word = start - 1
        while word > from,
            isAlnum(bytes[word - 1]) || bytes[word - 1] == UInt8(ascii: "-")
                || bytes[word - 1] == UInt8(ascii: "_")
        {
            word -= 1
        }
        guard word < start - 1, !isDigit(bytes[word]) else { return true }
        guard word > from else { return false }
        switch bytes[word - 1] {
        case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "="): return true
        default: return false
        }
    }

    private static let versionWords = [
        "version ", "openssl ", "release ", "ios ", "firmware ", "section ", "v8 ", "libc6 ", "version\":\"",
        "version\": \"", "pagespeed ",
    ].map { Array($0.utf8) }

    /// Whether what follows a colon has the colons of an IPv6 address: two in a row, or six in all.
    static func mayBeV6(_ bytes: Span<UInt8>, at colon: Int, end: Int) -> Bool {
        var colons = 1
        var position = colon + 1
        let limit = min(end, colon + 46)
        while position < limit {
            let byte = bytes[position]
            if byte == UInt8(ascii: ":") {
                if bytes[position - 1] == byte { return true }
                colons += 1
            } else if hexNibble(byte) == nil {
                break
            }
            position += 1
        }
        return colons >= 6
    }

    /// The IPv6 address around its first colon, if it is whole and no time, MAC or scope of a program.
    static func v6(_ bytes: Span<UInt8>, at colon: Int, from: Int, end: Int) -> Range<Int>? {
        guard colon + 1 < end, bytes[colon + 1] == UInt8(ascii: ":") || hexNibble(bytes[colon + 1]) != nil
        else { return nil }
        var start = colon
        while start > from, colon - start < 5, hexNibble(bytes[start - 1]) != nil { start -= 1 }
        guard colon - start <= 4, start < colon || bytes[colon + 1] == UInt8(ascii: ":") else { return nil }
        if start > from {
            let before = bytes[start - 1]
            if isAlnum(before) || before == UInt8(ascii: "_") || before == UInt8(ascii: ":")
                || before == UInt8(ascii: ".")
            {
                return nil
            }
        }
        var stop = colon
        while stop < end, stop - start < 46,
            bytes[stop] == UInt8(ascii: ":") || bytes[stop] == UInt8(ascii: ".")
                || hexNibble(bytes[stop]) != nil
        {
            stop += 1
        }
        if stop < end, isAlnum(bytes[stop]) || bytes[stop] == UInt8(ascii: "_") { return nil }
        while stop > colon, bytes[stop - 1] == UInt8(ascii: ".") { stop -= 1 }
        if stop - start > 2, bytes[stop - 1] == UInt8(ascii: ":"), bytes[stop - 2] != UInt8(ascii: ":") {
            stop -= 1
        }
        guard stop - start >= 3, isWholeV6(bytes, start..<stop), let octets = octets(bytes, start..<stop),
            octets.count == 16,
            hasDigit(bytes, start..<stop)
        else { return nil }
        return start..<stop
    }

    /// Seven colons, six and dots, or two in a row: what a time of day has not.
    private static func isWholeV6(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var colons = 0
        var pairs = 0
        var last = range.lowerBound - 1
        for index in range where bytes[index] == UInt8(ascii: ":") {
            colons += 1
            if index + 1 < range.upperBound, bytes[index + 1] == UInt8(ascii: ":") { return true }
            if index - last == 3 { pairs += 1 }
            last = index
        }
        // Eight pairs of digits are a serial number or a device's.
        return colons >= 6 && !(pairs == 7 && range.count == 23)
    }

    private static func hasDigit(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where isDigit(bytes[index]) { return true }
        return false
    }
}
