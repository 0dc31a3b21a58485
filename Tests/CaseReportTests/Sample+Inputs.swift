import CaseModel
import Testing

extension Sample {
    static func har() throws -> HARSummary {
        let start = try at("2026-11-22T10:12:00Z")
        let names = [
            "/checkout", "/static/app.js", "/static/theme.css", "/api/cart", "/img/logo.svg",
            "/api/price?sku=~query.1a2b3c4d.6~",
        ]
        var summary = HARSummary()
        for index in 0..<40 {
            var entry = HAREntry(
                index: index, method: index % 6 == 3 ? "POST" : "GET",
                url: "https://www.example.com\(names[index % names.count])")
            entry.startedAt = start.advanced(by: .milliseconds(index * 37 + (index / 8) * 210))
            entry.status = index == 3 || index == 27 ? 522 : index == 14 ? 404 : index == 33 ? nil : 200
            if entry.status == nil { entry.error = "net::ERR_CONNECTION_RESET" }
            if index % 4 == 3 { entry.ray = RayID("9f140b785e57c4\(index + 52)-FRA") }
            entry.phasesMS = [
                "blocked": Double(index % 5), "dns": index == 0 ? 14 : 0, "connect": index % 9 == 0 ? 36 : 0,
                "ssl": index % 9 == 0 ? 22 : 0, "send": 0.4,
                "wait": entry.status == 522 ? 1800 : Double(30 + index * 7 % 90),
                "receive": Double(3 + index * 5 % 40),
            ]
            entry.timeMS = entry.phasesMS.values.reduce(0, +) - (entry.phasesMS["ssl"] ?? 0)
            summary.first.append(entry)
            summary.statusCounts[entry.status ?? 0, default: 0] += entry.status == nil ? 0 : 1
            if entry.status.map({ $0 >= 400 }) ?? true { summary.failed.append(entry) }
            if entry.ray != nil { summary.withRay.append(entry) }
        }
        summary.statusCounts[0] = nil
        summary.entries = 40
        summary.firstAt = summary.first.first?.startedAt
        summary.lastAt = summary.first.last?.startedAt
        summary.methodCounts = ["GET": 33, "POST": 7]
        summary.hostCounts = ["www.example.com": 40]
        summary.rayCount = summary.withRay.count
        summary.failedCount = summary.failed.count
        summary.protocolCounts = ["HTTP/2": 38, "HTTP/3": 2]
        summary.coloCounts = ["FRA": 10]
        summary.cacheCounts = ["DYNAMIC": 12, "HIT": 28]
        var page = HARPage(id: "page_1")
        page.title = "https://www.example.com/checkout"
        page.startedAt = start
        page.contentLoadMS = 812.4
        page.entries = 40
        summary.pages = [page]
        summary.responseBodyBytes = 2_411_020
        summary.creator = "WebInspector 537.36"
        summary.slowest = Array(summary.first.sorted { ($0.timeMS ?? 0) > ($1.timeMS ?? 0) }.prefix(5))
        summary.notices = [Notice(.warning, "the request has no start time", place: "log.entries[39]")]
        return summary
    }

    static func harComparison() -> HARComparison {
        var comparison = HARComparison()
        comparison.thresholdMS = 250
        comparison.a.entries = 40
        comparison.a.creator = "WebInspector 537.36"
        comparison.b.entries = 39
        comparison.pairs = 38
        comparison.differing = 1
        let request = { (index: Int, status: Int?) in
            HARComparison.Request(
                index: index, method: "GET", url: "https://www.example.com/api/cart", status: status)
        }
        var difference = HARComparison.Difference(before: request(3, 200), after: request(4, nil))
        difference.bodyBytes = HARComparison.Numbers(1200, nil)
        difference.timeMS = HARComparison.Numbers(80, 19_100)
        var header = HARComparison.Header(isResponse: true, name: "server", change: .changed)
        header.before = "cloudflare"
        header.after = "nginx\u{1b}[31m"
        difference.headers = [header, HARComparison.Header(isResponse: false, name: "via", change: .removed)]
        comparison.differences = [difference]
        comparison.a.only = [request(7, 404)]
        comparison.a.onlyCount = 60
        comparison.noise = ["date": 38, "cf-ray": 37]
        comparison.notices = [Notice(.info, "values past 16 MB are compared and not shown")]
        return comparison
    }

    static func log() throws -> LogEvidence {
        var summary = LogSummary()
        summary.lines = 9_201_334
        summary.parsed = 9_201_330
        summary.unparsed = 4
        summary.formatCounts = ["combined": 9_201_330]
        summary.firstAt = try at("2026-11-21T00:00:01Z")
        summary.lastAt = try at("2026-11-22T10:30:59Z")
        summary.statusCounts = [200: 9_190_000, 404: 10_330, 502: 1000]
        summary.methodCounts = ["GET": 9_000_000, "POST": 201_330]
        summary.distinctClients = 5120
        summary.responseBytes = 88_120_330_122
        summary.rayIDLines = 9_201_000
        var evidence = LogEvidence(summary: summary)
        evidence.windowLines = 1843
        evidence.windowStatusCounts = [200: 1612, 301: 12, 404: 88, 499: 102, 502: 29]
        evidence.hasRayField = true
        for index in 0..<24 {
            var line = LogLine(number: 120_000 + index)
            line.time = try at("2026-11-22T10:04:11Z").advanced(by: .seconds(index * index * 2))
            line.client = "~ip.3fa9c1d2.11~"
            line.method = "GET"
            line.target = "/checkout"
            line.status = index % 3 == 0 ? 502 : 499
            line.durationMS = 19_000
            evidence.failures.append(line)
        }
        evidence.spans = try (0..<30).map { minute in
            var span = LogSpan(start: try at("2026-11-22T10:00:00Z").advanced(by: .seconds(60 * minute)))
            span.fine = 50 + minute
            span.refused = 3
            (span.failed, span.abandoned) = minute > 10 ? (minute % 4, 7) : (0, 0)
            span.errors = minute == 12 ? 2 : 0
            return span
        }
        var latency = LogLatency()
        (latency.count, latency.p50, latency.p90, latency.p99, latency.max) = (1843, 83, 120, 19_000, 30_100)
        evidence.latency = latency
        evidence.failingPaths = [("/checkout", 120), ("/api/cart", 11)]
        var problem = LogProblem(
            number: 17, time: try at("2026-11-22T10:12:02Z"), level: "error",
            message:
                "upstream timed out (110: Connection timed out) while reading response header from upstream")
        (problem.method, problem.target) = ("GET", "/checkout")
        evidence.problems = [problem]
        var match = LogLine(number: 120_011)
        match.time = try at("2026-11-22T10:12:02Z")
        match.ray = RayID("9f140b785e57c463-FRA")
        match.status = 200
        match.target = "/api/cart"
        evidence.matches = [match]
        evidence.edgeAddresses = [("104.16.132.10", 1201), ("104.16.133.4", 640)]
        return evidence
    }
}
