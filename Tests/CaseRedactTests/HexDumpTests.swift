import Testing

@testable import CaseRedact

struct HexDumpTests {
    /// Sixteen bytes a line, in the layouts programs print.
    static let layouts: [(name: String, line: @Sendable (Int, ArraySlice<UInt8>) -> String)] = [
        ("curl --trace", { "\(hex($0, 4)): \(pairs($1)) \(shown($1))" }),
        (
            "hexdump -C",
            { "\(hex($0, 8))  \(pairs($1.prefix(8)))  \(pairs($1.dropFirst(8)))  |\(shown($1))|" }
        ),
        ("xxd", { "\(hex($0, 8)): \(fours($1))  \(shown($1))" }),
        ("hexdump", { "\(hex($0, 7)) \(fours(HexDump.swapped(Array($1))[...]))" }),
        ("od -t x1", { "\(octal($0)) \(pairs($1))" }),
        ("OpenSSL", { "\(hex($0, 4)) - \(halves($1))   \(shown($1))" }),
        ("a logger", { "2026-11-22 10:31:04.125 \(hex($0, 4)): \(pairs($1)) \(shown($1))" }),
        ("tcpdump -X", { "\t0x\(hex($0, 4)):  \(fours($1))  \(shown($1))" }),
    ]

    static func hex(_ number: Int, _ width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: width - digits.count) + digits
    }
    static func pairs(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.map { hex(Int($0), 2) }.joined(separator: " ")
    }
    static func octal(_ number: Int) -> String {
        let digits = String(number, radix: 8)
        return String(repeating: "0", count: 7 - digits.count) + digits
    }
    static func halves(_ bytes: ArraySlice<UInt8>) -> String {
        pairs(bytes.prefix(8)) + (bytes.count > 8 ? "-" : "") + pairs(bytes.dropFirst(8))
    }
    static func fours(_ bytes: ArraySlice<UInt8>) -> String {
        let bytes = Array(bytes)
        return stride(from: 0, to: bytes.count, by: 2).map { start in
            bytes[start..<min(bytes.count, start + 2)].map { hex(Int($0), 2) }.joined()
        }.joined(separator: " ")
    }
    static func shown(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.map { (0x20..<0x7f).contains($0) ? $0 : UInt8(ascii: ".") }, as: UTF8.self)
    }

    static func dump(_ text: String, _ layout: Int) -> String {
        let bytes = Array(text.utf8)
        return stride(from: 0, to: bytes.count, by: 16).map { start in
            layouts[layout].line(start, bytes[start..<min(bytes.count, start + 16)]) + "\n"
        }.joined()
    }

    @Test("a dump that shows a secret goes, whatever it looks like", arguments: layouts.indices)
    func gone(layout: Int) {
        let secret = Self.dump("GET /?token=q7Wm2Zk9Rt4Yx8Lp HTTP/1.1\r\nHost: e.com\r\n", layout)
        let plain = Self.dump("GET /?page=2 HTTP/1.1\r\nHost: www.example.com\r\n", layout)
        let text = "== Info: first\n\(secret)== Info: second\n\(plain)last\n"
        var redactor = makeRedactor()
        let once = CaseRedactTests.text(redactor.seal(text: bytes(text), in: somewhere).value)
        #expect(
            once
                == "== Info: first\n[hex dump of 52 bytes removed: it showed a secret]\n== Info: second\n\(plain)last\n"
        )
        var other = makeRedactor()
        #expect(CaseRedactTests.text(other.seal(text: bytes(once), in: somewhere).value) == once)
    }

    @Test func aRowOfCurlThatIsCutInTwoIsReadAsOne() {
        func rows(_ pair: String) -> String {
            let line = String(repeating: "x", count: 50) + " \(pair) and more"
            return "=> Send data\n0000: \(line.prefix(64))\n0040: \(line.dropFirst(64))\n== Info: done\n"
        }
        var redactor = makeRedactor()
        let once = redactor.seal(text: bytes(rows("token=q7Wm2Zk9Rt4Yx8Lp")), in: somewhere).value
        #expect(outline(text(once)).contains(" token=<secret> and more\n== Info: done\n"), "\(text(once))")
        let plain = rows("page=two-of-many-pages")
        #expect(text(redactor.seal(text: bytes(plain), in: somewhere).value) == plain)
    }

    @Test(
        "what is no dump stays",
        arguments: ["2026 10 11 12\n", "face: de ad\n", "0000\n", "12345: 5\n", "abcd ef\nabcd ef\n"])
    func none(text: String) {
        var redactor = makeRedactor()
        #expect(CaseRedactTests.text(redactor.seal(text: bytes(text), in: somewhere).value) == text)
    }
}
