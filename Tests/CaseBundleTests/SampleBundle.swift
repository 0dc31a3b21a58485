import Archive
import CaseModel
import JSONBytes
import TestSupport
import Testing

@testable import CaseBundle
@testable import CaseRedact

/// A small bundle, and machines to write it with.
enum SampleBundle {
    static let time = Timestamp(nanosecondsSinceEpoch: 1_795_343_464_000_000_000)

    static func name() throws -> BundleName { BundleName(zone: try Hostname("www.example.com"), at: time) }

    static func path(_ text: String) throws -> BundlePath { try #require(BundlePath(text)) }

    static func file(
        _ path: String, _ bytes: [UInt8], type: String = "text/plain", step: StepID? = nil,
        redactions: Int = 0
    ) throws -> BundleFile {
        BundleFile(
            path: try self.path(path), content: .bytes(Sealed(minting: bytes)), mediaType: type, step: step,
            redactions: redactions)
    }

    static func files() throws -> [BundleFile] {
        let spool = SealedSpool(over: MemorySpool(mostAtOnce: 10_000))
        for line in 0..<5000 {
            try spool.append(Sealed(minting: Array("\(line) 203.0.113.7 GET /checkout 522\n".utf8)))
        }
        let log = BundleFile(
            path: try path("logs/log-1.log"), content: .spool(spool), mediaType: "text/plain", step: nil,
            redactions: 27)
        return [
            try file("case.txt", Array("Priority: P2\n".utf8)),
            try file("report.html", Array("<!doctype html>".utf8), type: "text/html; charset=utf-8"),
            try file("findings.json", Array("[{\"id\":\"edge-522\"}]\n".utf8), type: "application/json"),
            try file("http/http-edge-1.txt", Array("HTTP/2 522\n".utf8), step: "http-edge-1", redactions: 3),
            try file("attachments/attachment-1.png", [0x89, 0x50, 0x4e, 0x47, 1, 2, 3], type: "image/png"),
            log,
        ]
    }

    static let head = JSONValue(members: [
        "made_at": "2026-11-22T10:31:04.000Z",
        "case": JSONValue(members: [
            "zone": "www.example.com", "zone_id": "023e105f4ecef8ad9ca31a8372d0c353",
        ]),
        "gaps": .array([JSONValue(members: ["subject": "path-mtr", "reason": "mtr is not installed"])]),
    ])

    static func bytes(
        _ files: [BundleFile]? = nil, head: JSONValue = head, format: ArchiveFormat = .zip
    ) throws -> [UInt8] {
        var sink = MemorySink()
        let files = try files ?? self.files()
        try writeBundle(
            name: name(), files: files, head: Sealed(minting: head), format: format, modified: time, to: &sink
        )
        return sink.bytes
    }

    /// Files of any name and content, with whatever manifest is among them.
    static func archive(_ files: [(String, [UInt8])], format: ArchiveFormat = .zip) throws -> [UInt8] {
        switch format {
        case .zip:
            var writer = ZipWriter()
            return try pack(&writer, files)
        case .tarGzip:
            var writer = TarGzipWriter(modified: ArchiveTime(time))
            return try pack(&writer, files)
        }
    }

    private static func pack<Writer: ArchiveWriter & ~Copyable>(
        _ writer: inout Writer, _ files: [(String, [UInt8])]
    ) throws -> [UInt8] {
        var output: [UInt8] = []
        for (name, bytes) in files {
            try writer.begin(
                ArchiveEntry(name: name, byteCount: bytes.count, modified: ArchiveTime(time)), into: &output)
            try writer.write(bytes.span, into: &output)
            try writer.end(into: &output)
        }
        try writer.finish(into: &output)
        return output
    }

    static func reader(_ bytes: [UInt8]) throws -> BundleReader { try BundleReader(MemoryBytes(bytes)) }
}

/// A disk that is full after some bytes.
struct FullDisk: ByteSink {
    var room: Int

    mutating func write(_ bytes: Span<UInt8>) throws(SinkError) {
        room -= bytes.count
        guard room >= 0 else { throw SinkError("no space left on device") }
    }
}
