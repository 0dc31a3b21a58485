import CaseModel

/// What foreign dates may say.
enum Instants {
    /// Years whose every instant fits into nanoseconds of 64 bits, offsets included.
    static var years: ClosedRange<Int> { 1700...2260 }
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
