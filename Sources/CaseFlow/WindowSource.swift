import CaseBundle
import CaseIngest
import CaseModel

/// A part of a file, read from its front.
struct LogPart: ByteSource {
    let bytes: any RandomAccessBytes
    var range: Range<Int>

    mutating func read(into buffer: inout [UInt8]) throws(Failure) -> Int {
        let piece = try bytes.read(at: range.lowerBound, count: min(buffer.count, range.count))
        buffer.replaceSubrange(0..<piece.count, with: piece)
        range = range.lowerBound + piece.count..<range.upperBound
        return piece.count
    }
}

/// The part of a log in which a window stands, found without reading the rest.
///
/// - Parameters:
///   - input: The log.
///   - window: The stretch of time.
///   - slack: How far a line may stand from its place in time.
///   - zone: Of times that say none.
///   - template: The format lines are tried by first.
///   - least: Smaller files are read whole, bytes.
/// - Returns: `nil` when all of it has to be read.
/// - Throws: `Failure` of the file.
func logPart(
    _ input: InputFile, _ window: TimeWindow, _ slack: Duration, _ zone: LogZone?, _ template: LogTemplate?,
    least: Int = 0
) throws(Failure) -> LogPart? {
    // A pipe, say, cannot be read so; opening it the other way says what is wrong.
    guard let open = input.openAnywhere, let bytes = try? open(), bytes.byteCount >= least else { return nil }
    var search = LogBisection(byteCount: bytes.byteCount, zone: zone, template: template) {
        (offset, count) throws(Failure) in
        try bytes.read(at: offset, count: count)
    }
    guard let range = try search.range(of: window, slack: slack) else { return nil }
    return LogPart(bytes: bytes, range: range)
}
