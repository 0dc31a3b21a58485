import CaseModel
import TestSupport
import Testing

@testable import CaseIngest

struct HAREncodingTests {
    private static let text = #"{"log":{"entries":[{"a":"é😀ß"},{"b":"z"}]}}"#

    private static func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
        ((mark ? [0xfeff] : []) + Array(text.utf16)).flatMap { unit in
            let pair = [UInt8(unit >> 8), UInt8(unit & 255)]
            return bigEndian ? pair : pair.reversed()
        }
    }

    private static let encodings: [[UInt8]] = [
        Array(text.utf8), [0xef, 0xbb, 0xbf] + Array(text.utf8),
        utf16(text, bigEndian: true, mark: true), utf16(text, bigEndian: true, mark: false),
        utf16(text, bigEndian: false, mark: true), utf16(text, bigEndian: false, mark: false),
    ]

    @Test("every encoding reads as the same UTF-8, gzipped too", arguments: encodings)
    func encoding(bytes: [UInt8]) {
        for chunk in [1, 2, 3, 7, Int.max] {
            for input in [bytes, gzipStored(bytes)] {
                let run = HARRun(input, chunk: chunk)
                #expect(run.error == nil)
                #expect(run.text == Array(Self.text.utf8))
            }
        }
    }

    @Test func aLoneSurrogateAndHalfACharacterBecomeReplacements() {
        var transcoder = UTF16Transcoder(isBigEndian: true)
        var output: [UInt8] = []
        let input: [UInt8] = [0xd8, 0x3d, 0x00, 0x41, 0xde, 0x00, 0xd8, 0x3d, 0x07]
        transcoder.transcode(input.span, to: &output)
        transcoder.finish(&output)
        #expect(String(decoding: output, as: UTF8.self) == "\u{fffd}A\u{fffd}\u{fffd}")
    }

    @Test("a gzip file that was cut gives its first entries, then says so")
    func gzipCut() {
        let entries = (0..<400).map { #"{"index":\#($0),"pad":"xxxxxxxxxxxxxxxxxxxxxxxx"}"# }
        let bytes = gzipStored(Array((#"{"log":{"entries":["# + entries.joined(separator: ",") + "]}}").utf8))
        let run = HARRun(Array(bytes[..<(bytes.count / 2)]), chunk: 1000)
        guard case .source(let failure) = run.error else {
            Issue.record("no failure of the source")
            return
        }
        #expect((failure.operation, failure.code) == (.read, .truncatedInput))
        #expect(run.entriesRead > 50)
        #expect(run.entries.first == Array(entries[0].utf8))
        #expect(HARRun(run.text + run.closing).entriesRead == run.entriesRead)
    }

    @Test("a wrong checksum is a failure after the text, not instead of it")
    func gzipDamaged() {
        let text = Array((#"{"log":{"entries":[{}]}}"# + String(repeating: " ", count: 9000)).utf8)
        var bytes = gzipStored(text)
        bytes[bytes.count - 6] ^= 1
        let run = HARRun(bytes, chunk: 1000)
        #expect(run.error == .source(Failure(.read, .badInput, detail: "the gzip data is damaged")))
        #expect(run.entriesRead == 1)
    }

    @Test func changedGzipNeverCrashes() {
        var numbers = SplitMix64(seed: 7)
        let bytes = gzipStored(Array(HARSamples.firefox.utf8))
        for _ in 0..<500 {
            let mutant = numbers.mutant(of: bytes, alphabet: [0, 1, 0x1f, 0x8b, 255])
            let run = HARRun(mutant, chunk: 100)
            #expect(run.error != nil || run.entriesRead == 1)
        }
    }
}
