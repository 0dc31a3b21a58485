import CaseBundle
import CaseIngest
import CaseModel

/// A part of a file, read from its front.
private struct PartSource: ByteSource {
    let bytes: any RandomAccessBytes
    var range: Range<Int>

    mutating func read(into buffer: inout [UInt8]) throws(Failure) -> Int {
        let piece = try bytes.read(at: range.lowerBound, count: min(buffer.count, range.count))
        buffer.replaceSubrange(0..<piece.count, with: piece)
        range = range.lowerBound + piece.count..<range.upperBound
        return piece.count
    }
}

/// The part of a log in which a window stands, found without reading the rest; `nil` when all of it has to be read.
///
/// - Throws: `Failure` of the file.
func windowSource(_ input: InputFile, _ cut: LogCut) throws(Failure) -> AnyByteSource? {
    guard let window = cut.window, cut.rays.isEmpty, let slack = cut.slack, let open = input.openAnywhere
    else {
        return nil
    }
    // A pipe, say, cannot be read so; opening it the other way says what is wrong.
    guard let bytes = try? open() else { return nil }
    var search = LogBisection(byteCount: bytes.byteCount, zoneOffset: cut.zoneOffset) {
        (offset, count) throws(Failure) in
        try bytes.read(at: offset, count: count)
    }
    guard let range = try search.range(of: window, slack: slack) else { return nil }
    return AnyByteSource(PartSource(bytes: bytes, range: range))
}
