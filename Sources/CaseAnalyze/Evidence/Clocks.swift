import CaseModel
package import CaseRedact

/// How far the clocks behind the evidence run ahead of the edge's; negative when they are behind, zero when nothing says so.
///
/// The edge's clock is taken for right. What is within five seconds is left, for that much a reading may be off.
package struct Clocks: Sendable {
    let edge: ClockReading?
    let origin: ClockReading?
    private static let least = Duration.seconds(5)

    init(_ view: EvidenceView) {
        // The reading nearest to ours counts: a slow answer or an old copy can only make the others worse.
        edge = view.clockReadings([.trace, .edge]).min { $0.skew.magnitude < $1.skew.magnitude }
        origin = view.clockReadings([.origin]).min { $0.skew.magnitude < $1.skew.magnitude }
    }

    /// Reads the answers of the probes.
    package init(_ evidence: SealedCase) { self.init(EvidenceView(evidence, now: .distantPast)) }

    /// Of the origin's clock, and with it of its logs.
    package var originSkew: Duration {
        guard let edge, let origin else { return .zero }
        return Self.told(origin.skew - edge.skew)
    }

    /// Of this host's clock.
    var hostSkew: Duration { Self.told(.zero - (edge?.skew ?? .zero)) }

    /// Of the clock of a browser.
    static func skew(of har: HARFile) -> Duration { told(.zero - (har.clockReading?.skew ?? .zero)) }

    /// `3 min fast`.
    package static func words(_ skew: Duration) -> String {
        "\(skew.magnitude.spoken) \(skew > .zero ? "fast" : "slow")"
    }

    private static func told(_ skew: Duration) -> Duration { skew.magnitude > least ? skew : .zero }
}
