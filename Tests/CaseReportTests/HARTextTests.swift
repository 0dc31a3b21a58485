import CaseModel
import JSONBytes
import Testing

@testable import CaseReport

struct HARTextTests {
    private func lines(_ count: Int, width: Int, of total: Int? = nil) -> [String] {
        var page = TextPage()
        let start = Timestamp(rfc3339: "2026-11-22T10:12:00Z")
        let entries = (0..<count).map { index in
            var entry = HAREntry(index: index, method: "GET", url: "https://a.example/\(index)")
            entry.startedAt = start?.advanced(by: .milliseconds(index * 100))
            entry.phasesMS = ["wait": 60, "receive": 40]
            entry.status = 200
            return entry
        }
        TextWaterfall(entries: entries, total: total ?? count, width: width).draw(&page)
        return page.lines
    }

    @Test("bars stand one after the other, in proportion, and fit the width", arguments: [60, 80, 120])
    func bars(width: Int) throws {
        let rows = lines(10, width: width).dropFirst(2)
        #expect(rows.count == 10)
        var ends: [Int] = []
        for row in rows {
            #expect(row.count <= width)
            let letters = row.dropFirst(11).prefix { !$0.isNumber }
            #expect(letters.contains("w") && letters.contains("r"))
            ends.append(try #require(row.lastIndex(of: "r")).utf16Offset(in: row))
        }
        #expect(ends == ends.sorted() && Set(ends).count == 10)
    }

    @Test func rowsAreBoundedAndTheRestIsCounted() throws {
        let rows = lines(200, width: 80, of: 5000)
        #expect(rows.count == 2 + TextWaterfall.limit + 1)
        #expect(try #require(rows.last).contains("4 960 more requests not drawn"))
        #expect(lines(0, width: 80).isEmpty)
    }

    @Test func hostileTimesAreDrawnSomewhere() {
        var page = TextPage()
        var entry = HAREntry(index: 0, method: "GET", url: "\u{1b}[2J")
        entry.startedAt = Timestamp(rfc3339: "1700-01-01T00:00:00Z")
        entry.phasesMS = ["wait": .infinity, "send": -1, "dns": 1e300, "receive": .nan]
        var late = entry
        late.startedAt = Timestamp(rfc3339: "2260-01-01T00:00:00Z")
        late.timeMS = 1e300
        TextWaterfall(entries: [entry, late], total: .max, width: -5).draw(&page)
        #expect(page.lines.count >= 4)
        #expect(!page.text.contains("\u{1b}"))
    }

    @Test func theComparisonKeepsItsShape() {
        let json = Records.harComparison(Sample.harComparison())
        #expect(json["same"]?.bool == false)
        #expect(json["a"]?["only_count"]?.int == 60)
        #expect(json["differences"]?.array?.first?["headers"]?.array?.first?["change"]?.string == "changed")
        #expect(json["time_threshold_ms"]?.int == 250)
        #expect(Records.harComparison(HARComparison())["same"]?.bool == true)
    }
}
