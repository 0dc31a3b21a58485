import Foundation
import TestSupport
import Testing

/// goaccess reads the same log with code of its own and has to count the same.
struct LogPeerTests {
    private struct Report: Decodable {
        struct General: Decodable {
            let totalRequests: Int
            let validRequests: Int
            let bandwidth: Int
        }

        struct Statuses: Decodable {
            struct Group: Decodable { let items: [Item]? }

            struct Item: Decodable {
                let hits: Hits
                let data: String
            }

            struct Hits: Decodable { let count: Int }

            let data: [Group]
        }

        let general: General
        let statusCodes: Statuses
    }

    private struct Summary: Decodable {
        let parsed: Int
        let lines: Int
        let statusCounts: [String: Int]
        let responseBytes: Int
    }

    /// Combined lines as nginx and Apache write them, with what visitors of all kinds send.
    private static func log(seed: UInt64) -> String {
        var random = SplitMix64(seed: seed)
        var lines = ""
        for index in 0..<3000 {
            let client = random.pick(["203.0.113.\(index % 256)", "2001:db8::\(index % 10000)"])
            let user = random.pick(["-", "-", "-", "ann"])
            let zone = random.pick(["+0000", "+0530", "-0700"])
            let minute = String(100 + index / 60).suffix(2)
            let second = String(100 + index % 60).suffix(2)
            let request = random.pick([
                "GET / HTTP/1.1", "GET /a?b=c&d=e HTTP/2.0", "POST /api/\(index) HTTP/1.1",
                "HEAD /x%20y HTTP/1.0",
            ])
            let status = random.pick(["200", "200", "301", "404", "499", "502", "522"])
            let agent = random.pick(["curl/8.5.0", "Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0", "-"])
            lines +=
                "\(client) - \(user) [22/Nov/2026:10:\(minute):\(second) \(zone)] \"\(request)\" \(status) \(index * 7) "
                + "\"\(random.pick(["-", "https://shop.test/?a=b"]))\" \"\(agent)\"\n"
        }
        return lines
    }

    @Test(
        "both count lines, bytes and statuses alike",
        .needs("goaccess"), arguments: [1, 2, 3])
    func counts(seed: UInt64) async throws {
        let scratch = try Scratch()
        try scratch.write(Self.log(seed: seed), to: "access.log")
        let peer = try await Tool.run(
            "/usr/bin/env",
            [
                "goaccess", "access.log", "--log-format=COMBINED", "--no-global-config", "-o", "peer.json",
            ], in: scratch.url)
        #expect(peer.status == 0, "\(peer.errors)")
        let ours = try await Program.run(
            ["logs", "summary", "access.log", "--format", "json"], in: scratch.url)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let report = try decoder.decode(
            Report.self, from: try Data(contentsOf: scratch.url.appending(path: "peer.json")))
        let summary = try decoder.decode(Summary.self, from: Data(ours.output.utf8))
        #expect(report.general.totalRequests == 3000 && summary.lines == 3000)
        #expect(summary.parsed == report.general.validRequests)
        #expect(summary.responseBytes == report.general.bandwidth)
        var statuses: [String: Int] = [:]
        for item in report.statusCodes.data.flatMap({ $0.items ?? [] }) {
            statuses[String(item.data.prefix(3)), default: 0] += item.hits.count
        }
        #expect(summary.statusCounts == statuses)
    }
}

extension SplitMix64 {
    fileprivate mutating func pick(_ words: [String]) -> String {
        words[Int(next() % UInt64(words.count))]
    }
}
