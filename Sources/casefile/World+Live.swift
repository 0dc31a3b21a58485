import CaseCollect
import CaseFlow
import CaseModel
import CaseSystem
import CurlTransfer

extension World {
    /// The real world.
    ///
    /// - Parameters:
    ///   - folder: Where bundles go, and scratch files that have no name.
    ///   - clock: What time it is.
    ///   - seed: Makes everything random repeatable; for tests.
    ///   - authorityFile: A PEM file of authorities that name servers asked over TLS are trusted by.
    /// - Returns: Ports over libcurl, sockets, processes and files.
    /// - Throws: `CurlUnavailable` when libcurl is too old.
    static func live(folder: String, clock: any WallClock, seed: String?, authorityFile: String?) throws
        -> World
    {
        let http = try CurlTransport()
        let ports = ProbePorts(
            http: http, dns: CarriedDNS(http, authorityFile: authorityFile), processes: SubprocessRunner(),
            paths: SocketPathTracer(), clock: clock)
        let key = seed.map { Seed($0).bytes(32) } ?? SystemEntropy.bytes(32)
        return World(
            ports: ports, redactionKey: key,
            messageIDs: { step in
                let bytes = seed.map { Seed($0 + step.description).bytes(2) } ?? SystemEntropy.bytes(2)
                return bytes.reduce(0) { $0 << 8 | UInt16($1) }
            },
            scratch: { () throws(SinkError) in
                try Folders.create(folder)
                return try ScratchFile(folder: folder)
            },
            store: FolderStore(folder: folder))
    }
}

/// Repeatable bytes from a word (FNV-1a and SplitMix64); never for a real case.
private struct Seed {
    private var state: UInt64

    init(_ word: String) {
        state = word.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    func bytes(_ count: Int) -> [UInt8] {
        var state = state
        return (0..<count).map { _ in
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
            return UInt8(truncatingIfNeeded: mixed >> 56)
        }
    }
}

/// A wall that shows one moment, and a real monotonic clock.
struct FixedClock: WallClock {
    private let moment: Timestamp
    private let measuring: any WallClock

    init(at moment: Timestamp, measuring: any WallClock) {
        self.moment = moment
        self.measuring = measuring
    }

    func now() -> Timestamp { moment }
    func monotonic() -> Duration { measuring.monotonic() }
    func wait(_ duration: Duration) async { await measuring.wait(duration) }
}
