import CaseModel
import JSONBytes
import Testing

@testable import CaseRedact
@testable import CaseReport

struct RecordTests {
    static func keys(_ value: JSONValue?) -> Set<String> { Set(value?.members?.map(\.name) ?? []) }

    @Test(arguments: [
        (
            "har",
            "entries first_at last_at status_counts method_counts host_counts response_body_bytes failed slowest ray_ids creator notices"
        ),
        (
            "log",
            "lines parsed unparsed blank comments format_counts first_at last_at zone_source status_counts method_counts host_counts distinct_clients response_bytes ray_id_lines slowest notices"
        ),
        ("path", "tool target target_address reached hops notices"),
        ("step", "id kind outcome started_at finished_at duration_ms command vantage files http"),
        (
            "failed",
            "id kind outcome operation code reason started_at finished_at duration_ms command vantage files"
        ),
        ("skipped", "id kind outcome reason vantage files"),
    ])
    func theContractsKeysAreThere(name: String, keys: String) throws {
        let steps = try Sample.evidence().steps
        let skipped = try #require(steps.last)
        let record =
            switch name {
            case "har": Records.har(try Sample.har())
            case "log": Records.log(try Sample.log())
            case "path": Records.path(try Sample.pathRecord())
            case "step": Records.step(steps[0], vantage: "office")
            case "failed": Records.stepIndexEntry(steps[2], vantage: "office")
            default: Records.step(skipped, vantage: "office")
            }
        #expect(Set(keys.split(separator: " ").map(String.init)).subtracting(Self.keys(record)) == [])
    }

    @Test func aHopHasTheContractsKeys() throws {
        let hops = try #require(Records.path(try Sample.pathRecord())["hops"]?.array)
        #expect(
            Self.keys(hops[4]) == ["ttl", "replies", "sent", "loss_percent", "best_ms", "avg_ms", "worst_ms"])
        #expect(Self.keys(hops[4]["replies"]?.array?.first) == ["address", "name", "rtt_ms", "asn"])
        #expect(hops[3]["replies"]?.array == [])
    }

    @Test func aRayHasTheContractsKeys() throws {
        let rays = try #require(Records.har(try Sample.har())["ray_ids"]?.array)
        #expect(Self.keys(rays.first) == ["ray", "colo", "index", "url", "status", "started_at"])
    }

    @Test func aFindingHasTheContractsKeys() throws {
        let findings = try #require(Records.findings(try Sample.analysis().value)["findings"]?.array)
        #expect(
            Self.keys(findings.first) == [
                "id", "title", "attribution", "confidence", "because", "against", "next_steps", "source",
                "as_of",
            ])
        #expect(Self.keys(findings[0]["because"]?.array?.first) == ["file", "pointer", "says"])
    }

    /// Walks a document and calls `visit` on every member.
    static func walk(_ value: JSONValue, _ visit: (JSONValue.Member) -> Void) {
        for member in value.members ?? [] {
            visit(member)
            walk(member.value, visit)
        }
        for element in value.array ?? [] { walk(element, visit) }
    }

    @Test func nothingUnknownIsInvented() throws {
        let bare = HTTPExchange(
            url: try WebURL("https://example.com/"), startedAt: try Sample.at("2026-11-22T10:31:04Z"))
        let step = try Sample.step(
            "http-edge-1", .http(try Sample.probe(.edge)), .cancelled, .http(HTTPEvidence(exchanges: [bare])),
            command: "")
        let records = [
            Records.step(step, vantage: ""), Records.har(HARSummary()),
            Records.log(LogEvidence(summary: LogSummary())),
            Records.path(PathRecord(tool: "mtr")), Records.incident(try Sample.empty().incident.value),
        ]
        for record in records {
            Self.walk(record) { member in
                #expect(
                    member.value != "" && member.value != .null && member.value.int != -1, "\(member.name)")
            }
        }
        #expect(
            Self.keys(records[0]["http"]?["exchanges"]?.array?.first) == [
                "hop", "url", "method", "started_at", "request_headers", "headers", "timings_ms",
            ])
    }

    @Test func keysAreSnakeCase() throws {
        let steps = try Sample.evidence().steps.map { Records.step($0, vantage: "office") }
        for record in steps + [
            Records.incident(try Sample.incident()),
            Records.timeline(try Sample.analysis().value),
        ] {
            Self.walk(record) { member in
                #expect(
                    member.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" }, "\(member.name)")
            }
        }
    }

    @Test func theIndexEntryIsTheRecordWithoutItsKind() throws {
        for step in try Sample.evidence().steps {
            let record = try #require(Records.step(step, vantage: "v").members)
            let index = try #require(Records.stepIndexEntry(step, vantage: "v").members)
            #expect(record.filter { !["http", "dns", "path"].contains($0.name) } == index)
        }
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("foobar", "Zm9vYmFy"),
    ])
    func base64IsThatOfTheRFC(plain: String, encoded: String) {
        #expect(BinaryText.base64(Array(plain.utf8)) == encoded)
    }

    @Test func aBodyThatIsNoTextIsNotShown() {
        #expect(BinaryText.utf8([0xff, 0xfe]) == nil)
        #expect(BinaryText.utf8([0x61, 0]) == nil)
        #expect(BinaryText.utf8(Array("é".utf8)) == "é")
    }
}
