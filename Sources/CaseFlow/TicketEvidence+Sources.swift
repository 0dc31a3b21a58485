import CaseBundle
import CaseCollect
import CaseFacts
import CaseIngest
import CaseModel
import CasePlan
import CaseReport
import JSONBytes

extension TicketEvidence {
    /// What a case that has not run will have: its files, and what its probes gather.
    ///
    /// Attachments are told by their first bytes. Whether a log holds durations is not known before it is read; it
    /// counts as if it did.
    init(planned request: CaseRequest, _ facts: Facts) {
        self.init()
        hars = request.hars.count
        logs = request.logs.count
        logsWithDurations = logs
        for input in request.attachments {
            switch AttachmentKind(Self.head(of: input, limit: 65_536)) {
            case .png, .jpeg: screenshots += 1
            case .text: texts += 1
            case .other: break
            }
        }
        for input in request.pastedPaths {
            let record = PathText.parse(Self.head(of: input, limit: 1 << 20))
            if let target = record.targetAddress, facts.isProxy(target) { reversePaths += 1 }
        }
        hasTestTools = !request.isOffline || !request.pastedPaths.isEmpty
        hasSamples = !request.isOffline && request.options.samples != nil
        hasOrigin = !request.isOffline && !request.options.origins.isEmpty
        hasOriginCertificate = hasOrigin && request.incident.targets.contains { $0.scheme == .https }
    }

    /// What a bundle has, by its manifest and records.
    init(_ reader: BundleReader, _ facts: Facts) {
        self.init()
        let paths = reader.files.map(\.path)
        hars = paths.count { $0.hasPrefix("har/") && $0.hasSuffix(".har") }
        screenshots = paths.count {
            $0.hasPrefix("attachments/") && ($0.hasSuffix(".png") || $0.hasSuffix(".jpg"))
        }
        texts = paths.count { $0.hasPrefix("attachments/") && $0.hasSuffix(".txt") }
        for path in paths where path.hasPrefix("logs/") && path.hasSuffix(".json") {
            logs += 1
            if Self.record(path, reader)?["latency"] != nil { logsWithDurations += 1 }
        }
        let pasted = paths.filter { $0.hasPrefix("path/pasted-") && $0.hasSuffix(".json") }
        for path in pasted {
            let target = Self.record(path, reader)?["target_address"]?.string.flatMap { IPAddress($0) }
            if target.map({ facts.isProxy($0) }) ?? false { reversePaths += 1 }
        }
        let steps = (reader.manifest["steps"]?.array ?? []).filter {
            ["saw", "failed", "timed_out"].contains($0["outcome"]?.string ?? "")
        }
        hasTestTools = !steps.isEmpty || !pasted.isEmpty
        let origins = steps.compactMap { $0["id"]?.string }.filter { $0.hasPrefix("http-origin") }
        hasOrigin = !origins.isEmpty
        hasSamples = steps.contains { $0["id"]?.string?.hasSuffix("-samples") ?? false }
        hasOriginCertificate = origins.prefix(50).contains { id in
            Self.record("http/\(id).json", reader).map { Self.holdsChain($0) } ?? false
        }
    }

    private static func record(_ path: String, _ reader: BundleReader) -> JSONValue? {
        (try? reader.read(path, limit: 16 << 20)).flatMap { try? JSONValue(parsing: $0) }
    }

    private static func holdsChain(_ record: JSONValue) -> Bool {
        (record["http"]?["exchanges"]?.array ?? []).contains { $0["tls"]?["chain"]?.array?.isEmpty == false }
    }

    /// The beginning of a file; nothing when it cannot be read.
    private static func head(of input: InputFile, limit: Int) -> [UInt8] {
        // A pipe gives its bytes once, and the run needs them.
        guard !input.opensOnce, var source = try? input.open() else { return [] }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < limit {
            guard let count = try? source.read(into: &buffer), count > 0 else { break }
            bytes += buffer[..<count]
        }
        return Array(bytes.prefix(limit))
    }
}
