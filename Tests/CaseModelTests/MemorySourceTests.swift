import Testing

@testable import CaseModel

struct MemorySourceTests {
    @Test("a memory source gives all its bytes whatever the pieces", arguments: [1, 2, 7, 100])
    func source(chunk: Int) throws {
        let bytes = Array("the quick brown fox".utf8)
        var source = MemorySource(bytes, chunk: chunk)
        var buffer = [UInt8](repeating: 0, count: 5)
        var read: [UInt8] = []
        while true {
            let count = try source.read(into: &buffer)
            guard count > 0 else { break }
            read += buffer[..<count]
        }
        #expect(read == bytes)
    }
}
