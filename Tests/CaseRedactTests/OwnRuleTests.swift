import CaseModel
import Testing

@testable import CaseRedact

struct OwnRuleTests {
    static let good = OwnRule(
        id: "acme-ticket", help: "Removes tickets of Acme.",
        token: OwnRule.Token(prefix: "acmt_", alphabet: .alnum, length: 16...40), names: ["x-acme"],
        examples: [
            .init(text: "got acmt_aB3dE5fG7hJ9kL1mN3 now", gone: "acmt_aB3dE5fG7hJ9kL1mN3"),
            .init(text: "x-acme: whatever1", gone: "whatever1"), .init(text: "acmt_short stays", gone: nil),
        ])

    private static func changed(
        id: String = good.id, token: OwnRule.Token? = good.token, names: [String] = good.names,
        examples: [OwnRule.Example] = good.examples
    ) -> OwnRule { OwnRule(id: id, help: good.help, token: token, names: names, examples: examples) }

    static let bad: [(OwnRule, OwnRule.Problem)] = [
        (changed(id: "Acme"), .badID), (changed(id: ""), .badID), (changed(id: "jwt"), .taken),
        (changed(token: nil, names: []), .findsNothing),
        (changed(token: .init(prefix: "ac", alphabet: .alnum, length: 8...9)), .shortPrefix),
        (changed(token: .init(prefix: "_acme", alphabet: .alnum, length: 8...9)), .badPrefix),
        (changed(token: .init(prefix: "ac me", alphabet: .alnum, length: 8...9)), .badPrefix),
        (changed(examples: []), .tooFewExamples),
        (changed(examples: Array(good.examples.prefix(2))), .tooFewExamples),
        (changed(examples: good.examples + [.init(text: "acmt_x", gone: "acmt_x")]), .failedExample(4)),
        (changed(examples: good.examples + [.init(text: "x", gone: "y")]), .failedExample(4)),
        (changed(names: []), .failedExample(2)),
    ]

    @Test func aGoodRulePassesItsExamples() throws { try Self.good.check() }

    @Test("says what is wrong", arguments: bad.indices)
    func wrong(index: Int) {
        let (rule, problem) = Self.bad[index]
        #expect(throws: problem) { try rule.check() }
    }

    @Test func itCountsUnderItsNameAndItsPlaceholderIsKnownEverywhere() {
        var policy = RedactionPolicy()
        policy.add([Self.good])
        var redactor = makeRedactor(policy)
        let secret = "acmt_zB3dE5fG7hJ9kL1mN3"
        let once = redactor.seal(string: "see \(secret), token=\(secret)", in: somewhere).value
        #expect(outline(once) == "see <custom>, token=<secret>")
        #expect(redactor.ledger.rows.map(\.entry.rule).sorted() == ["acme-ticket", "secret"])
        var without = makeRedactor()
        #expect(without.seal(string: once, in: somewhere).value == once)
        var gate = Gate(policy: policy)
        gate.scan(bytes("left: \(secret)").span, of: "case.txt")
        gate.endFile()
        #expect(gate.hits.map(\.rule) == ["acme-ticket"])
    }
}
