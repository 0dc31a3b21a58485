/// The bytes as UTF-8 without a fault: JSON has to be (RFC 8259 §8.1), and some programs cut texts inside a character.
///
/// What is no character becomes U+FFFD; bytes without fault are returned as they came.
func wholeCharacters(_ bytes: [UInt8]) -> [UInt8] {
    var all: UInt8 = 0
    let span = bytes.span
    for index in span.indices { all |= span[index] }
    guard all >= 0x80, String(validating: bytes, as: UTF8.self) == nil else { return bytes }
    return Array(String(decoding: bytes, as: UTF8.self).utf8)
}
