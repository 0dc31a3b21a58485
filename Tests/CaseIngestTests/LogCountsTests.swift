import CaseModel
import Testing

@testable import CaseIngest

/// What is counted of all lines without keeping them.
struct LogCountsTests {
    @Test func percentilesAreOfTheNearestRank() throws {
        var histogram = LatencyHistogram()
        #expect(histogram.latency == nil)
        for value in 1...1000 { histogram.add(value * 1000) }
        let latency = try #require(histogram.latency)
        for (found, exact) in [(latency.p50, 500.0), (latency.p90, 900), (latency.p99, 990)] {
            #expect(abs(found - exact) <= exact / 50)
        }
        #expect(latency.max == 1000 && latency.count == 1000)
    }

    @Test func spansGrowWhenThereAreMany() {
        var spans = SpanCounts()
        let day: Int64 = 86_400_000_000_000
        for minute in 0..<10_000 { spans.add(20_000 * day + Int64(minute) * 60_000_000_000, .failed) }
        spans.add(20_000 * day - 1, .fine)
        let ordered = spans.ordered
        #expect(spans.minutes == 15 && ordered.count == 668)
        #expect(ordered.reduce(0) { $0 + $1.total } == 10_001)
        #expect(ordered.first?.fine == 1)
        #expect(zip(ordered, ordered.dropFirst()).allSatisfy { $0.start < $1.start })
    }
}
