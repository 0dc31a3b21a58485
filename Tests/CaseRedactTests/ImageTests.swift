import TestSupport
import Testing

@testable import CaseRedact

struct ImageTests {
    static func chunk(_ kind: String, _ payload: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(payload.count)] + Array(kind.utf8) + payload + [1, 2, 3, 4]
    }

    static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    static let png =
        signature + chunk("IHDR", [1, 2, 3]) + chunk("tEXt", Array("jo@example.com".utf8))
        + chunk("eXIf", [9])
        + chunk("IDAT", [5, 6]) + chunk("IEND", [])
    static let jpeg: [UInt8] =
        [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xe1, 0, 5, 7, 7, 7, 0xff, 0xfe, 0, 4, 8, 8]
        + [0xff, 0xdb, 0, 3, 3, 0xff, 0xda, 0, 3, 4, 0x55, 0xff, 0x00, 0x66, 0xff, 0xd0, 0x77, 0xff, 0xd9]

    @Test func metadataOfAPNGGoAndPixelsStay() {
        var redactor = makeRedactor()
        let sealed = redactor.seal(image: Self.png + [0xaa], in: somewhere)?.value
        #expect(
            sealed == Self.signature + Self.chunk("IHDR", [1, 2, 3]) + Self.chunk("IDAT", [5, 6])
                + Self.chunk("IEND", []))
    }

    @Test func metadataOfAJPEGGoAndPixelsStay() {
        var redactor = makeRedactor()
        let sealed = redactor.seal(image: Self.jpeg + [0xaa], in: somewhere)?.value
        #expect(
            sealed == [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xdb, 0, 3, 3, 0xff, 0xda, 0, 3, 4]
                + [0x55, 0xff, 0x00, 0x66, 0xff, 0xd0, 0x77, 0xff, 0xd9])
    }

    @Test(
        "what cannot be taken apart is withheld",
        arguments: [
            [], [0x47, 0x49, 0x46, 0x38], Array(png.dropLast(5)), Array(jpeg.dropLast(2)),
            [0xff, 0xd8, 0xff],
            signature + [0xff, 0xff, 0xff, 0xff, 0x49, 0x44, 0x41, 0x54, 0, 0, 0, 0],
        ] as [[UInt8]])
    func withheld(image: [UInt8]) {
        var redactor = makeRedactor()
        let sealed = redactor.seal(image: image, in: somewhere)
        #expect(sealed == nil)
    }

    @Test("broken images do not crash", arguments: [png, jpeg])
    func mutants(sample: [UInt8]) {
        var redactor = makeRedactor()
        for seed in 0..<500 {
            var random = SplitMix64(seed: UInt64(seed))
            var image = sample
            for _ in 0..<3 {
                image[Int.random(in: 0..<image.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            image.removeLast(Int.random(in: 0..<image.count, using: &random))
            let sealed = redactor.seal(image: image, in: somewhere)
            #expect((sealed?.value.count ?? 0) <= sample.count)
        }
    }
}
