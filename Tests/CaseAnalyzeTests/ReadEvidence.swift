import CaseFacts
import CaseModel
import Foundation
import TestSupport

@testable import CaseIngest
@testable import CaseRedact

/// Evidence as files have it: read by the readers, sealed by the redactor, and only then judged.
enum ReadEvidence {
    private static func redactor() -> Redactor {
        var policy = RedactionPolicy()
        policy.publicRanges = (try? Scenario.facts.get().proxyRanges) ?? []
        return Redactor(key: Array(0..<32), policy: policy)
    }

    /// A file of the samples that come with the program.
    static func sample(_ name: String) -> [UInt8] {
        let file = Repository.root.appending(path: "Samples/" + name)
        return (try? Data(contentsOf: file)).map { [UInt8]($0) } ?? []
    }

    /// A log, with the Ray IDs to look for.
    static func log(_ text: String, rays: [String] = []) -> SealedInput<LogEvidence> {
        log(bytes: Array(text.utf8), rays: rays)
    }

    static func log(
        bytes: [UInt8], rays: [String] = [], zone: LogZone? = nil, step: StepID = "log-1"
    ) -> SealedInput<LogEvidence> {
        var options = LogOptions()
        options.zone = zone
        options.rays = Set(rays.compactMap { RayID($0)?.value })
        options.edgeRanges = (try? Scenario.facts.get().proxyRanges) ?? []
        var scanner = LogScanner(options: options)
        scanner.feed(bytes.span)
        let evidence = scanner.finish().evidence
        let file = BundlePath(folder: .logs, step: step, suffix: ".log")
        var redactor = redactor()
        return SealedInput(file: file, record: redactor.seal(evidence, in: file))
    }

    /// nginx's error log on a request of 10:21 that its backend let wait; its times are UTC, as the user said.
    static var errorLog: SealedInput<LogEvidence> {
        let text =
            #"2026/11/22 10:21:00 [error] 31#31: *7 upstream timed out (110: Connection timed out) while reading "#
            + #"response header from upstream, client: 203.0.113.9, server: www.example.com, "#
            + #"request: "GET /checkout HTTP/1.1", upstream: "http://127.0.0.1:9000/checkout", host: "www.example.com""#
            + "\n"
        return log(bytes: Array(text.utf8), rays: [], zone: .utc, step: "log-2")
    }

    /// A HAR of these entries, each a JSON object.
    static func har(_ entries: [String]) -> SealedInput<HARSummary> {
        var builder = HARSummaryBuilder()
        for (index, entry) in entries.enumerated() {
            if let entry = try? readHAREntry(Array(entry.utf8), index: index) { builder.add(entry) }
        }
        return sealed(builder.finish())
    }

    /// A whole HAR.
    static func har(bytes: [UInt8]) -> SealedInput<HARSummary> {
        var reader = HARReader(MemorySource(bytes))
        var builder = HARSummaryBuilder()
        while let record = try? reader.nextRecord() {
            if case .entry(let entry) = record { builder.add(entry) }
        }
        return sealed(builder.finish())
    }

    private static func sealed(_ summary: HARSummary) -> SealedInput<HARSummary> {
        let file = BundlePath(folder: .har, step: "har-1", suffix: ".har")
        var redactor = redactor()
        return SealedInput(file: file, record: redactor.seal(summary, in: file))
    }

    /// Pasted output of a path tool.
    static func path(_ text: String) -> SealedInput<PathRecord> {
        let file = BundlePath(folder: .path, step: "pasted-1", suffix: ".txt")
        var redactor = redactor()
        return SealedInput(file: file, record: redactor.seal(PathText.parse(Array(text.utf8)), in: file))
    }

    /// An entry as Chrome writes it; `more` goes into the answer, `outer` beside it.
    static func entry(
        _ status: Int, at time: String = "2026-11-22T10:20:00.000Z", ray: String? = nil, wait: Double = 40,
        fields: [(String, String)] = [], more: String = "", outer: String = ""
    ) -> String {
        let headers = (fields + (ray.map { [("cf-ray", $0)] } ?? []))
            .map { #"{"name":"\#($0.0)","value":"\#($0.1.replacing("\"", with: "\\\""))"}"# }.joined(
                separator: ",")
        return #"{"startedDateTime":"\#(time)","time":\#(wait + 22),"request":{"method":"GET","#
            + #""url":"https://www.example.com/checkout","httpVersion":"h2","headers":[]},"#
            + #""response":{"status":\#(status),"headers":[\#(headers)],"content":{"size":120,"mimeType":"text/html"}\#(more)},"#
            + #""timings":{"blocked":1,"dns":4,"connect":15,"ssl":9,"send":1,"wait":\#(wait),"receive":1}\#(outer)}"#
    }
}
