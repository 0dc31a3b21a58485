import CaseModel

/// What foreign dates may say.
enum Instants {
    /// Years whose every instant fits into nanoseconds of 64 bits, offsets included.
    static var years: ClosedRange<Int> { 1700...2260 }

    /// Nanoseconds since 1970 of RFC 3339 text.
    static func nanoseconds(rfc3339 text: some StringProtocol) -> Int64? {
        guard let year = Int(text.prefix(4)), years.contains(year) else { return nil }
        return Timestamp(rfc3339: text)?.nanosecondsSinceEpoch
    }
}

extension FixedWidthInteger {
    /// The sum, or the number nearest to it that fits.
    func saturatingAdd(_ other: Self) -> Self {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}

/// Reads a date of HTTP in any of its three forms (RFC 9110 §5.6.7).
func httpDate(_ text: String) -> Timestamp? {
    guard text.utf8.count <= 40 else { return nil }
    var words = text.split { " -,".contains($0) }.dropFirst()
    guard words.count >= 4 else { return nil }
    if words.last == "GMT" { words.removeLast() }
    let parts = Array(words)
    guard parts.count == 4 else { return nil }
    // asctime: Nov 6 08:49:37 1994; the others: 06 Nov 1994 08:49:37.
    let isASCTime = CivilTime.month(named: parts[0].prefix(3)) != nil
    let (dayText, monthText) = isASCTime ? (parts[1], parts[0]) : (parts[0], parts[1])
    let (yearText, clockText) = isASCTime ? (parts[3], parts[2]) : (parts[2], parts[3])
    let clock = clockText.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard let day = Int(dayText), let month = CivilTime.month(named: monthText), var year = Int(yearText),
        clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2]
    else { return nil }
    if yearText.utf8.count == 2, year >= 0 { year += year >= 70 ? 1900 : 2000 }
    guard Instants.years.contains(year) else { return nil }
    return CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)?
        .instant(offsetSeconds: 0)
}

/// Reads the form of date all servers of today send, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
func fixedDate(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Timestamp? {
    guard range.count == 29, range.upperBound <= bytes.count else { return nil }
    let start = range.lowerBound
    let month = HTTPMonth.number(bytes[start + 8], bytes[start + 9], bytes[start + 10])
    guard let month, let day = twoDigits(bytes, start + 5), let century = twoDigits(bytes, start + 12),
        let year = twoDigits(bytes, start + 14), let hour = twoDigits(bytes, start + 17),
        let minute = twoDigits(bytes, start + 20), let second = twoDigits(bytes, start + 23)
    else { return nil }
    guard bytes[start + 3] == UInt8(ascii: ","), bytes[start + 4] == 0x20, bytes[start + 7] == 0x20,
        bytes[start + 11] == 0x20, bytes[start + 16] == 0x20, bytes[start + 25] == 0x20,
        bytes[start + 19] == UInt8(ascii: ":"), bytes[start + 22] == UInt8(ascii: ":"),
        bytes[start + 26] == UInt8(ascii: "G"), bytes[start + 27] == UInt8(ascii: "M"),
        bytes[start + 28] == UInt8(ascii: "T"), Instants.years.contains(century * 100 + year)
    else { return nil }
    return CivilTime(
        year: century * 100 + year, month: month, day: day, hour: hour, minute: minute, second: second)?
        .instant(offsetSeconds: 0)
}

private func twoDigits(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    let (tens, ones) = (bytes[start], bytes[start + 1])
    guard tens >= 48, tens <= 57, ones >= 48, ones <= 57 else { return nil }
    return Int(tens - 48) * 10 + Int(ones - 48)
}

/// Months by the three letters of their names.
private enum HTTPMonth {
    static func number(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int? {
        switch (first, second, third) {
        case (0x4a, 0x61, 0x6e): 1
        case (0x46, 0x65, 0x62): 2
        case (0x4d, 0x61, 0x72): 3
        case (0x41, 0x70, 0x72): 4
        case (0x4d, 0x61, 0x79): 5
        case (0x4a, 0x75, 0x6e): 6
        case (0x4a, 0x75, 0x6c): 7
        case (0x41, 0x75, 0x67): 8
        case (0x53, 0x65, 0x70): 9
        case (0x4f, 0x63, 0x74): 10
        case (0x4e, 0x6f, 0x76): 11
        case (0x44, 0x65, 0x63): 12
        default: nil
        }
    }
}
