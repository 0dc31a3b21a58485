import Foundation
import TestSupport
import Testing

/// Every exporter's dialect in every layout goes through the program; Foundation reads what comes out.
struct HARDialectTests {
    static let folder = Repository.root.appending(path: "Samples/har/exporters")
    static let dialects = [
        "charles", "chrome", "edge", "fiddler", "firefox", "har11", "insomnia", "mitmproxy", "playwright",
        "postman",
        "proxyman", "safari",
    ]

    private func exported(_ dialect: String) throws -> Data {
        try Data(contentsOf: Self.folder.appending(path: "\(dialect).har"))
    }

    @Test("what comes out has the same entries, order, times and members, and no secret", arguments: dialects)
    func sanitized(dialect: String) async throws {
        let scratch = try Scratch()
        let exported = try exported(dialect)
        #expect(String(decoding: exported, as: UTF8.self).contains("hunter2-\(dialect)"))
        for layout in HARLayout.allCases {
            let input = try layout.bytes(exported)
            try input.write(to: scratch.url.appending(path: "in.har"))
            let run = try await Program.run(["har", "sanitize", "in.har", "-o", "out.har"], in: scratch.url)
            #expect(run.status == 0, "\(layout): \(run.errors)")
            let output = try Self.readable(Data(contentsOf: scratch.url.appending(path: "out.har")), layout)
            #expect(!String(decoding: output, as: UTF8.self).contains("hunter2"), "\(layout)")
            let before = try #require(try entries(exported))
            let after = try #require(try entries(output), "\(layout)")
            #expect(before.count == after.count)
            for (first, second) in zip(before, after) {
                compare(first, second, "\(dialect) \(layout)", layout)
            }
            if layout == .asExported { try compareFrames(exported, output, dialect) }
        }
    }

    @Test("a summary counts every dialect's entries, Ray IDs and colos", arguments: dialects)
    func summed(dialect: String) async throws {
        let path = Self.folder.appending(path: "\(dialect).har")
        let run = try await Program.run(
            ["har", "summary", path.path(), "--format", "json"], in: Self.folder.deletingLastPathComponent())
        #expect(run.status == 0)
        let summary = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let entries = try #require(try entries(try exported(dialect)))
        #expect(summary["entries"] as? Int == entries.count)
        let rays = try #require(summary["ray_ids"] as? [[String: Any]])
        #expect(rays.count == entries.filter { "\($0)".contains("9f140b785e57c4") }.count)
        #expect(rays.allSatisfy { $0["colo"] as? String == "FRA" })
        #expect((summary["first_at"] as? String)?.hasPrefix("2026-03-14T09:26:53.589Z") == true)
        #expect(!run.output.contains("hunter2"))
    }

    /// Foundation reads no lone surrogates; what stands for them here is a blank.
    private static func readable(_ output: Data, _ layout: HARLayout) throws -> Data {
        guard layout == .loneSurrogates else { return output }
        var text = String(decoding: output, as: UTF8.self)
        for surrogate in [#"\ud83d"#, #"\udc00"#] { text = text.replacing(surrogate, with: " ") }
        return Data(text.utf8)
    }

    private func entries(_ data: Data) throws -> [[String: Any]]? {
        let value = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return (value?["log"] as? [String: Any])?["entries"] as? [[String: Any]]
    }

    private func compareFrames(_ before: Data, _ after: Data, _ place: String) throws {
        let first = try JSONSerialization.jsonObject(with: before) as? [String: Any]
        let second = try JSONSerialization.jsonObject(with: after) as? [String: Any]
        #expect(shape(first ?? [:]) == shape(second ?? [:]), "\(place)")
    }

    private func compare(
        _ before: [String: Any], _ after: [String: Any], _ place: String, _ layout: HARLayout
    ) {
        for key in ["startedDateTime", "time", "timings", "serverIPAddress"]
        where !key.hasPrefix("tim") || layout != .hugeNumbers {
            #expect(
                shape(before[key] ?? "-", exact: true) == shape(after[key] ?? "-", exact: true),
                "\(place): \(key)")
        }
        guard layout != .doubleKeys, layout != .hugeNumbers else { return }
        #expect(shape(before) == shape(after), "\(place)")
    }

    /// Names and kinds of all members, numbers as they are; bodies that were removed leave a comment.
    private func shape(_ value: Any, exact: Bool = false) -> String {
        switch value {
        case let object as [String: Any]:
            let names = object.keys.sorted().filter { $0 != "encoding" && $0 != "comment" }
            return "{"
                + names.map { "\($0):\(shape(object[$0] ?? NSNull(), exact: exact))" }.joined(separator: ",")
                + "}"
        case let array as [Any]:
            return "[" + array.map { shape($0, exact: exact) }.joined(separator: ",") + "]"
        case let text as String: return exact ? text : "text"
        default: return "\(value)"
        }
    }
}
