import CaseModel
import Testing

@testable import CaseIngest

struct HARSummaryTests {
    private func summary(_ text: String) throws -> HARSummary {
        var builder = HARSummaryBuilder()
        for piece in HARRun(HARSamples.bytes(text)).pieces {
            switch piece {
            case .structure: break
            case .member(let name, let bytes): builder.note(member: name, bytes)
            case .entry(let index, let bytes): builder.add(try readHAREntry(bytes, index: index))
            }
        }
        return builder.finish()
    }

    @Test func aHARIsSummedUp() throws {
        let summary = try summary(HARSamples.chrome)
        #expect(summary.entries == 2)
        #expect(summary.statusCounts == [522: 1])
        #expect(summary.methodCounts == ["GET": 1, "POST": 1])
        #expect(summary.hostCounts == ["shop.example.com": 1, "api.example.com": 1])
        #expect(summary.responseBodyBytes == 1234)
        #expect(summary.failed.map(\.index) == [0, 1])
        #expect(summary.slowest.map(\.index) == [0, 1])
        #expect((summary.rayCount, summary.withRay.map(\.index)) == (1, [0]))
        #expect(summary.firstAt?.description == "2026-03-14T09:26:53.600Z")
        #expect(summary.lastAt?.description == "2026-03-14T09:26:54.000Z")
        #expect((summary.creator, summary.browser) == ("WebInspector 537.36", nil))
        #expect(summary.protocolCounts == ["HTTP/3": 1])
        #expect((summary.coloCounts, summary.cacheCounts) == (["FRA": 1], ["DYNAMIC": 1]))
        var page = HARPage(id: "page_1")
        page.title = "https://shop.example.com/"
        page.startedAt = Timestamp(rfc3339: "2026-03-14T09:26:53.589Z")
        page.contentLoadMS = 812.4
        page.entries = 1
        #expect(summary.pages == [page])
        #expect(summary.failedCount == 2)
        #expect(
            summary.notices.map(\.message) == [
                "HAR 1.2 demands members that entries here have not: cache in 2, request.cookies in 1, "
                    + "request.queryString in 1, request.headersSize in 1, request.bodySize in 1, "
                    + "response.cookies in 1, response.headersSize in 1, response.bodySize in 1"
            ])
    }

    @Test func creatorAndBrowserMayComeLast() throws {
        let summary = try summary(HARSamples.firefox)
        #expect((summary.creator, summary.browser) == ("Firefox 133.0", "Firefox 133.0"))
        #expect(summary.failed.isEmpty)
    }

    @Test func entriesThatAreNoObjectsAreCounted() throws {
        var builder = HARSummaryBuilder()
        builder.addOther()
        builder.add(HAREntry(index: 1, method: "GET", url: "https://a.example/"))
        let summary = builder.finish()
        #expect(summary.entries == 2)
        #expect(summary.notices.contains { $0.message == "1 of 2 entries are no objects" })
    }

    @Test(
        "hosts are read from addresses of every form",
        arguments: [
            ("https://A.example:8443/x", "a.example"), ("http://user:pw@b.example?q", "b.example"),
            ("wss://[2001:db8::1]:443/", "[2001:db8::1]"), ("data:text/plain,x", nil), ("/only/a/path", nil),
            ("https://", nil), ("", nil),
        ])
    func hosts(url: String, host: String?) {
        #expect(HAREntry(index: 0, method: "GET", url: url).host == host)
    }

    @Test func listsAreBoundedAndCountsGoOn() {
        var builder = HARSummaryBuilder()
        for index in 0..<6000 {
            var entry = HAREntry(index: index, method: "M\(index)", url: "https://h\(index).example/")
            entry.ray = RayID("9f140b785e57c458")
            entry.timeMS = Double(index % 100)
            entry.bodyBytes = .max
            builder.add(entry)
        }
        let summary = builder.finish()
        #expect((summary.entries, summary.rayCount) == (6000, 6000))
        #expect((summary.failed.count, summary.withRay.count, summary.first.count) == (5000, 5000, 200))
        #expect(summary.slowest.map(\.index) == (0..<20).map { $0 * 100 + 99 })
        #expect(summary.methodCounts.count == 64)
        #expect(summary.responseBodyBytes == .max)
        #expect(
            summary.notices.map(\.message) == [
                "6000 of 6000 entries have no start time with a zone",
                "HAR 1.2 demands a version, and none was read",
                "HAR 1.2 demands a creator, and none was read",
                "there are too many kinds of method; 5936 entries are not in its counts",
            ])
    }
}
