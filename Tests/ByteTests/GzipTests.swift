import TestSupport
import Testing

@testable import Archive

struct GzipTests {
    /// Unpacks in pieces of one size into a buffer of another.
    private func unpack(_ bytes: [UInt8], piece: Int, buffer size: Int) throws -> [UInt8] {
        var inflater = GzipInflater()
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: size)
        var start = 0
        while start < bytes.count {
            let end = min(start + piece, bytes.count)
            let input = Array(bytes[start..<end])
            var position = 0
            while true {
                let count = try inflater.read(from: input.span, at: &position, into: &buffer)
                guard count > 0 else { break }
                output += buffer[..<count]
            }
            #expect(position == input.count)
            start = end
        }
        try inflater.finish()
        return output
    }

    @Test(
        "gives back what was packed, however it is cut", arguments: [1, 7, 4096, 1 << 20], [1, 100, 65_536])
    func unpacksInPieces(piece: Int, buffer: Int) throws {
        let text = Samples.text(20_000)
        let packed = try Samples.gzip(text)
        #expect(try unpack(packed, piece: piece, buffer: buffer) == text)
    }

    @Test func membersBehindEachOtherAreOneText() throws {
        let packed = try Samples.gzip([1, 2]) + Samples.gzip([]) + Samples.gzip([3])
        #expect(try unpack(packed, piece: 5, buffer: 2) == [1, 2, 3])
    }

    @Test func zerosAfterTheLastMemberArePadding() throws {
        let packed = try Samples.gzip([1, 2]) + [0, 0, 0]
        #expect(try unpack(packed, piece: 8, buffer: 64) == [1, 2])
    }

    @Test func pushingAppendsEverything() throws {
        let text = Samples.text(300_000)
        let packed = try Samples.gzip(text)
        var inflater = GzipInflater()
        var output: [UInt8] = [9]
        try inflater.inflate(packed.span, into: &output)
        try inflater.finish()
        #expect(output == [9] + text)
    }

    @Test(
        "says what is wrong",
        arguments: [
            ([0x50, 0x4b, 3, 4], GzipError.notGzip), ([], .truncated), ([0x1f], .truncated),
            ([0x1f, 0x8c, 8, 0], .damaged),
        ])
    func refuses(bytes: [UInt8], expected: GzipError) {
        #expect(throws: expected) { try unpack(bytes, piece: 3, buffer: 10) }
    }

    @Test func aCutAChangedSumAndATailAreErrors() throws {
        let packed = try Samples.gzip(Samples.text(5000))
        #expect(throws: GzipError.truncated) { try unpack(packed.dropLast(), piece: 100, buffer: 100) }
        for distance in [1, 4, 5, 8] {
            var changed = packed
            changed[changed.count - distance] ^= 1
            #expect(throws: GzipError.damaged) { try unpack(changed, piece: 100, buffer: 100) }
        }
        #expect(throws: GzipError.trailingBytes) { try unpack(packed + [7], piece: 100, buffer: 100) }
        #expect(throws: GzipError.trailingBytes) {
            try unpack(packed + [0] + packed, piece: 100, buffer: 100)
        }
    }

    @Test func itIsKnownByItsFirstTwoBytes() {
        #expect(GzipInflater.isGzip([0x1f, 0x8b, 8]))
        #expect(!GzipInflater.isGzip([0x1f]))
        #expect(!GzipInflater.isGzip([0x50, 0x4b]))
    }

    @Test func damageNeverCrashes() throws {
        let packed = try Samples.gzip(Samples.text(3000)) + Samples.gzip(Samples.text(10))
        var refused = 0
        for mutant in SplitMix64.mutants(of: packed, count: 500, seed: 3) {
            do { _ = try unpack(mutant, piece: 64, buffer: 512) } catch { refused += 1 }
        }
        #expect(refused > 300)
    }

    @Test func theChecksumIsTheOneEveryoneKnows() {
        var crc = CRC32()
        crc.update(Array("1234".utf8).span)
        crc.update(Array("".utf8).span)
        crc.update(Array("56789".utf8).span)
        #expect(crc.value == 0xcbf4_3926)
    }

    @Test func nothingPacksToLessThanATwoHundredth() throws {
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        var deflater = Deflater()
        var output: [UInt8] = []
        for _ in 0..<16 { try deflater.write(zeros.span, into: &output) }
        try deflater.finish(into: &output)
        #expect(deflater.outputBytes == output.count)
        #expect(output.count * 201 > 16 << 20)
        #expect(output.count * 100 < 16 << 20)
        var stream = InflateStream(.raw)
        var buffer = [UInt8](repeating: 1, count: 1 << 20)
        var position = 0
        var total = 0
        var ended = false
        while !ended {
            let step = try stream.step(output.span, at: &position, into: &buffer, place: 0..<buffer.count)
            #expect(buffer[..<step.written] == zeros[..<step.written])
            total += step.written
            ended = step.ended
        }
        #expect(total == 16 << 20)
    }

    @Test func aResetCompressorGivesTheBytesOfANewOne() throws {
        let text = Samples.text(100_000)
        var used = Deflater(level: 1)
        var waste: [UInt8] = []
        try used.write(Samples.noise(200_000).span, into: &waste)
        try used.reset(level: 6)
        var again: [UInt8] = []
        try used.write(text.span, into: &again)
        try used.finish(into: &again)
        var new = Deflater(level: 6)
        var fresh: [UInt8] = []
        try new.write(text.span, into: &fresh)
        try new.finish(into: &fresh)
        #expect(again == fresh)
    }
}
