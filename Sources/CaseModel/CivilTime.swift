/// A date and a time of day in the proleptic Gregorian calendar, without a zone.
///
/// Formats that print local times are read into this first; the zone is a separate fact.
package struct CivilTime: Hashable, Sendable {
    /// Year, 1...9999.
    package var year: Int
    /// Month, 1...12.
    package var month: Int
    /// Day of the month, 1...31.
    package var day: Int
    /// Hour, 0...23.
    package var hour: Int
    /// Minute, 0...59.
    package var minute: Int
    /// Second, 0...60; 60 is a leap second and reads as the second after 59.
    package var second: Int
    /// Nanosecond of the second, 0..<1_000_000_000.
    package var nanosecond: Int

    /// Checks every field against its bounds.
    ///
    /// - Returns: `nil` when a field is outside its bounds or the day is not in the month.
    package init?(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, nanosecond: Int = 0
    ) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= Self.days(inMonth: month, of: year),
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second),
            (0..<1_000_000_000).contains(nanosecond)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.nanosecond = nanosecond
    }

    /// Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    package var daysSinceEpoch: Int {
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The calendar date that stands `days` after 1970-01-01, at midnight.
    package init(daysSinceEpoch days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = 0
        minute = 0
        second = 0
        nanosecond = 0
    }

    /// The instant this is when the clock that showed it ran `offsetSeconds` ahead of UTC; clamped to what fits.
    package func instant(offsetSeconds: Int) -> Timestamp {
        let seconds = daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - offsetSeconds
        let (whole, tooFar) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, beyond) = whole.addingReportingOverflow(Int64(nanosecond))
        return Timestamp(nanosecondsSinceEpoch: tooFar || beyond ? (seconds < 0 ? .min : .max) : sum)
    }

    /// The number of days a month has.
    package static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// 1...12 for an English month's first three letters in any case, as logs and certificates print them.
    package static func month(named name: some StringProtocol) -> Int? {
        let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        return names.firstIndex(of: name.lowercased()).map { $0 + 1 }
    }
}
