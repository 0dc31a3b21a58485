import JSONBytes
import TestSupport
import Testing

struct JSONTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(
        "reads a value and writes it in one form",
        arguments: [
            ("null", "null"), (" true ", "true"), ("false\n", "false"), ("\t-0.5e+10\r\n", "-0.5e+10"),
            ("123456789012345678901234567890", "123456789012345678901234567890"), ("[]", "[]"), ("{}", "{}"),
            ("[ 1 , [ ] , { } ]", "[1,[],{}]"), ("{\"a\" : 1, \"a\": 2}", "{\"a\":1,\"a\":2}"),
            ("\"\\u0041\\/\\n\\u001f\"", "\"A/\\n\\u001f\""), ("\"\\ud83d\\ude00\"", "\"😀\""),
            ("\"\\ud83d\"", "\"\u{fffd}\""), ("\"\\ud83dx\"", "\"\u{fffd}x\""),
            ("\"\\udc00\"", "\"\u{fffd}\""),
            ("\"\\ud83d\\u0041\"", "\"\u{fffd}A\""),
            ("\"\\\\\\\"\\b\\f\\r\\t\"", "\"\\\\\\\"\\u0008\\u000c\\r\\t\""),
            ("\u{feff}1", "1"),
        ])
    func reads(text: String, compact: String) throws {
        let value = try JSONValue(parsing: bytes(text))
        #expect(String(decoding: value.serialized(pretty: false), as: UTF8.self) == compact)
        #expect(try JSONValue(parsing: value.serialized()) == value)
    }

    @Test(
        "says what is wrong and where",
        arguments: [
            ("", JSONError.Problem.unexpectedEnd, 0), ("[1", .unexpectedEnd, 2), ("[1,]", .unexpectedByte, 3),
            ("{\"a\"}", .unexpectedByte, 4), ("{a:1}", .unexpectedByte, 1), ("[1 2]", .unexpectedByte, 3),
            ("{\"a\":1,}", .unexpectedByte, 7), ("\"a", .unexpectedEnd, 2), ("\"\u{1}\"", .badString, 1),
            ("\"\\x\"", .badString, 1), ("\"\\u12g4\"", .badString, 5), ("\"\\u12", .unexpectedEnd, 1),
            ("01", .trailingBytes, 1), ("-", .unexpectedEnd, 1), ("-a", .badNumber, 1),
            ("1.", .unexpectedEnd, 2),
            ("1.x", .badNumber, 2), ("1e+", .unexpectedEnd, 3), ("+1", .unexpectedByte, 0),
            (".5", .unexpectedByte, 0),
            ("nul", .unexpectedEnd, 3), ("nulL", .unexpectedByte, 3), ("tru e", .unexpectedByte, 3),
            ("NaN", .unexpectedByte, 0), ("1 1", .trailingBytes, 2), ("]", .unexpectedByte, 0),
            ("[1}", .unexpectedByte, 2), ("'a'", .unexpectedByte, 0),
        ])
    func refuses(text: String, problem: JSONError.Problem, offset: Int) {
        #expect(throws: JSONError(problem, offset: offset)) { try JSONValue(parsing: bytes(text)) }
    }

    @Test("nesting has a limit", arguments: ["[", "{\"a\":", "[{\"a\":"])
    func depth(open: String) throws {
        let text = bytes(String(repeating: open, count: 100_000))
        #expect { try JSONValue(parsing: text) } throws: { ($0 as? JSONError)?.problem == .tooDeep }
        var scanner = JSONScanner()
        #expect(throws: JSONError.self) { _ = try scanner.value(text.span) }
        let allowed = bytes(String(repeating: "[", count: 128) + String(repeating: "]", count: 128))
        #expect(throws: Never.self) { try JSONValue(parsing: allowed) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: [0x5b] + allowed + [0x5d]) }
    }

    @Test(
        "the scanner passes a whole value without taking it apart",
        arguments: [
            "{\"a\":[1,{\"b\":\"]}\\\"\"},null],\"c\":-1.5e3}", "[]", "[[],[[]],{}]", "\"x\"", "12", "true",
        ])
    func passes(text: String) throws {
        let all = bytes("  \(text) ,")
        var scanner = JSONScanner()
        let range = try scanner.value(all.span)
        #expect(range == 2..<2 + text.utf8.count)
        let hasComma = scanner.take(UInt8(ascii: ","), all.span)
        #expect(hasComma)
        let next = try scanner.peek(all.span)
        #expect(next == .end)
    }

    @Test func scannerAndValueAgreeOnWhatIsJSON() throws {
        let sample = bytes(
            "{\"log\": {\"version\": \"1.2\", \"entries\": [{\"time\": 1.5e2, \"ok\": true, \"no\": null, \"s\": \"\\u00e9\\n\"}]}}"
        )
        var refused = 0
        for mutant in SplitMix64.mutants(of: sample, count: 2000, seed: 1) where !mutant.starts(with: [0xef])
        {
            var scanner = JSONScanner(depthLimit: 128)
            var passed = false
            do {
                _ = try scanner.value(mutant.span)
                scanner.skipBlanks(mutant.span)
                passed = scanner.position == mutant.count
            } catch {}
            let value = try? JSONValue(parsing: mutant)
            #expect((value != nil) == passed)
            if let value { #expect(try JSONValue(parsing: value.serialized(pretty: false)) == value) }
            if value == nil { refused += 1 }
        }
        #expect(refused > 1000 && refused < 2000)
    }

    @Test func membersAreFoundAndTyped() throws {
        let value = try JSONValue(
            parsing: bytes("{\"a\": 1e3, \"b\": \"x\", \"c\": [true], \"d\": 1.5, \"a\": 2}"))
        #expect(value["a"]?.int == 1000)
        #expect(value["b"]?.string == "x")
        #expect(value["c"]?.array?.first?.bool == true)
        #expect(value["d"]?.double == 1.5)
        #expect(value["d"]?.int == nil)
        #expect(value["e"] == nil)
        #expect(value["b"]?["x"] == nil)
        #expect(value.members?.map(\.name) == ["a", "b", "c", "d", "a"])
        #expect(try JSONValue(parsing: bytes("99999999999999999999")).int == nil)
    }

    @Test("numbers have one text", arguments: [(1.0, "1"), (-0.25, "-0.25"), (1e20, "1e+20"), (0.1, "0.1")])
    func numbers(value: Double, text: String) { #expect(JSONValue.double(value) == .number(text)) }

    @Test func whatIsNoNumberIsLeftOut() {
        #expect(JSONValue.double(.nan) == nil)
        #expect(JSONValue.double(.infinity) == nil)
        let value = JSONValue(members: ["a": JSONValue.double(.nan), "b": 1])
        #expect(value == .object([.init("b", 1)]))
    }

    @Test func prettyIsTwoBlanksAndANewline() {
        let value = JSONValue(members: ["a": .array([1, "b"]), "c": .object([]), "d": .array([])])
        let text = "{\n  \"a\": [\n    1,\n    \"b\"\n  ],\n  \"c\": {},\n  \"d\": []\n}\n"
        #expect(String(decoding: value.serialized(), as: UTF8.self) == text)
    }
}
