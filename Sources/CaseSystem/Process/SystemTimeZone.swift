package import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Zones of the tz database, as the system's library reads them.
package enum SystemTimeZone {
    private static let folders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo"]
    /// Changes are looked for from 2000 to 2040.
    private static let years: (first: Int64, last: Int64) = (946_684_800, 2_208_988_800)

    /// How the clock of a zone was set between 2000 and 2040.
    ///
    /// Sets `TZ` for a moment: not to be called while another thread reads local times.
    ///
    /// - Parameter name: `Europe/Berlin`.
    /// - Returns: `nil` when the system has no such zone.
    package static func changes(named name: String) -> [LogZone.Change]? {
        let isName = name.utf8.allSatisfy { byte in
            byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || "/_+-".utf8.contains(byte)
        }
        guard isName, name.utf8.first.map({ ($0 | 0x20) &- 97 < 26 }) == true,
            // The library takes what it does not know for UTC.
            folders.contains(where: { unsafe access("\($0)/\(name)", R_OK) == 0 })
        else { return nil }
        let before = unsafe getenv("TZ").map { unsafe String(cString: $0) }
        unsafe setenv("TZ", name, 1)
        tzset()
        defer {
            if let before { unsafe setenv("TZ", before, 1) } else { unsafe unsetenv("TZ") }
            tzset()
        }
        var changes = [LogZone.Change(from: .min, offset: offset(at: years.first))]
        var start = years.first
        while start < years.last {
            let end = start + 86_400
            if offset(at: end) != offset(at: start) {
                changes.append(
                    LogZone.Change(from: change(after: start, until: end), offset: offset(at: end)))
            }
            start = end
        }
        return changes
    }

    /// The instant at which the offset becomes another, when it does so once.
    private static func change(after start: Int64, until end: Int64) -> Int64 {
        let old = offset(at: start)
        var (low, high) = (start, end)
        while high - low > 1 {
            let middle = (low + high) / 2
            if offset(at: middle) == old { low = middle } else { high = middle }
        }
        return high
    }

    private static func offset(at instant: Int64) -> Int {
        var time = time_t(instant)
        var parts = unsafe tm()
        unsafe localtime_r(&time, &parts)
        return unsafe parts.tm_gmtoff
    }
}
