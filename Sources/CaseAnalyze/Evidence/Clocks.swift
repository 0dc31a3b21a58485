import CaseModel
package import CaseRedact

/// How far the clocks behind the evidence run ahead of the edge's; negative when they are behind, zero when nothing says so.
///
/// The edge's clock is taken for right. What is within five seconds is left, for that much a reading may be off.
package struct Clocks: Sendable {
    let edge: ClockReading?
    let origin: ClockReading?
    private static let least = Duration.seconds(5)

    init(_ web: [WebStep]) {
        // The reading nearest to ours counts: a slow answer or an old copy can only make the others worse.
        edge = web.clockReadings([.trace, .edge]).min { $0.skew.magnitude < $1.skew.magnitude }
        origin = web.clockReadings([.origin]).min { $0.skew.magnitude < $1.skew.magnitude }
    }

    /// Reads the answers of the probes.
    package init(_ evidence: SealedCase) {
        self.init(evidence.steps.compactMap { WebStep($0) }.filter { $0.probe.way == nil })
    }

    /// Of the origin's clock, and with it of its logs.
    package var originSkew: Duration {
        guard let edge, let origin else { return .zero }
        return Self.told(origin.skew - edge.skew)
    }

    /// Of this host's clock.
    var hostSkew: Duration { Self.told(.zero - (edge?.skew ?? .zero)) }

    /// Of the clock of a browser.
    static func skew(of har: HARFile) -> Duration { told(.zero - (har.clockReading?.skew ?? .zero)) }

    /// How far off this host's times may be, by the edge's clock, when they are less its skew; `nil` when nothing tells.
    var hostUncertainty: Duration? { edge.map { Self.uncertainty($0, .zero - $0.skew) } }

    /// The same for the origin's times and those of its logs.
    var originUncertainty: Duration? {
        guard let edge, let origin else { return nil }
        return Self.uncertainty(origin, origin.skew - edge.skew) + edge.width
    }

    /// The same for a browser's times.
    static func uncertainty(of har: HARFile) -> Duration? {
        har.clockReading.map { uncertainty($0, .zero - $0.skew) }
    }

    /// What a reading may be off by, and what of it was left for being small.
    private static func uncertainty(_ reading: ClockReading, _ skew: Duration) -> Duration {
        reading.width + (told(skew) == .zero ? skew.magnitude : .zero)
    }

    /// `3 min fast`.
    package static func words(_ skew: Duration) -> String {
        "\(skew.magnitude.spoken) \(skew > .zero ? "fast" : "slow")"
    }

    private static func told(_ skew: Duration) -> Duration { skew.magnitude > least ? skew : .zero }
}
