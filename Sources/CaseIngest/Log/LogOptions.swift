package import CaseModel

/// What is wanted of a log.
package struct LogOptions: Sendable {
    /// Lines inside are kept and counted apart; without one, every line counts as inside.
    package var window: TimeWindow?
    /// Rays whose lines are kept wherever they stand; with rays and no window only those lines are kept.
    package var rays: Set<UInt64> = []
    /// Whether lines in which no ray can stand may be passed: then the counts are of those that were looked at.
    package var passesOthers = false
    /// Of times that say no zone; without it their lines are not read.
    package var zone: LogZone?
    /// Of an error log only lines about these requests are listed, and more of them.
    package var joins: ZoneInference?
    /// The format lines are tried by first.
    package var template: LogTemplate?
    /// How the zone is known.
    package var zoneSource = ZoneSource.given
    /// When the part of a rotated set ended that came before, which tells the two hours apart that one clock showed.
    package var startsAfter: Timestamp?
    /// Cloudflare's addresses.
    package var edgeRanges: [IPPrefix] = []
    /// Of the lines kept, these many bytes from the first on are released at once.
    package var headByteLimit = 8 << 20
    /// Of those between the two, these many bytes of failing lines and the lines next to them are held until the end.
    package var failureByteLimit = 2 << 20
    /// Of the rest, these many bytes of the last ones are held until the end.
    package var tailByteLimit = 2 << 20

    /// Failing lines that are listed.
    static let failureLimit = 200

    package init() {}

    /// How many errors are listed.
    var problemLimit: Int { joins == nil ? 200 : 10_000 }

    /// Whether chunks of the log may be read beside each other: not where one line says which of two instants the next means.
    package var mayShare: Bool { zone.map { $0.fixedOffset != nil } ?? true }
}

/// A line of a log worth keeping, raw.
package struct KeptLine: Sendable, Hashable {
    /// From 1.
    package var number: Int
    /// Without its line end, as it stands in the file.
    package var bytes: [UInt8]
    /// What of it is somebody's, by its format.
    package var fields: [SensitiveField] = []

    package init(number: Int, bytes: [UInt8], fields: [SensitiveField] = []) {
        self.number = number
        self.bytes = bytes
        self.fields = fields
    }
}
