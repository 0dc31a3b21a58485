import CaseModel
import JSONBytes
import TestSupport
import Testing

@testable import CaseRedact

/// Removing known secrets from what was sealed before they were known.
struct SweepTests {
    private static let value = "k7Qp2/mVx9Lw4+Zt=="
    private static let percent = "k7Qp2%2FmVx9Lw4%2BZt%3D%3D"

    /// A redactor that saw some values in cookies.
    private static func redactor(_ values: [String]) throws -> Redactor {
        var redactor = makeRedactor()
        for value in values {
            let name = JSONValue.string(value).serialized(pretty: false)
            _ = try redactor.seal(
                harEntry: bytes(#"{"cookies":[{"name":"sid","value":"# + text(name) + "}]}"), in: somewhere)
        }
        return redactor
    }

    /// What a sweep makes of a text.
    private static func swept(_ before: String, _ redactor: inout Redactor) -> String {
        let sealed = Sealed(minting: bytes(before))
        return text((redactor.sweep(sealed, in: somewhere) ?? sealed).value)
    }

    private static func base64(_ text: String) -> String {
        String(decoding: Base64.encoded(bytes(text)), as: UTF8.self)
    }

    private static var id: Regex<(Substring, Substring)> { #/~known-secret\.([0-9a-f]{8}\.[0-9]+)~/# }

    @Test(
        "every form goes, and all have the placeholder of the value",
        arguments: [
            "plain \(value) text", "q=\(percent)&b",
            "q=\(percent.lowercased().replacing("k7qp2", with: "k7Qp2").replacing("mvx9lw4", with: "mVx9Lw4").replacing("zt", with: "Zt"))",
            "twice k7Qp2%252FmVx9Lw4%252BZt%253D%253D",
            #"{"a":"k7Qp2\/mVx9Lw4+Zt=="}"#,
            #"{"a":"k7Qp2/mVx9Lw4\u002bZt=="}"#.replacing("\\u002bZt==", with: "\\u002BZt=="),
            #"{"a":"k7Qp2\u002fmVx9Lw4\u002bZt\u003d\u003d"}"#,
            #"{"a":"k7Qp2\u002FmVx9Lw4\u002BZt\u003D\u003D"}"#,
            "<a href='?k7Qp2&#x2F;mVx9Lw4+Zt&#x3D;&#x3D;'>",
            "b64 " + base64(value), "b64 " + base64("a" + value + "bc"), "b64 " + base64("ab" + value + "c"),
            "b64 " + base64("user:" + value), "in xyz" + base64("sid=" + value + "; a=b") + " end",
        ])
    func forms(before: String) throws {
        var redactor = try Self.redactor([Self.value])
        let plain = try #require(Self.swept(Self.value, &redactor).firstMatch(of: Self.id))
        let after = Self.swept(before, &redactor)
        let found = try #require(after.firstMatch(of: Self.id), "\(before) gave \(after)")
        #expect(found.1 == plain.1)
        #expect(found.1.hasSuffix(".\(Self.value.utf8.count)"))
        for part in ["k7Qp2", "mVx9Lw4"] { #expect(!after.contains(part)) }
    }

    @Test(
        "base64 goes in either alphabet and escaped",
        arguments: [
            ["+": "-", "/": "_"], ["+": "%2B", "/": "%2F"], ["+": "%2b", "/": "%2f"], ["/": #"\/"#],
            ["+": #"\u002B"#], ["+": #"\u002b"#, "/": #"\u002f"#],
        ])
    func escapedBase64(escapes: [String: String]) throws {
        // Marks at every place of the digits.
        for value in ["k7Qp2>>>Vx9Lw4???Zt5", "??>>~~k7Qp2mVx9Lw4", "k7Qp2mVx9Lw4>?>?>?"] {
            var redactor = try Self.redactor([value])
            for prefix in ["", "a", "ab"] {
                let digits = Self.base64(prefix + value + "bc").filter { $0 != "=" }
                let written = digits.map { escapes[String($0)] ?? String($0) }.joined()
                let after = Self.swept("x=\(written);", &redactor)
                #expect(after.firstMatch(of: Self.id) != nil, "\(written) gave \(after)")
                #expect(after.replacing(Self.id, with: "").count <= 14, "\(after)")
            }
        }
    }

    @Test func aValueInBase64LeavesNoDigitOfItsOwn() throws {
        var redactor = try Self.redactor([Self.value])
        for prefix in ["", "a", "ab", "abc"] {
            for suffix in ["", "x", "xy", "xyz"] {
                let after = Self.swept(Self.base64(prefix + Self.value + suffix), &redactor)
                let rest = after.replacing(Self.id, with: "")
                let decoded = text(
                    Base64.decoded(bytes(rest + String(repeating: "A", count: (4 - rest.count % 4) % 4)))
                        ?? [])
                #expect(!decoded.contains("k7"))
                #expect(rest.count <= 8, "\(after)")
            }
        }
    }

    @Test(
        "what only looks like it stays",
        arguments: [
            "k7Qp2/mVx9Lw4", "K7QP2/MVX9LW4+ZT==", "0a9B8c7D6e", "a9B8c7D6e0", "x%3a9B8c7D6e0",
            "~cookie.3fa9c1d2.43~",
        ])
    func stays(before: String) throws {
        var redactor = try Self.redactor([Self.value, "a9B8c7D6e"])
        #expect(Self.swept(before, &redactor) == before)
    }

    @Test(
        "escapes go whole, so that JSON and URLs stay what they are",
        arguments: [
            (#"{"a":"\nfooB4r7Qx9Zt2Lm"}"#, #"{"a":"\n<known-secret>"}"#),
            (#"{"a":"\u0041fooB4r7Qx9Zt2Lm"}"#, #"{"a":"\u0041<known-secret>"}"#),
            (#"{"a":"\\fooB4r7Qx9Zt2Lm"}"#, #"{"a":"\\<known-secret>"}"#),
            (#"{"a":"\fooB4r7Qx9Zt2Lm"}"#, #"{"a":"<known-secret>"}"#),
            ("a%20fooB4r7Qx9Zt2Lm", "a%20<known-secret>"),
            (#"{"a":"fooB4r7Qx9Zt2Lm\n"}"#, #"{"a":"<known-secret>\n"}"#),
            (#"{"fooB4r7Qx9Zt2Lm":["fooB4r7Qx9Zt2Lm"]}"#, #"{"<known-secret>":["<known-secret>"]}"#),
        ])
    func escapes(before: String, after: String) throws {
        var redactor = try Self.redactor(["fooB4r7Qx9Zt2Lm"])
        #expect(outline(Self.swept(before, &redactor)) == after)
    }

    @Test func noMatchReachesOverAQuoteOfJSON() throws {
        var redactor = try Self.redactor([#"{"a":"b7Qp2mVx9Lw4","c":"x9"}"#])
        let document = #"{"a":"b7Qp2mVx9Lw4","c":"x9"}"#
        let after = Self.swept("[\(document),\"\(document.replacing("\"", with: "\\\""))\"]", &redactor)
        #expect(throws: Never.self) { try JSONValue(parsing: bytes(after)) }
        #expect(after.hasPrefix("[{\"a\":"))
        #expect(outline(after).hasSuffix("\"<known-secret>\"]"))
    }

    @Test func aSecretInsideALongerOneGoesWithIt() throws {
        var redactor = try Self.redactor(["a9B8c7D6e5F4g3H2", "x1Y2z3-a9B8c7D6e5F4g3H2-q9W8e7"])
        #expect(
            outline(Self.swept("id x1Y2z3-a9B8c7D6e5F4g3H2-q9W8e7 end", &redactor)) == "id <known-secret> end"
        )
    }

    @Test func aNameThatIsKeptStays() throws {
        var redactor = try Self.redactor(["8f1b2c3d4e5f6a7b"])
        redactor.keep(name: "8f1b2c3d4e5f6a7b")
        #expect(Self.swept("cf-ray: 8f1b2c3d4e5f6a7b-FRA", &redactor) == "cf-ray: 8f1b2c3d4e5f6a7b-FRA")
    }

    @Test func theLedgerCountsWhatASweepRemoves() throws {
        var redactor = try Self.redactor(["a9B8c7D6e5F4g3H2"])
        let file = BundlePath(folder: .logs, step: "log-1", suffix: ".log")
        #expect(redactor.sweep(Sealed(minting: bytes("a9B8c7D6e5F4g3H2 a9B8c7D6e5F4g3H2")), in: file) != nil)
        #expect(redactor.ledger.total(in: file) == 2)
        #expect(redactor.ledger.rows.contains { $0.entry.rule == "known-secret" && $0.entry.file == file })
    }

    @Test func formAndPlainTwinsHaveOneName() throws {
        var redactor = makeRedactor()
        let sealed = redactor.seal(
            text: bytes("token=ab+cd9X%2BzQ7w1 \n {\"token\":\"ab cd9X+zQ7w1\"}"), in: somewhere
        ).value
        let names = text(sealed).matches(of: #/\.([0-9a-f]{8}\.[0-9]+)~/#).map { String($0.1) }
        #expect(Set(names).count == 1, "\(text(sealed))")
    }

    @Test("a value the user called a secret goes in every form, whatever it looks like")
    func given() {
        for value in ["plum+tree/walnut=Q8", "plumtree-walnut"] {
            var redactor = makeRedactor()
            redactor.learn(given: bytes(value))
            for form in SecretForms(bytes(value)).all {
                let before = "next: " + text(form.bytes) + " end"
                #expect(!Self.swept(before, &redactor).contains(text(form.bytes)), "\(before)")
            }
        }
    }

    @Test func anotherKeyGivesOtherNames() throws {
        var first = makeRedactor()
        var second = Redactor(key: Array(1..<33), policy: RedactionPolicy())
        let line = bytes("password=a9B8c7D6e5F4g3H2")
        #expect(first.seal(text: line, in: somewhere).value != second.seal(text: line, in: somewhere).value)
    }

    @Test("a spool of any size is swept, borders of windows too", arguments: 0..<10)
    func spools(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var redactor = try Self.redactor(["a9B8c7D6e5F4g3H2", Self.value])
        var content = [UInt8](
            repeating: UInt8(ascii: "."), count: Int.random(in: 1..<4 << 20, using: &random))
        let forms = SecretForms(bytes(Self.value)).all.map(\.bytes) + [bytes("a9B8c7D6e5F4g3H2")]
        var expected = 0
        var place = Int.random(in: 0..<100_000, using: &random)
        while let form = forms.randomElement(using: &random), place + form.count < content.count {
            content.replaceSubrange(place..<place + form.count, with: form)
            expected += 1
            // Close to the borders of windows too.
            let border = (place >> 20 + 1) << 20
            let next = place + form.count + Int.random(in: 1..<200_000, using: &random)
            place =
                Bool.random(using: &random)
                ? next : max(place + form.count + 1, border - Int.random(in: 0..<66_000, using: &random))
        }
        let spool = SealedSpool(over: MemorySpool())
        try spool.append(Sealed(minting: content))
        let output = try redactor.sweep(spool, in: somewhere) { SealedSpool(over: MemorySpool()) }
        guard expected > 0 else {
            #expect(output == nil)
            return
        }
        let result = try #require(output).read(at: 0, count: .max).value
        #expect(text(result).matches(of: Self.id).count == expected)
        #expect(text(result).replacing(Self.id, with: "").allSatisfy { $0 == "." })
        let again = try redactor.sweep(#require(output), in: somewhere) { SealedSpool(over: MemorySpool()) }
        #expect(again == nil)
    }

    @Test func anySequenceOfBytesIsSwept() throws {
        let values = [Self.value, "a9B8c7D6e5", "x1Y2z3-\\\"%41b7Qp2mVx9"]
        var redactor = try Self.redactor(values)
        let forms = values.flatMap { SecretForms(bytes($0)).all.map(\.bytes) }
        // The short one is no secret in the middle of a word, and the last one is known without its escapes.
        let sure = [Self.value, "x1Y2z3-\"Ab7Qp2mVx9"].flatMap {
            SecretForms(bytes($0)).all.map { CaseRedactTests.text($0.bytes) }
        }
        var random = SplitMix64(seed: 7)
        for _ in 0..<3000 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<6, using: &random) {
                text += forms.randomElement(using: &random) ?? []
                for _ in 0..<Int.random(in: 0..<4, using: &random) {
                    text.append(Array("\\\"%u0=~.a1".utf8).randomElement(using: &random) ?? 0)
                }
            }
            for _ in 0..<Int.random(in: 0..<3, using: &random) where !text.isEmpty {
                text[Int.random(in: 0..<text.count, using: &random)] = UInt8.random(
                    in: .min ... .max, using: &random)
            }
            let once = redactor.sweep(Sealed(minting: text), in: somewhere)?.value ?? text
            let left = CaseRedactTests.text(once)
            #expect(!sure.contains { left.contains($0) }, "\(left)")
        }
    }

    @Test func swayedJSONStaysJSON() throws {
        var redactor = try Self.redactor([
            Self.value, "a9B8c7D6e5F4", "nab7\\u00e9Qp2mVx9", "q\"uote7Q\\p2mVx9",
        ])
        let values = [
            Self.value, "a9B8c7D6e5F4", "nab7\\u00e9Qp2mVx9", "q\"uote7Q\\p2mVx9", "\n", "\\", "\"", "/", "é",
            "u0041", "%", "x",
        ]
        var random = SplitMix64(seed: 11)
        for _ in 0..<2000 {
            var string = ""
            for _ in 0..<Int.random(in: 1..<8, using: &random) {
                string += values.randomElement(using: &random) ?? ""
            }
            let document = JSONValue.array([
                .string(string), .string(text(JSONValue.string(string).serialized(pretty: false))),
            ])
            let before = text(document.serialized(pretty: false))
            for form in [before, before.replacing("/", with: "\\/")] {
                let after = Self.swept(form, &redactor)
                #expect(throws: Never.self, "\(form) became \(after)") {
                    try JSONValue(parsing: bytes(after))
                }
            }
        }
    }
}
