package import CaseModel

/// Reads the form of dates servers send (IMF-fixdate, RFC 9110 §5.6.7).
package enum HTTPDate {
    /// The instant of `Sun, 06 Nov 1994 08:49:37 GMT`, to the second; `nil` for anything else.
    package static func parse(_ text: String) -> Timestamp? {
        guard text.utf8.count == 29, text.hasSuffix(" GMT") else { return nil }
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 6, let day = digits(words[1]), let month = CivilTime.month(named: words[2]),
            let year = digits(words[3])
        else { return nil }
        let clock = words[4].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3, let hour = digits(clock[0]), let minute = digits(clock[1]),
            let second = digits(clock[2]), (1970...2200).contains(year),
            let civil = CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        return civil.instant(offsetSeconds: 0)
    }

    /// The `ts` line of `/cdn-cgi/trace`: Unix seconds with a fraction.
    package static func parseTrace(_ body: [UInt8]) -> Timestamp? {
        for line in body.prefix(8192).split(separator: 0x0a) where line.starts(with: Array("ts=".utf8)) {
            let text = String(decoding: line.dropFirst(3), as: UTF8.self)
            guard let seconds = Double(text), (0..<7_258_118_400).contains(seconds) else { return nil }
            return Timestamp(nanosecondsSinceEpoch: Int64(seconds * 1000) * 1_000_000)
        }
        return nil
    }

    private static func digits(_ text: Substring) -> Int? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
