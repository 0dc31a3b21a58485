/// Counts of short names that stand in lines, without making text of a name that was seen before.
struct NameCounts {
    private var names: [[UInt8]] = []
    private var tallies: [Int] = []
    private var places: [UInt64: Int] = [:]
    private var lastHash: UInt64 = 0
    private var lastPlace = -1
    /// Lines whose name came after the table was full.
    private(set) var beyond = 0
    let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Counts a name; letters count without their case, at most 256 bytes are looked at.
    mutating func add(_ line: Span<UInt8>, _ range: Range<Int>) {
        let range = range.lowerBound..<min(range.upperBound, range.lowerBound + 256)
        let hash = ByteHash.folded(line, range)
        if hash == lastHash, lastPlace >= 0 {
            tallies[lastPlace] &+= 1
            return
        }
        if let place = places[hash] {
            tallies[place] &+= 1
            lastPlace = place
        } else {
            guard names.count < limit else {
                beyond += 1
                return
            }
            lastPlace = names.count
            places[hash] = lastPlace
            names.append(copied(line, range))
            tallies.append(1)
        }
        lastHash = hash
    }

    mutating func merge(_ other: NameCounts) {
        beyond += other.beyond
        for (hash, theirs) in other.places.sorted(by: { $0.value < $1.value }) {
            if let place = places[hash] {
                tallies[place] += other.tallies[theirs]
            } else if names.count < limit {
                places[hash] = names.count
                names.append(other.names[theirs])
                tallies.append(other.tallies[theirs])
            } else {
                beyond += other.tallies[theirs]
            }
        }
    }

    /// By name, as it was spelt first.
    var counts: [String: Int] {
        var counts: [String: Int] = [:]
        for (name, tally) in zip(names, tallies) {
            counts[String(decoding: name, as: UTF8.self), default: 0] += tally
        }
        return counts
    }
}

/// FNV-1a of 64 bits over bytes of a line.
enum ByteHash {
    /// Takes ASCII letters as lower case, and passes everything but letters and digits.
    static func name(_ line: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in range {
            let byte = line[index]
            let isLetter = (byte | 0x20) &- 97 < 26
            guard isLetter || byte &- 48 < 10 else { continue }
            hash = (hash ^ UInt64(isLetter ? byte | 0x20 : byte)) &* 0x0000_0100_0000_01b3
        }
        return hash
    }

    /// Takes ASCII letters as lower case.
    static func folded(_ line: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in range {
            let byte = line[index]
            let isUpper = byte &- 65 < 26
            hash = (hash ^ UInt64(isUpper ? byte | 0x20 : byte)) &* 0x0000_0100_0000_01b3
        }
        return hash
    }
}
