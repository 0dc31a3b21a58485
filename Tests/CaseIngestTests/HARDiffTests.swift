import CaseModel
import JSONBytes
import TestSupport
import Testing

@testable import CaseIngest

struct HARDiffTests {
    private func entry(
        _ url: String, status: Int = 200, headers: [(String, String)] = [], size: Int = 10, time: Double = 20,
        method: String = "GET"
    ) -> String {
        let list = headers.map { #"{"name":"\#($0.0)","value":"\#($0.1)"}"# }.joined(separator: ",")
        return """
            {"time":\(time),"request":{"method":"\(method)","url":"\(url)","headers":[]},
            "response":{"status":\(status),"headers":[\(list)],"content":{"size":\(size)}}}
            """
    }

    private func compare(
        _ a: [String], _ b: [String], _ options: HARComparisonOptions = .init()
    ) throws -> HARComparison {
        var comparer = HARComparer(options)
        for (index, text) in a.enumerated() { try comparer.add(Array(text.utf8), index: index, to: .a) }
        for (index, text) in b.enumerated() { try comparer.add(Array(text.utf8), index: index, to: .b) }
        return comparer.finish()
    }

    @Test(
        "URLs of one thing have one shape",
        arguments: [
            ("https://a.example/orders/17", "https://a.example:443/orders/2931"),
            ("https://a.example/app.3f2a1b9c.js", "https://A.example/app.00ff12aa.js#top"),
            ("https://a.example/x?b=1&a=2", "https://a.example/x?a=5&b=6"),
            (
                "https://a.example/u/4f3c2b1a-0000-4000-8000-123456789abc",
                "https://a.example/u/9f3c2b1a-1111-4000-9000-cba987654321"
            ),
            ("https://a.example/r/~secret.8b49aa01.20~", "https://a.example/r/~secret.11112222.20~"),
            ("https://user:pw@a.example/", "https://a.example/"),
            (
                "https://a.example/f/dGhpcyBpcyBhIHRva2VuIDEyMzQ1",
                "https://a.example/f/QW5vdGhlciB0b2tlbiA5ODc2NTQ"
            ),
        ])
    func sameShape(first: String, second: String) {
        #expect(
            URLShape.of(first, ignoresHost: false) == URLShape.of(second, ignoresHost: false))
    }

