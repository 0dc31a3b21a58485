import Testing

@testable import CaseRedact

struct RuleTests {
    static let examples: [(rule: String, before: String, after: String)] = RedactionRule.all.flatMap { rule in
        rule.examples.map { (rule: rule.id, before: $0.before, after: $0.after) }
    }

    @Test("does what its examples say", arguments: examples)
    func example(rule: String, before: String, after: String) {
        var redactor = makeRedactor()
        #expect(outline(redactor.seal(string: before, in: somewhere).value) == after)
    }

    @Test("changes nothing the second time", arguments: examples)
    func twice(rule: String, before: String, after: String) {
        var redactor = makeRedactor()
        let once = redactor.seal(string: before, in: somewhere).value
        #expect(redactor.seal(string: once, in: somewhere).value == once)
    }

    @Test("leaves nothing the gate would refuse", arguments: examples)
    func gated(rule: String, before: String, after: String) {
        var redactor = makeRedactor()
        #expect(gateHits(bytes(redactor.seal(string: before, in: somewhere).value)).isEmpty)
    }

    @Test("a gated rule's first example is a hit", arguments: RedactionRule.all.filter(\.isGated))
    func isHit(rule: RedactionRule) throws {
        let example = try #require(rule.examples.first)
        #expect(gateHits(bytes(example.before)).contains(rule.id))
    }

    @Test func everyRuleHasAnIDOfItsOwnWithAPositiveAndANegativeExample() {
        #expect(Set(RedactionRule.all.map(\.id)).count == RedactionRule.all.count)
        for rule in RedactionRule.all {
            #expect(!rule.examples.isEmpty)
            #expect(rule.examples.contains { $0.before == $0.after })
        }
    }
}
