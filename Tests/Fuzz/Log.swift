import CaseIngest
import CaseModel

/// Scans any bytes as a log, its first line taken for a format when it is one; every line is counted once, and what is
/// somebody's in a line that is kept stands in it.
func fuzzLog(_ bytes: [UInt8]) {
    var options = LogOptions()
    options.zone = LogZone(
        name: "x", changes: [.init(from: .min, offset: 3600), .init(from: 1_795_000_000, offset: 0)])
    options.template = try? LogTemplate(String(decoding: bytes.prefix { $0 != 0x0a }, as: UTF8.self))
    options.rays = [0x9f14_0b78_5e57_c458]
    options.headByteLimit = 500
    options.tailByteLimit = 500
    options.edgeRanges = [IPPrefix("104.16.0.0/13"), IPPrefix("2606:4700::/32")].compactMap { $0 }
    var scanner = LogScanner(options: options)
    var input = LogInput(MemorySource(bytes))
    var buffer = [UInt8](repeating: 0, count: 1 + bytes.count % 97)
    do {
        while case let count = try input.next(into: &buffer), count > 0 {
            scanner.feed(buffer.span.extracting(0..<count))
            for line in scanner.takeKept() {
                for field in line.fields {
                    precondition(!field.range.isEmpty && field.range.upperBound <= line.bytes.count)
                }
            }
        }
    } catch {}
    let summary = scanner.finish().evidence.summary
    precondition(summary.lines == summary.parsed + summary.unparsed + summary.blank + summary.comments)
}
