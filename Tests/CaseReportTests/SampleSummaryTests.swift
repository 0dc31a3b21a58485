import CaseModel
import Testing

@testable import CaseReport

struct SampleSummaryTests {
    /// Values of the score interval as R's `prop.test(correct = FALSE)` and published tables give them.
    @Test(
        "the interval of a rate",
        arguments: [
            (0, 8, 0.0, 32.4), (8, 8, 67.6, 100.0), (3, 20, 5.2, 36.0), (1, 10, 1.8, 40.4),
            (50, 100, 40.4, 59.6),
        ])
    func interval(failed: Int, count: Int, low: Double, high: Double) {
        let found = SampleSummary.wilson(failed, of: count)
        #expect(abs(found.low - low) < 0.05 && abs(found.high - high) < 0.05, "\(found)")
    }

    @Test func samplesAreCountedByColoProtocolAndFamily() throws {
        let url = try WebURL("https://www.example.com/")
        let exchanges = (1...20).map { index in
            var exchange = HTTPExchange(url: url, startedAt: Timestamp(nanosecondsSinceEpoch: 0))
            exchange.status = index == 20 ? nil : index % 5 == 0 ? 522 : 200
            exchange.version = exchange.status == nil ? nil : "HTTP/2"
            exchange.timings.firstByte = exchange.status == nil ? nil : .milliseconds(index)
            exchange.fields = [
                HTTPField(name: "CF-Ray", value: "9f140b785e57c458-\(index < 11 ? "FRA" : "AMS")")
            ]
            exchange.remote = Endpoint(index % 2 == 0 ? "192.0.2.1" : "[2001:db8::1]:443")
            return exchange
        }
        let summary = try #require(SampleSummary(exchanges))
        #expect(summary.count == 20 && summary.failed == 4)
        #expect(summary.byColo["FRA"]?.failed == 2 && summary.byColo["AMS"]?.count == 10)
        #expect(summary.byFamily["IPv4"]?.failed == 2 && summary.byFamily["IPv6"]?.failed == 2)
        #expect(summary.p50 == 10 && summary.p90 == 18 && summary.p99 == 19)
        #expect(summary.statuses == ["200": 16, "522": 3, "none": 1])
        #expect(
            summary.sentence.hasPrefix(
                "4 of 20 requests failed (20 %; 95 % sure: 8.1 % to 41.6 %), first byte 10 ms"))
        #expect(SampleSummary([]) == nil)
    }
}
