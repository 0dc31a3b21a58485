import Testing

@testable import CaseRedact

/// Where a long text is cut, and what is found in lines that are JSON.
struct TextPartsTests {
    private static let filler = String(repeating: "a line of the log that says nothing\n", count: 20_000)

    private func end(_ text: [UInt8], isFirst: Bool = false) -> Int? {
        TextCut.end(of: text.span, isFirst: isFirst)
    }

    @Test(
        "no cut separates what belongs together",
        arguments: [
            "-----BEGIN PRIVATE KEY-----\n" + String(repeating: "MIIEvQIBADANBg\n", count: 40),
            "Cookie: a=b;\n c=d\n e=f\n", "curl \\\n -H 'x: y' \\\n -d z\n",
            "Content-Disposition: form-data; name=\"password\"\r\n\r\nhunter2\r\n", "soft=\nbreak\n",
            "\n\n\n",
        ])
    func cut(tail: String) throws {
        let text = bytes(Self.filler + tail)
        let place = end(text)
        let end = try #require(place)
        #expect(end <= Self.filler.utf8.count && end > Self.filler.utf8.count - 200)
        #expect(text[end - 1] == 0x0a)
    }

    @Test func aShortTextIsNotCutAndOneWithoutLinesOnlyWhenItIsVeryLong() {
        #expect(end(bytes("a\nb\n")) == nil)
        #expect(end([UInt8](repeating: 97, count: 1 << 20)) == nil)
        #expect(end([UInt8](repeating: 97, count: 8 << 20)) == 8 << 20)
    }

    @Test(
        "documents are kept whole, lines of values are not",
        arguments: [
            ("{\n", true), ("[1,\n2,\n", true), ("Received: x\nFrom: y\n\n", true), ("{\"a\":1}\n", false),
            ("{\"constants\": {\"a\":1},\n\"events\": [\n", false), ("text\n", false),
        ])
    func documents(head: String, isWhole: Bool) {
        #expect((end(bytes(head + Self.filler), isFirst: true) == nil) == isWhole)
    }

    @Test(
        "a line that is JSON is read by its structure",
        arguments: [
            (#"{"pass\u0077ord":"hunter2hunter2"}"#, "hunter2hunter2"),
            (#"{"params":{"headers":["Cookie: sid=q7Wm2Zk9"]},"type":1},"#, "q7Wm2Zk9"),
            (#"{"constants": {"a":{"pass\u0077ord":"hunter2hunter2"}},"#, "hunter2hunter2"),
            (#"  "pass\u0077ord": "hunter2hunter2","#, "hunter2hunter2"), (#""pin": "4711""#, "4711"),
            (#""cookies": [{"name":"a","value":"b12"}]"#, "b12"),
            (#""token": 1234567890123,"#, "1234567890123"),
        ])
    func lines(line: String, secret: String) {
        var redactor = makeRedactor()
        let sealed = redactor.seal(text: bytes("first\n\(line)\nlast\n"), in: somewhere).value
        #expect(!text(sealed).contains(secret))
        #expect(text(sealed).hasPrefix("first\n") && text(sealed).hasSuffix("\nlast\n"))
    }

    @Test(
        "lines that are none stay text",
        arguments: [
            #"{"a":1} and more"#, "{ color: red }", #""quoted" words"#, "[info] started", "{", #"{"a":"#,
        ])
    func none(line: String) {
        let isJSON = JSONLine(bytes(line).span, 0..<line.utf8.count) != nil
        #expect(!isJSON)
        var redactor = makeRedactor()
        #expect(text(redactor.seal(text: bytes(line), in: somewhere).value) == line)
    }

    @Test func twinsGiveOnePlaceholderAndTellWhatTheyLearned() {
        var redactor = makeRedactor()
        var first = redactor.twin()
        var second = redactor.twin()
        let one = first.seal(string: "token=q7Wm2Zk9Rt4Yx8Lp", in: somewhere).value
        let two = second.seal(string: "password=q7Wm2Zk9Rt4Yx8Lp q7Wm2Zk9Rt4Yx8Lp", in: somewhere).value
        #expect(one.hasPrefix("token=~secret.") && two.hasPrefix("password=~password."))
        #expect(two.hasSuffix(" q7Wm2Zk9Rt4Yx8Lp"), "a twin leaves that to the sweep")
        redactor.absorb([first.harvest, second.harvest])
        #expect(redactor.ledger.total == 2)
        let swept = redactor.sweep(Sealed(minting: bytes(two)), in: somewhere)
        #expect(swept.map { !text($0.value).contains("q7Wm2") } == true)
    }
}
