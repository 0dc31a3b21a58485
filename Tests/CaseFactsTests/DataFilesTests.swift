import CaseModel
import JSONBytes
import Testing

@testable import CaseFacts

struct DataFilesTests {
    /// Lists of names and words that stand under an entry with a source.
    private static let parts: Set = ["user"]

    @Test("every entry of a data file says where it comes from", arguments: FactsFiles.names)
    func everyEntryHasASource(name: String) throws {
        let root = try JSONValue(parsing: try #require(FactsFiles.bundled.bytes[name]))
        var entries = 0
        func walk(_ value: JSONValue, _ place: String) {
            for member in value.members ?? [] {
                for (index, row) in (member.value.array ?? []).enumerated() where row.members != nil {
                    let place = "\(place).\(member.name)[\(index)]"
                    if !Self.parts.contains(member.name) {
                        entries += 1
                        #expect(row["source"]?.string?.hasPrefix("https://") == true, "\(place)")
                    }
                    walk(row, place)
                }
            }
        }
        walk(root, name)
        #expect(root["source"]?.string?.hasPrefix("https://") == true)
        #expect(root["as_of"]?.string.map { FactsFile.isDate($0) } == true)
        #expect(entries > 0 || ["ranges", "roots", "network", "services"].contains(name))
    }

    @Test func everyKindOfEntryIsDatedAndHasASource() throws {
        let facts = try Facts.bundled()
        let sources =
            facts.causes.map { ($0.source, $0.asOf) } + facts.messages.map { ($0.source, $0.asOf) }
            + facts.headers.map { ($0.source, $0.asOf) } + facts.timeouts.map { ($0.source, $0.asOf) }
            + facts.sizes.map { ($0.source, $0.asOf) } + facts.rates.map { ($0.source, $0.asOf) }
            + facts.playbooks.map { ($0.source, $0.asOf) }
            + facts.errorCodes.compactMap { facts.error($0) }.map { ($0.source, $0.asOf) }
            + facts.support.editions.flatMap { edition in edition.sources.map { ($0, edition.asOf) } }
        #expect(sources.count >= 300)
        #expect(sources.allSatisfy { $0.0.hasPrefix("https://") && FactsFile.isDate($0.1) })
    }

    @Test(
        "a name of a browser, of DNS or of a tool leads to its fault",
        arguments: [
            ("NET::ERR_CERT_COMMON_NAME_INVALID", "ERR_CERT_COMMON_NAME_INVALID"),
            ("net::err_cert_authority_invalid", "ERR_CERT_AUTHORITY_INVALID"),
            ("SSL_ERROR_NO_CYPHER_OVERLAP", "ERR_SSL_VERSION_OR_CIPHER_MISMATCH"),
            ("PR_END_OF_FILE_ERROR", "ERR_SSL_PROTOCOL_ERROR"),
            ("ERR_TOO_MANY_REDIRECTS", "ERR_TOO_MANY_REDIRECTS"),
            ("DNS_PROBE_FINISHED_NXDOMAIN", "NXDOMAIN"), ("servfail", "SERVFAIL"), ("EDE9", "EDE 9"),
            ("connection_refused", "ERR_CONNECTION_REFUSED"),
            ("ERR_QUIC_PROTOCOL_ERROR", "ERR_QUIC_PROTOCOL_ERROR"),
        ])
    func findsCause(name: String, id: String) throws {
        let fact = try #require(try Facts.bundled().cause(name))
        #expect(fact.id == id)
        #expect(!fact.causes.isEmpty && !fact.evidence.isEmpty && !fact.firstChecks.isEmpty)
        #expect(fact.ownerAction.hasSuffix("."))
    }

    @Test func aNameLeadsToOneFaultAlone() throws {
        let facts = try Facts.bundled()
        for name in facts.causes.flatMap({ [$0.id] + $0.aliases }) {
            #expect(facts.causes.count { $0.answers(to: name) } == 1, "\(name)")
        }
    }

    @Test(
        "a message's number says what it means in each product",
        arguments: [
            (10044, ["lists and bulk redirects"]), (10007, ["Workers upload"]),
            (10054, ["lists and bulk redirects", "Workers upload"]), (10057, []),
        ])
    func knowsMessages(code: Int, products: [String]) throws {
        #expect(try Facts.bundled().messages.filter { $0.code == code }.map(\.product) == products)
    }

    @Test(
        "the header lists are whole",
        arguments: [
            (
                HeaderFact.Kind.response,
                "cf-ray server cf-cache-status age cf-mitigated cf-error-type cf-error-origin retry-after server-timing nel "
                    + "report-to alt-svc cf-apo-via cf-edge-cache cf-bgj cf-polished cf-resized speculation-rules "
                    + "cf-request-id expect-ct"
            ),
            (
                .request,
                "cf-ray cf-connecting-ip cf-connecting-ipv6 cf-pseudo-ipv4 x-forwarded-for x-forwarded-proto cf-visitor "
                    + "cf-ipcountry cdn-loop cf-ew-via cf-worker true-client-ip cf-ipcity cf-timezone cf-bot-score "
                    + "cf-ja3-hash cf-cert-"
            ),
            (.trace, "fl h ip ts visit_scheme uag colo sliver http loc tls sni warp gateway rbi kex"),
        ])
    func knowsHeaders(kind: HeaderFact.Kind, names: String) throws {
        let known = Set(try Facts.bundled().headers.filter { $0.kind == kind }.map(\.name))
        #expect(known.isSuperset(of: names.split(separator: " ").map(String.init)))
    }

    @Test func limitsOfSizeKeepWhatOlderTextsSaid() throws {
        let facts = try Facts.bundled()
        #expect(facts.size("response-headers")?.byteCount == 131_072)
        #expect(facts.size("response-headers")?.olderByteCount == 32_768)
        #expect(facts.size("url")?.status == 414)
        #expect(facts.rates.first?.requests == 1200)
    }

    @Test func thereIsAPlaybookForEveryWord() throws {
        let facts = try Facts.bundled()
        #expect(
            facts.playbooks.map(\.name) == [
                "520", "521", "522", "523", "524", "525", "526", "1xxx", "slow", "cache", "dns", "tls",
                "blocked", "intermittent",
            ])
        #expect(facts.playbooks.allSatisfy { !$0.asks.isEmpty && !$0.userItems.isEmpty })
        #expect(facts.playbook("1016")?.name == "1xxx")
        #expect(facts.playbook("INTERMITTENT")?.settings.samples?.count == 20)
        #expect(facts.playbook("524")?.settings.deadline == .seconds(180))
        #expect(facts.playbook("1999") == nil && facts.playbook("529") == nil)
        let hars = facts.playbook("520")?.userItems.first { $0.has == .har }
        #expect(hars?.count == 2)
    }

    @Test(
        "data is stale once it is older than it says",
        arguments: [
            ("2026-11", 365, "2027-10-31T23:59Z", false), ("2026-11", 365, "2027-11-02T00:00Z", true),
            ("2026-11-22", 1, "2026-11-23T23:00Z", false), ("2026-11-22", 1, "2026-11-24T00:00Z", true),
            ("2023", 100_000, "2026-01-01T00:00Z", false), ("2027", 10, "2026-01-01T00:00Z", false),
        ])
    func ages(asOf: String, days: Int, now: String, isStale: Bool) throws {
        let edition = DataEdition(name: "x", asOf: asOf, source: "y", freshDays: days)
        #expect(edition.isStale(at: try #require(Timestamp(rfc3339: now))) == isStale)
    }

    @Test func aDayIsADayLater() throws {
        let edition = DataEdition(name: "x", asOf: "2026-11-22", source: "y", freshDays: nil)
        #expect(edition.age(at: try #require(Timestamp(rfc3339: "2026-12-02T13:00Z"))) == 10)
        #expect(!edition.isStale(at: try #require(Timestamp(rfc3339: "2099-12-02T13:00Z"))))
    }
}
