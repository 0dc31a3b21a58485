import Testing

@testable import CaseIngest

struct PictureSizeTests {
    private static let png: [UInt8] =
        [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13] + Array("IHDR".utf8)
        + [0, 0, 5, 0, 0, 0, 2, 0xd0, 8, 2, 0, 0, 0]
    /// A comment, a table, then the frame header of 640 × 480.
    private static let jpeg: [UInt8] =
        [0xff, 0xd8, 0xff, 0xfe, 0, 4, 1, 2, 0xff, 0xff, 0xc4, 0, 3, 9]
        + [0xff, 0xc2, 0, 11, 8, 1, 0xe0, 2, 0x80, 1, 1, 0x11, 0]

    @Test func readsTheHeadOfAPNG() {
        #expect(PictureSize.of(Self.png)?.width == 1280)
        #expect(PictureSize.of(Self.png)?.height == 720)
    }

    @Test func readsTheFrameOfAJPEG() {
        #expect(PictureSize.of(Self.jpeg)?.width == 640)
        #expect(PictureSize.of(Self.jpeg)?.height == 480)
    }

    @Test("a head cut anywhere gives a size or none, never a crash", arguments: 0..<27)
    func survivesCuts(count: Int) {
        _ = PictureSize.of(Array(Self.png.prefix(count)))
        _ = PictureSize.of(Array(Self.jpeg.prefix(count)))
        #expect(PictureSize.of(Array(Self.png.prefix(min(count, 23)))) == nil)
    }

    @Test(
        "what says no size has none",
        arguments: [[], [0x47, 0x49, 0x46], [0xff, 0xd8, 0xff, 0xda, 0, 2, 1]] as [[UInt8]])
    func others(bytes: [UInt8]) { #expect(PictureSize.of(bytes) == nil) }
}
