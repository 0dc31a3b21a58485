import CaseModel
import JSONBytes
import Testing

@testable import CaseRedact

/// Place × kind × encoding: nothing of the table of secrets is left, nothing of the table of look-alikes is changed.
struct LeakTests {
    /// A way a text stands in a file, and how to read it again.
    struct Carrier: Sendable {
        let name: String
        let wrap: @Sendable (String) -> String
        let read: @Sendable (String) -> String
    }

    static let carriers: [Carrier] = [
        Carrier(name: "text", wrap: { $0 }, read: { $0 }),
        Carrier(
            name: "body of a HAR",
            wrap: { harEntry(body: $0) },
            read: { text(PlainText.unescaped(bytes($0).span, 0..<$0.utf8.count)) }),
        Carrier(
            name: "comment of a HAR",
            wrap: { #"{"comment":"\#(text(PlainText.escaped(bytes($0))))"}"# },
            read: { text(PlainText.unescaped(bytes($0).span, 0..<$0.utf8.count)) }),
        Carrier(
            name: "parameter",
            wrap: { "GET /go?next=\(text(Percent.encoded(bytes($0))))&x=1 HTTP/1.1" },
            read: { text(Percent.decoded(bytes($0))) }),
        Carrier(
            name: "base64",
            wrap: { "data: \(text(Base64.encoded(bytes($0))))\n" },
            read: { line in
                let words = line.split { !($0.isLetter || $0.isNumber || "+/=".contains($0)) }
                return line
                    + words.compactMap { Base64.decoded(bytes(String($0))) }.map(text).joined(separator: " ")
            }),
        Carrier(
            name: "attribute",
            wrap: { "<div data-state=\"\(text(Entities.encoded(bytes($0))))\">" },
            read: { text(Entities.decoded(bytes($0).span, 0..<$0.utf8.count)) }),
        Carrier(
            name: "script",
            wrap: { "var s = '\(text(PlainText.escapedAsUnicode(bytes($0))))';" },
            read: { text(PlainText.unescaped(bytes($0).span, 0..<$0.utf8.count)) }),
    ]

    private static func harEntry(body: String) -> String {
        #"{"request":{"method":"GET","url":"https://e.com/"},"response":{"status":200,"content":{"text":"\#(text(PlainText.escaped(bytes(body))))"}}}"#
    }

    /// As every command has it from the published facts.
    private static let policy = {
        var policy = RedactionPolicy()
        policy.kept = Set(["1.1.1.1", "8.8.8.8", "9.9.9.9"].compactMap { IPAddress($0) })
        return policy
    }()

    @Test func theTablesAreWhatTheySay() {
        #expect(LeakTables.secrets.count >= 400)
        #expect(Set(LeakTables.secrets.map(\.kind)).count >= 100)
        #expect(Set(LeakTables.secrets.map(\.value)).count >= 400)
        #expect(LeakTables.benign.count >= 300)
    }

    @Test("no secret is left", arguments: carriers.indices)
    func leaks(index: Int) {
        let carrier = Self.carriers[index]
        for secret in LeakTables.secrets {
            let wrapped = carrier.wrap(secret.text)
            // Too few characters of base64 to tell them from a word.
            if carrier.name == "base64", secret.text.utf8.count < 12 { continue }
            #expect(carrier.read(wrapped).contains(secret.value), "the test cannot see \(secret.kind)")
            let once = sealed(wrapped, policy: Self.policy)
            let read = once + carrier.read(once)
            for part in secret.parts {
                #expect(!read.contains(part), "\(secret.kind) as \(carrier.name): \(wrapped)\n\(once)")
            }
            #expect(
                sealed(once, policy: Self.policy) == once,
                "\(secret.kind) as \(carrier.name) changes the second time")
            #expect(gateHits(bytes(once)).isEmpty, "\(secret.kind) as \(carrier.name) does not pass the gate")
        }
    }

    @Test func whatOnlyLooksLikeASecretStays() {
        for (kind, text) in LeakTables.benign {
            #expect(sealed(text, policy: Self.policy) == text, "\(kind)")
            #expect(gateHits(bytes(text)).isEmpty, "\(kind) does not pass the gate: \(text)")
        }
    }

    @Test func itStaysInTheBodyOfAHAR() {
        for (kind, text) in LeakTables.benign {
            let entry = Self.harEntry(body: text)
            #expect(sealed(entry, policy: Self.policy) == entry, "\(kind)")
        }
    }

    @Test func aHAROfSecretsKeepsItsShape() throws {
        for secret in LeakTables.secrets {
            let entry = Self.harEntry(body: secret.text)
            let before = try JSONValue(parsing: bytes(entry))
            let after = try JSONValue(parsing: bytes(sealed(entry, policy: Self.policy)))
            #expect(before.members?.map(\.name) == after.members?.map(\.name))
            #expect(after["response"]?["status"]?.int == 200)
            #expect(after["response"]?["content"]?["text"]?.string != nil, "\(secret.kind)")
        }
    }
}
