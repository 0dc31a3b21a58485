import CaseModel
import Testing

@testable import CaseIngest

struct LogInputTests {
    private func read(_ bytes: [UInt8], chunk: Int, buffer size: Int) -> (bytes: [UInt8], failure: Failure?) {
        var input = LogInput(MemorySource(bytes, chunk: chunk))
        var buffer = [UInt8](repeating: 0, count: size)
        var output: [UInt8] = []
        do {
            while case let count = try input.next(into: &buffer), count > 0 { output += buffer[..<count] }
        } catch {
            return (output, error)
        }
        return (output, nil)
    }

    @Test("plain, marked and gzipped logs give the same text", arguments: [1, 3, 100, Int.max])
    func encodings(chunk: Int) {
        let text = LogSamples.text(LogSamples.mixed)
        let members = gzipStored(Array(text[..<100])) + gzipStored(Array(text[100...]))
        let utf16: [UInt8] = [0xff, 0xfe] + text.flatMap { [$0, 0] as [UInt8] }
        for bytes: [UInt8] in [text, [0xef, 0xbb, 0xbf] + text, gzipStored(text), members, utf16] {
            for size in [1, 7, 5000] {
                let result = read(bytes, chunk: chunk, buffer: size)
                #expect(result.bytes == text)
                #expect(result.failure == nil)
            }
        }
    }

    @Test("zeros at the front of a log are not taken for UTF-16")
    func zeros() {
        let text: [UInt8] = [0x41, 0, 0, 0x0a]
        #expect(read(text, chunk: 1, buffer: 10).bytes == text)
    }

    @Test func anEmptyLogIsEmpty() {
        #expect(read([], chunk: 1, buffer: 10).bytes.isEmpty)
    }

    @Test("a damaged gzip gives what stands before the damage", arguments: [1, 50, Int.max])
    func damaged(chunk: Int) {
        let text: [UInt8] = (0..<300).flatMap { _ in LogSamples.text(LogSamples.mixed) }
        let bytes = gzipStored(text)
        let cut = read(Array(bytes[..<(bytes.count / 2)]), chunk: chunk, buffer: 65_536)
        #expect(cut.failure?.code == .truncatedInput)
        #expect(cut.bytes.count > text.count / 2 - 6000)
        #expect(text.starts(with: cut.bytes))
        let trailing = read(bytes + [1, 2, 3], chunk: chunk, buffer: 65_536)
        #expect(trailing.failure?.code == .badInput)
        #expect(trailing.bytes.count > text.count - 5000)
    }

    @Test(
        "a stray zero makes no UTF-16 of a text",
        arguments: ["a\0\npassword=x\n", "\0a\npassword=x\n", "a\0\0\0b\0\0\0"])
    func strayZeros(text: String) throws {
        let bytes = Array(text.utf8)
        var input = LogInput(MemorySource(bytes), guessesUTF16: true)
        var read: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64)
        while case let count = try input.next(into: &buffer), count > 0 { read += buffer[..<count] }
        #expect(read == bytes)
    }
}
