import ByteBlocks
import TestSupport
import Testing

struct ByteBlocksTests {
    /// Every candidate of a text, with no word in the tables but those that begin with `key-of-i` or `ghp`.
    private func candidates(_ text: [UInt8], _ options: BlockSearch.Options = .init()) -> Set<Int> {
        var rules = [UInt64](repeating: 0, count: BlockSearch.tableSize)
        var secrets = [UInt64](repeating: 0, count: BlockSearch.secretTableSize)
        let rule = BlockSearch.hash(0x67, 0x68, 0x70)
        let secret = BlockSearch.secretHash(Array("key-of-it".utf8).span, at: 0)
        rules[rule >> 6] |= 1 << UInt64(rule & 63)
        secrets[secret >> 6] |= 1 << UInt64(secret & 63)
        var search = BlockSearch(base: 0)
        var found: Set<Int> = []
        repeat {
            search.advance(text.span, end: text.count, rules: rules, secrets: secrets, options)
            while let place = search.next() { found.insert(place) }
        } while search.count > 0
        return found
    }

    @Test("addresses that differ have hashes that differ", arguments: [0, 0x1234_5678_9abc_def1] as [UInt64])
    func hashes(seed: UInt64) {
        var seen: Set<UInt64> = []
        for number in 0..<65_536 {
            let text = Array("10.\(number / 4096).\(number / 16 % 256).\(100 + number % 16)".utf8)
            seen.insert(text.span.hash(0..<text.count, seed: seed))
        }
        #expect(seen.count == 65_536)
    }

    /// What begins at the mark `^` has to be found, wherever the blocks' borders fall.
    @Test(
        "finds what may begin something at every place in a block",
        arguments: [
            "mail me ^@ home", "cost ^$5", "a ^~cookie", "a ^%40 b", "token^=abc", "x ^key-of-it",
            "x ^ghp_abc",
            "\\n^ghp_abc", "\\u0020^key-of-it", "%20^key-of-it", "from ^10.1.2.3 to",
            "from ^192.168.100.200:80",
            "id ^41111111",
            "card ^4111 1111", "^-----BEGIN", "a^/abcdefghijklmnopqrst", "https^://u", "a^::1",
            "2001^:db8:1:2", "\"^: 1",
        ])
    func finds(marked: String) throws {
        let mark = try #require(marked.utf8.firstIndex(of: UInt8(ascii: "^")))
        let offset = marked.utf8.distance(from: marked.utf8.startIndex, to: mark)
        let text = marked.utf8.filter { $0 != UInt8(ascii: "^") }
        for pad in 0..<140 {
            let padded =
                [UInt8](repeating: 0x20, count: pad) + text + [UInt8](repeating: 0x20, count: pad % 70)
            #expect(candidates(padded).contains(pad + offset), "behind \(pad) blanks")
        }
    }

    @Test(
        "passes what begins nothing",
        arguments: [
            "key-off monkey and aghp_ in words", "1.2 of 3.4 in 2026", "a/b/c", "--- a --", "100% of it",
            "\\ney of \\u006bey",
        ])
    func passes(text: String) {
        for pad in 0..<140 {
            // Words before and behind, for at the border of a block what comes next is not known.
            let text = Array(String(repeating: "z", count: pad).utf8) + [0x20] + Array(text.utf8)
            let border = Set((1...8).flatMap { block in (0..<8).map { block * 64 - 1 - $0 } })
            #expect(candidates(text).subtracting(border).isEmpty, "behind \(pad) letters")
        }
    }

    @Test func amongCookiesEveryEqualsSignCounts() {
        var options = BlockSearch.Options()
        options.pairs = true
        #expect(candidates(Array("a=1; b=2".utf8), options) == [1, 6])
    }

    @Test func aNameBeginsWhereTheBlockSaysOrTheBlockDoesNotTell() {
        let text = Array("GET /?api_key=1 and ".utf8) + [UInt8](repeating: 0x61, count: 60) + Array("=1".utf8)
        let none = [UInt64](repeating: 0, count: BlockSearch.tableSize)
        let unknown = [UInt64](repeating: 0, count: BlockSearch.secretTableSize)
        var search = BlockSearch(base: 0)
        search.advance(text.span, end: text.count, rules: none, secrets: unknown, .init())
        #expect(search.nameStart(before: 13) == 6)
        search.advance(text.span, end: text.count, rules: none, secrets: unknown, .init())
        #expect(search.nameStart(before: 80) == nil)
    }

    /// The same by a plain loop over the grammar.
    private func slowText(_ bytes: [UInt8]) -> (end: Int, hasEscape: Bool, hidesText: Bool) {
        var (place, hasEscape, hidesText) = (0, false, false)
        while place < bytes.count, bytes[place] != 0x22, bytes[place] >= 0x20 {
            guard bytes[place] == 0x5c else {
                place += 1
                continue
            }
            hasEscape = true
            let rest = String(decoding: bytes[(place + 1)...].prefix(5), as: UTF8.self)
            if let first = rest.first, "\"\\/bfnrt".contains(first) {
                hidesText = hidesText || first == "/"
                place += 2
            } else if rest.count == 5, rest.first == "u", rest.dropFirst().allSatisfy(\.isHexDigit) {
                hidesText =
                    hidesText || rest.hasPrefix("u00") && "234567".contains(rest.dropFirst(3).prefix(1))
                place += 6
            } else {
                break
            }
        }
        return (place, hasEscape, hidesText)
    }

    @Test func theTextOfAJSONStringEndsWhereAPlainLoopSays() {
        var random = SplitMix64(seed: 7)
        let parts = [
            "a", "bcdefgh", "\\n", "\\\"", "\\\\", "\\/", "\\u00e4", "\\u0041", "\\u12", "\\x", "\u{1}", "\"",
            "ä",
        ]
        for _ in 0..<4000 {
            let count = Int.random(in: 0..<40, using: &random)
            // Most often the parts that go on, so that texts are long enough for several blocks.
            let text = (0..<count).map { _ in
                parts[Int.random(in: 0..<(Bool.random(using: &random) ? 8 : 13), using: &random)]
            }.joined()
            let bytes = Array(text.utf8)
            let (fast, slow) = (bytes.span.jsonText(from: 0), slowText(bytes))
            #expect(fast.end == slow.end && fast.hasEscape == slow.hasEscape, "\(text.debugDescription)")
            #expect(fast.hidesText == slow.hidesText, "\(text.debugDescription)")
        }
    }

    @Test func aByteIsFoundWithinTheRangeAndNotBeyond() {
        let text = Array("abcabc".utf8)
        #expect(text.span.first(0x63, in: 0..<6) == 2)
        #expect(text.span.first(0x63, in: 3..<6) == 5)
        #expect(text.span.first(0x63, in: 3..<5) == nil)
        #expect(text.span.first(0x61, in: 2..<2) == nil)
    }

    @Test func theHashGoesByTheBytesAndTheSeed() {
        let text = Array("..hello-hello..hello-hello!".utf8)
        let (one, other) = (text.span.hash(2..<13, seed: 1), text.span.hash(15..<26, seed: 1))
        #expect(one == other)
        #expect(one != text.span.hash(15..<27, seed: 1))
        #expect(one != text.span.hash(2..<13, seed: 2))
    }
}
