import Testing

@testable import CaseBundle

struct AttachFolderTests {
    static let bundle: [(path: String, byteCount: Int)] = [
        ("manifest.json", 5000), ("findings.json", 500), ("timeline.json", 500), ("redactions.json", 500),
        ("case.txt", 2000), ("report.html", 90_000), ("dns/dns-a-1.txt", 300), ("dns/dns-a-1.json", 900),
        ("dns/dns-aaaa-1.txt", 310), ("http/http-edge-1.txt", 700), ("http/http-edge-1.json", 900),
        ("http/http-origin-1.txt", 600), ("path/path-mtr-edge-v4.txt", 800), ("har/har-1.har", 1_000_000),
        ("logs/log-1.log", 4000), ("logs/log-2.log", 0), ("attachments/attachment-1.png", 60_000),
        ("attachments/attachment-2.pdf", 60_000), ("attachments/attachment-3.jpeg", 10),
        ("attachments/attachment-4.mp4", 30_000_000),
    ]

    @Test func aPersonAttachesAHandfulCaseFirst() {
        let folder = attachFolder(Self.bundle)
        #expect(
            folder.items.map(\.name) == [
                "01-case.txt", "02-report.html", "03-har-1.har", "04-log-1.txt", "05-http.txt", "06-path.txt",
                "07-dns.txt", "08-attachment-1.png", "09-attachment-3.jpg",
            ])
        #expect(folder.items[4].sources == ["http/http-edge-1.txt", "http/http-origin-1.txt"])
        #expect(
            folder.items[6].pieces == [
                .init(heading: "==> dns/dns-a-1.txt <==\n\n", path: "dns/dns-a-1.txt", range: 0..<300),
                .init(
                    heading: "\n==> dns/dns-aaaa-1.txt <==\n\n", path: "dns/dns-aaaa-1.txt", range: 0..<310),
            ])
        #expect(folder.items[0].pieces == [.init(heading: "", path: "case.txt", range: 0..<2000)])
    }

    @Test func whatIsLeftOutHasAReason() {
        let folder = attachFolder(Self.bundle)
        let reasons = Dictionary(uniqueKeysWithValues: folder.leftOut.map { ($0.path, $0.reason) })
        #expect(reasons["attachments/attachment-2.pdf"] == "the portal does not take .pdf files")
        #expect(
            reasons["attachments/attachment-4.mp4"]
                == "over the portal's 20000000 bytes a file; send a link to it instead")
        #expect(reasons["logs/log-2.log"] == "is empty")
        #expect(reasons["manifest.json"] == "for programs; the report says the same")
        #expect(reasons["dns/dns-a-1.json"] == "for programs; the text beside it says the same")
    }

    @Test func everyFileIsAttachedWholeOrLeftOut() {
        for limit in [1, 50, 333, 700, 5000, 20_000_000] {
            var policy = AttachmentPolicy.published
            policy.byteLimit = limit
            let files = Self.bundle.map { (path: $0.path, byteCount: min($0.byteCount, 3000)) }
            let folder = attachFolder(files, policy: policy)
            #expect(Set(folder.items.map(\.name)).count == folder.items.count)
            let leftOut = Set(folder.leftOut.map(\.path))
            for file in files where !leftOut.contains(file.path) {
                let pieces = folder.items.flatMap(\.pieces).filter { $0.path == file.path }
                #expect(pieces.map(\.range.count).reduce(0, +) == file.byteCount)
                #expect(pieces.first?.range.lowerBound == 0)
                for (one, next) in zip(pieces, pieces.dropFirst()) {
                    #expect(one.range.upperBound == next.range.lowerBound)
                }
            }
            // A limit below a heading's length is beyond help.
            if limit >= 50 { #expect(folder.items.allSatisfy { $0.byteCount <= limit }) }
        }
    }

    @Test func bigFilesAreSplit() {
        let files = [
            (path: "logs/log-1.log", byteCount: 45_000_000), (path: "har/har-1.har", byteCount: 20_000_001),
            (path: "case.txt", byteCount: 20_000_000),
        ]
        let folder = attachFolder(files)
        #expect(
            folder.items.map(\.name) == [
                "01-case.txt", "02-har-1.har-part1.txt", "02-har-1.har-part2.txt", "03-log-1-part1.txt",
                "03-log-1-part2.txt", "03-log-1-part3.txt",
            ])
        #expect(
            folder.items.map(\.byteCount) == [20_000_000, 20_000_000, 1, 20_000_000, 20_000_000, 5_000_000])
    }

    @Test(
        "kinds of files get a name the portal takes",
        arguments: [
            ("a.log", "01-a.txt"), ("a.md", "01-a.txt"), ("a.NDJSON", "01-a.txt"), ("a.xml", "01-a.txt"),
            ("a", "01-a.txt"), ("a.pcapng", "01-a.pcapng"), ("a.tif", "01-a.tiff"), ("a.htm", "01-a.html"),
            ("a.b.csv", "01-a.b.csv"), (".hidden", "01-.hidden.txt"), ("a.zip", nil), ("a.gz", nil),
            ("a.exe", nil),
        ] as [(String, String?)])
    func names(file: String, expected: String?) {
        let folder = attachFolder([("attachments/\(file)", 10)])
        #expect(folder.items.map(\.name) == [expected].compactMap { $0 })
        #expect(folder.leftOut.isEmpty == (expected != nil))
    }

    @Test func moreThanNinetyNineFilesStillSort() {
        let files = (100..<220).map { (path: "attachments/attachment-\($0).png", byteCount: 1) }
        let names = attachFolder(files).items.map(\.name)
        #expect(names.first == "001-attachment-100.png")
        #expect(names == names.sorted())
    }
}
