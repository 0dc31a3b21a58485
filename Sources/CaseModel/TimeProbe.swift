/// A question to a time server (RFC 5905, as SNTP asks it: once).
package struct TimeProbe: Sendable, Hashable {
    /// A missing port means 123.
    package var server: Endpoint
    package var timeout: Duration = .seconds(3)
    /// How often it is asked: a datagram may be lost.
    package var tries = 3

    package init(server: Endpoint) { self.server = server }
}

/// What a time server said, and how well it can be known.
package struct TimeEvidence: Sendable, Hashable {
    /// How far this host's clock runs ahead of the server's; negative when it is behind: the offset of RFC 5905 §8, with the
    /// other sign.
    package var ahead: Duration
    /// To the server and back, the server's own time taken off; the clock may be off by half of it more.
    package var delay: Duration
    /// 1 for a server with a clock of its own, up to 15.
    package var stratum: Int

    package init(ahead: Duration, delay: Duration, stratum: Int) {
        self.ahead = ahead
        self.delay = delay
        self.stratum = stratum
    }

    /// How far off `ahead` may be, either way.
    package var uncertainty: Duration { delay / 2 }
}