    @Test(
        "URLs of different things have different shapes",
        arguments: [
            ("https://a.example/orders", "https://a.example/carts"),
            ("https://a.example/orders/1", "https://a.example/orders"),
            ("https://a.example/v1/x", "https://a.example/v2/x"),
            ("https://a.example/x?a=1", "https://a.example/x?b=1"),
            ("https://a.example/x?a=1", "https://a.example/x"),
            ("https://a.example/facade", "https://a.example/decade"),
            ("https://a.example/", "https://b.example/"),
            ("https://a.example:8443/", "https://a.example/"),
        ])
    func otherShape(first: String, second: String) {
        #expect(
            URLShape.of(first, ignoresHost: false) != URLShape.of(second, ignoresHost: false))
    }

    @Test func hostsMayBeIgnored() {
        #expect(URLShape.of("https://a.example/x?b=1", ignoresHost: true) == "/x?b")
        #expect(URLShape.of("http://203.0.113.7:8080/x?b=2", ignoresHost: true) == "/x?b")
    }

    @Test func theSameTwiceDiffersInNothing() throws {
        let entries = [
            entry("https://a.example/1"), entry("https://a.example/2"),
            entry("https://a.example/x", status: 0),
        ]
        let result = try compare(entries, entries)
        #expect(result.isSame)
        #expect((result.pairs, result.differing) == (3, 0))
    }

    @Test func requestsOfOneShapePairInOrder() throws {
        let result = try compare(
            [entry("https://a.example/1", status: 200), entry("https://a.example/2", status: 404)],
            [
                entry("https://a.example/8", status: 200), entry("https://a.example/9", status: 500),
                entry("https://a.example/10", status: 200),
            ])
        #expect((result.pairs, result.differing) == (2, 1))
        let difference = try #require(result.differences.first)
        #expect((difference.before.index, difference.after.index) == (1, 1))
        #expect((difference.before.status, difference.after.status) == (404, 500))
        #expect((result.b.only.map(\.index), result.a.onlyCount) == ([2], 0))
    }

    @Test func headersAreComparedAndNoiseIsSetAside() throws {
        let result = try compare(
            [
                entry(
                    "https://a.example/",
                    headers: [
                        ("Server", "cloudflare"), ("Date", "x"), ("Vary", "a"), ("Vary", "b"), ("Age", "1"),
                    ])
            ],
            [
                entry(
                    "https://a.example/",
                    headers: [
                        ("vary", "b"), ("server", "nginx"), ("date", "y"), ("vary", "a"), ("x-new", "1"),
                    ])
            ])
        let difference = try #require(result.differences.first)
        #expect(
            difference.headers.map { [$0.name, $0.change.rawValue, $0.before ?? "-", $0.after ?? "-"] } == [
                ["age", "removed", "-", "-"], ["server", "changed", "cloudflare", "nginx"],
                ["x-new", "added", "-", "1"],
            ])
        #expect(result.noise == ["date": 1])
        #expect(!difference.hasStatus && difference.bodyBytes == nil && difference.timeMS == nil)
    }

    @Test(
        "times differ only when far apart",
        arguments: [
            (20.0, 260.0, false), (20.0, 300.0, true), (5000.0, 5300.0, false), (5000.0, 9000.0, true),
        ])
    func times(first: Double, second: Double, isFar: Bool) throws {
        let result = try compare(
            [entry("https://a.example/", time: first)], [entry("https://a.example/", time: second)])
        #expect(result.isSame != isFar)
        #expect(result.differences.first?.timeMS == (isFar ? HARComparison.Numbers(first, second) : nil))
    }

    @Test func bodySizesAndMethodsCount() throws {
        let result = try compare(
            [entry("https://a.example/", size: 1), entry("https://a.example/p", method: "POST")],
            [entry("https://a.example/", size: 2), entry("https://a.example/p")])
        #expect(result.differences.map(\.bodyBytes) == [HARComparison.Numbers(1, 2)])
        #expect((result.a.only.map(\.method), result.b.only.map(\.method)) == (["POST"], ["GET"]))
    }

    @Test func listsAreBoundedAndCountsGoOn() throws {
        var comparer = HARComparer(.init())
        for index in 0..<3000 {
            try comparer.add(Array(entry("https://a.example/a", status: 200).utf8), index: index, to: .a)
            try comparer.add(Array(entry("https://a.example/a", status: 500).utf8), index: index, to: .b)
            try comparer.add(Array(entry("https://a.example/only-\(index)z").utf8), index: index, to: .b)
        }
        let result = comparer.finish()
        #expect((result.differing, result.differences.count) == (3000, 2000))
        #expect((result.b.onlyCount, result.b.only.count) == (3000, 2000))
    }

    @Test func textsPastTheLimitAreComparedAndNotKept() {
        var texts = InternedTexts(limit: 200)
        let first = texts.number("a")
        let long = String(repeating: "b", count: 300)
        let second = texts.number(long)
        #expect(texts.number("a") == first && texts.number(long) == second && first != second)
        #expect(texts.text(first) == "a" && texts.text(second) == nil && texts.text(77) == nil)
        #expect(texts.isFull)
    }

    @Test func changedEntriesNeverCrash() {
        var numbers = SplitMix64(seed: 21)
        let sample = Array(
            entry("https://a.example/orders/17?x=1", headers: [("server", "x"), ("date", "y")]).utf8)
        var comparer = HARComparer(.init())
        for index in 0..<2000 {
            let mutant = numbers.mutant(of: sample, alphabet: Array(#"{}[]",:\ 01-etn/?&=~%"#.utf8))
            try? comparer.add(mutant, index: index, to: index % 2 == 0 ? .a : .b)
        }
        let result = comparer.finish()
        #expect(result.pairs + result.a.onlyCount <= result.a.entries)
        #expect(result.pairs > 100)
    }
}
