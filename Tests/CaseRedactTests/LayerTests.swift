import Testing

@testable import CaseRedact

/// Secrets beneath encodings, two deep in any composition, in the places such text is found in.
struct LayerTests {
    static let plain = #"{"user":"ann","password":"hunter2hunter2"}"#
    /// The same, through gzip and base64.
    static let zipped = "H4sIAAAAAAACA6tWKi1OLVKyUkrMy1PSUSpILC4uzy9KAQpklOaVpBYZQSmlWgC0VbvAKgAAAA=="

    /// The same, through zlib and base64.
    static let deflated = "eJyrViotTi1SslJKzMtT0lEqSCwuLs8vSgEKZJTmlaQWGUEppVoAM4QOqA=="

    static let layers: [(name: String, encode: @Sendable (String) -> String)] = [
        ("none", { $0 }),
        ("base64", { String(decoding: Base64.encoded(Array($0.utf8)), as: UTF8.self) }),
        (
            "base64url",
            {
                String(
                    decoding: Base64.encoded(Array($0.utf8), isURLSafe: true, hasPadding: false),
                    as: UTF8.self)
            }
        ),
        ("percent", { String(decoding: Percent.encoded(Array($0.utf8)), as: UTF8.self) }),
        ("entity", { String(decoding: Entities.encoded(Array($0.utf8)), as: UTF8.self) }),
        ("numbers", { $0.unicodeScalars.map { "&#\($0.value);" }.joined() }),
        ("unicode", { String(decoding: PlainText.escapedAsUnicode(Array($0.utf8)), as: UTF8.self) }),
        ("JSON", { String(decoding: PlainText.escaped(Array($0.utf8)), as: UTF8.self) }),
    ]
    static let carriers: [(name: String, wrap: @Sendable (String) -> String)] = [
        ("text", { "before \($0) after" }), ("attribute", { "<div data-state=\"\($0)\" class=\"a\">" }),
        ("script", { "var data = '\($0)';" }), ("path", { "GET /go/\($0) HTTP/1.1" }),
        ("JSON", { #"{"data":"\#(String(decoding: PlainText.escaped(Array($0.utf8)), as: UTF8.self))"}"# }),
        ("parameter", { "https://e.com/?data=\($0)&x=1" }),
    ]
    struct Case: Sendable, CustomTestStringConvertible {
        let inner: Int, outer: Int, carrier: Int

        var testDescription: String {
            "\(layers[inner].name) in \(layers[outer].name) in \(carriers[carrier].name)"
        }
        var text: String { carriers[carrier].wrap(layers[outer].encode(layers[inner].encode(plain))) }
        /// What cannot stand there: a quote or a blank ends the text or the carrier.
        var isPossible: Bool {
            let encoded = layers[outer].encode(layers[inner].encode(plain))
            let breaks = ["attribute": "\"<>", "script": "'", "path": "\" ", "parameter": "\"& #"]
            return !(breaks[carriers[carrier].name] ?? "").contains { encoded.contains($0) }
        }
    }
    static let cases = layers.indices.flatMap { inner in
        layers.indices.flatMap { outer in
            carriers.indices.map { Case(inner: inner, outer: outer, carrier: $0) }
        }
    }.filter(\.isPossible)

    /// Every text that could be uncovered, with all the ways to look at it a person has.
    private func uncovered(_ text: String, _ secret: String = "hunter2") -> Bool {
        var seen: [String] = [text]
        for _ in 0..<3 {
            seen += seen.flatMap { text -> [String] in
                let bytes = Array(text.utf8)
                return [
                    Percent.decoded(bytes), Entities.decoded(bytes.span, 0..<bytes.count),
                    PlainText.unescaped(bytes.span, 0..<bytes.count),
                ].map { String(decoding: $0, as: UTF8.self) }.filter { $0 != text }
            }
            seen += seen.flatMap { text in
                text.split {
                    !"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-".contains($0)
                }
                .flatMap { run in
                    run.split { $0 == "/" || $0 == "=" }.compactMap { Base64.decoded(Array($0.utf8)) }
                        + [Base64.decoded(Array(run.utf8))].compactMap { $0 }
                }.map { String(decoding: $0, as: UTF8.self) }
            }
        }
        return seen.contains { $0.contains(secret) }
    }

    @Test("what is encoded is found", arguments: cases)
    func found(example: Case) {
        #expect(uncovered(example.text), "the test cannot see it")
        var redactor = makeRedactor()
        let once = redactor.seal(string: example.text, in: somewhere).value
        #expect(!uncovered(once), "\(once)")
        var other = makeRedactor()
        #expect(other.seal(string: once, in: somewhere).value == once)
    }

    @Test("gzip beneath base64 is found", arguments: layers.indices, carriers.indices)
    func compressed(layer: Int, carrier: Int) {
        let text = Self.carriers[carrier].wrap(Self.layers[layer].encode(Self.zipped))
        let packed = String(Self.zipped.prefix(40))
        #expect(uncovered(text, packed), "the test cannot see it")
        var redactor = makeRedactor()
        let once = redactor.seal(string: text, in: somewhere).value
        #expect(!uncovered(once, packed), "\(once)")
    }

    @Test("zlib beneath base64 is found, and what only begins like it stays")
    func zlib() {
        var redactor = makeRedactor()
        let once = redactor.seal(string: "before \(Self.deflated) after", in: somewhere).value
        #expect(!once.contains("eJyrViot") && once.hasPrefix("before ~") && once.hasSuffix("~ after"))
        let damaged = "before eJyrViotTi1SslJKzMtT after"
        #expect(redactor.seal(string: damaged, in: somewhere).value == damaged)
    }

    @Test(
        "what holds no secret keeps its encoding",
        arguments: [
            #"{"user":"ann","page":12}"#, "The quick brown fox, \"quoted\" & more", "a=1&b=2&c=three",
        ])
    func kept(plain: String) {
        for layer in Self.layers {
            for carrier in Self.carriers where carrier.name != "parameter" {
                let text = carrier.wrap(layer.encode(plain))
                var redactor = makeRedactor()
                #expect(redactor.seal(string: text, in: somewhere).value == text)
            }
        }
    }

    @Test(
        "what only looks encoded stays",
        arguments: [
            "9f140b785e57c458aabbccddeeff00112233445566778899", "node_modules/some-package/dist/assets/index",
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "&#10;&quot;&quot;", "%7B%7D%3D", "\\u0022\\u0022",
        ])
    func look(text: String) {
        var redactor = makeRedactor()
        #expect(redactor.seal(string: "x \(text) y", in: somewhere).value == "x \(text) y")
    }
}
