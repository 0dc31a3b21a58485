import CaseIngest
import CaseModel
import CaseRedact
import CaseReport
package import JSONBytes

/// Two HARs compared, sealed and ready to show.
package struct ComparedHARs: Sendable {
    package let json: JSONValue
    package let text: String
    /// Whether nothing differs but noise.
    package let isSame: Bool
    /// Why a file was compared only up to some place.
    package let stopped: String?
}

/// Compares two HARs; both go through one redactor first, so that equal secrets stay equal and none is shown.
///
/// - Parameters:
///   - a: The first recording, the good one or the one through the CDN.
///   - b: The second.
///   - ignoresHost: Whether requests to different hosts may be the same request.
///   - thresholdMS: Times differ when they are further apart than this and by a quarter of the longer.
///   - key: 32 bytes nobody can guess.
/// - Returns: What differs.
/// - Throws: `HARError` when one has no entry to compare, `Failure` of a file.
package func compareHARs(
    _ a: InputFile, _ b: InputFile, ignoresHost: Bool, thresholdMS: Double, key: [UInt8]
) throws -> ComparedHARs {
    var redactor = Redactor(key: key, policy: RedactionPolicy())
    var options = HARComparisonOptions()
    options.ignoresHost = ignoresHost
    options.thresholdMS = thresholdMS
    var comparer = HARComparer(options)
    let first = try feed(a, .a, &redactor, &comparer)
    let second = try feed(b, .b, &redactor, &comparer)
    let comparison = sealed(comparer.finish(), &redactor)
    return ComparedHARs(
        json: Records.harComparison(comparison), text: TextRecords.harComparison(comparison),
        isSame: comparison.isSame, stopped: first ?? second)
}

/// Reads one side.
///
/// - Returns: Why it ends early.
private func feed(
    _ input: InputFile, _ side: HARComparer.Side, _ redactor: inout Redactor, _ comparer: inout HARComparer
) throws -> String? {
    let file = BundlePath(folder: .har, step: side == .a ? "har-1" : "har-2", suffix: ".har")
    var reader = HARReader(AnyByteSource(try input.open()))
    var makers = HARSummaryBuilder()
    var stopped: HARPass.Stop?
    do {
        while let piece = try reader.next() {
            switch piece {
            case .structure: break
            case .member(let name, let bytes): makers.note(member: name, bytes)
            case .entry(let index, let bytes):
                try comparer.add(redactor.seal(harEntry: bytes, in: file).value, index: index, to: side)
            }
        }
    } catch let error as HARReadError {
        let stop = HARPass.Stop(error)
        stopped = stop
        comparer.add(Notice(.error, stop.reason, place: side == .a ? "A" : "B"))
    }
    if let stopped, reader.entriesRead == 0 { throw stopped.error }
    comparer.note(creator: makers.finish().creator, of: side)
    return stopped?.reason
}

/// What is shown goes through the redactor once more: it has seen both files whole by now.
private func sealed(_ comparison: HARComparison, _ redactor: inout Redactor) -> HARComparison {
    let file = BundlePath(folder: .har, step: "har-1", suffix: ".har")
    func clean(_ text: String, _ redactor: inout Redactor) -> String {
        redactor.seal(string: text, in: file).value
    }
    func clean(_ side: HARComparison.Side, _ redactor: inout Redactor) -> HARComparison.Side {
        var side = side
        side.creator = side.creator.map { clean($0, &redactor) }
        for index in side.only.indices { side.only[index].url = clean(side.only[index].url, &redactor) }
        return side
    }
    var comparison = comparison
    comparison.a = clean(comparison.a, &redactor)
    comparison.b = clean(comparison.b, &redactor)
    for index in comparison.differences.indices {
        var difference = comparison.differences[index]
        difference.before.url = clean(difference.before.url, &redactor)
        difference.after.url = clean(difference.after.url, &redactor)
        for place in difference.headers.indices {
            let header = difference.headers[place]
            difference.headers[place].before = header.before.map { clean("\(header.name): \($0)", &redactor) }
                .map { String($0.dropFirst(header.name.count + 2)) }
            difference.headers[place].after = header.after.map { clean("\(header.name): \($0)", &redactor) }
                .map { String($0.dropFirst(header.name.count + 2)) }
        }
        comparison.differences[index] = difference
    }
    return comparison
}
