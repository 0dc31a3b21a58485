import Testing

@testable import CaseRedact

struct Base64Tests {
    @Test func bytesOfEveryLengthComeBack() {
        for count in 0..<100 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 77 &+ 200) }
            #expect(Base64.decoded(Base64.encoded(bytes)) == bytes)
        }
    }

    @Test(
        "reads both alphabets, line ends and missing padding, and nothing else",
        arguments: [
            ("aGVsbG8gd29ybGQ=", "hello world"), ("aGVsbG8gd29ybGQ", "hello world"),
            ("aGVs\r\nbG8g\nd29y bGQ", nil),
            ("aGVs\r\nbG8g\nd29ybGQ=", "hello world"), ("Pz8_Pz8-", "?????>"), ("Pz8/Pz8+", "?????>"),
            ("====", ""),
            ("aGVs=bG8g", nil), ("aGVsbG8*", nil), ("äGVs", nil),
        ] as [(String, String?)])
    func decoded(text: String, expected: String?) {
        #expect(Base64.decoded(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } == expected)
    }
}
