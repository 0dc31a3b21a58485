package import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The system's clocks.
package struct SystemClock: WallClock {
    package init() {}

    package func now() -> Timestamp {
        Timestamp(nanosecondsSinceEpoch: Self.nanoseconds(CLOCK_REALTIME))
    }

    package func monotonic() -> Duration {
        .nanoseconds(Self.nanoseconds(CLOCK_MONOTONIC))
    }

    package func wait(_ duration: Duration) async { try? await Task.sleep(for: duration) }

    private static func nanoseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        _ = unsafe clock_gettime(clock, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
