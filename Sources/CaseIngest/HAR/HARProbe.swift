package import CaseModel

/// Whether a file begins as a HAR does: an object whose `log` is an object with members of a log.
///
/// Looks at the first 64 KB, inflated and as UTF-8; what cannot be read is for the reading itself to say.
package func beginsHAR(_ source: consuming some ByteSource) -> Bool {
    var input = TextInput(source, guessesUTF16: true)
    var head: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while head.count < buffer.count {
        guard let count = try? input.read(into: &buffer), count > 0 else { break }
        head += buffer[..<count].filter { $0 > 0x20 && $0 < 0x7f }
    }
    let text = String(decoding: head, as: UTF8.self)
    guard text.hasPrefix("{") else { return false }
    return text.hasPrefix(#"{"log":{"#)
        || ["version", "creator", "browser", "pages", "entries"].contains {
            text.contains(#""log":{"\#($0)""#)
        }
}
