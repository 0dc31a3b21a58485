import Testing

@testable import CaseRedact

struct KeyedHashTests {
    /// Key 00…0f and input 00…, as in the appendix of the paper and its reference implementation.
    @Test(
        "says what the paper says",
        arguments: [
            (0, 0x726f_db47_dd0e_0e31), (1, 0x74f8_39c5_93dc_67fd), (8, 0x93f5_f579_9a93_2462),
            (15, 0xa129_ca61_49be_45e5),
        ] as [(Int, UInt64)])
    func vector(count: Int, expected: UInt64) {
        let input = (0..<count).map { UInt8($0) }
        #expect(KeyedHash(key: (0..<16).map { UInt8($0) }).hash(input.span) == expected)
    }

    @Test func aNumberHashesAsItsBytes() {
        let keyed = KeyedHash(key: [7, 1])
        let bytes: [UInt8] = [0xef, 0xcd, 0xab, 0x89, 0x67, 0x45, 0x23, 0x01]
        #expect(keyed.hash(0x0123_4567_89ab_cdef) == keyed.hash(bytes.span))
    }

    @Test func anotherKeyGivesAnotherHash() {
        let bytes = Array("hunter2".utf8)
        #expect(KeyedHash(key: [1]).hash(bytes.span) != KeyedHash(key: [2]).hash(bytes.span))
    }
}
