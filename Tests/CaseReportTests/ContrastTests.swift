import Testing

@testable import CaseReport

/// The stylesheet's colours against each other, in both schemes (WCAG 2.2, 1.4.3 and 1.4.11).
struct ContrastTests {
    /// Custom properties of the n-th `:root`.
    static func colours(scheme: Int) throws -> [String: Double] {
        let blocks = Stylesheet.text.text.ranges(of: ":root{")
        let block = try #require(blocks.indices.contains(scheme) ? blocks[scheme] : nil)
        let inside = Stylesheet.text.text[block.upperBound...].prefix { $0 != "}" }
        var colours: [String: Double] = [:]
        for part in inside.split(separator: ";") {
            let pair = part.split(separator: ":").map { $0.filter { !$0.isWhitespace } }
            guard pair.count == 2, pair[1].hasPrefix("#") else { continue }
            colours[String(pair[0].dropFirst(2))] = try luminance(String(pair[1].dropFirst()))
        }
        return colours
    }

    static func luminance(_ hex: String) throws -> Double {
        let digits = hex.count == 3 ? hex.map { "\($0)\($0)" }.joined() : hex
        let number = try #require(Int(digits, radix: 16))
        let parts = [number >> 16 & 255, number >> 8 & 255, number & 255].map { value -> Double in
            let share = Double(value) / 255
            return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    /// The 2.4th power, without a library: by Newton from the fifth root of the twelfth power.
    private static func power(_ base: Double) -> Double {
        let twelfth = (0..<12).reduce(1.0) { product, _ in product * base }
        var root = base
        for _ in 0..<60 where root > 0 {
            root -= (root * root * root * root * root - twelfth) / (5 * root * root * root * root)
        }
        return root
    }

    static func ratio(_ a: Double, _ b: Double) -> Double { (max(a, b) + 0.05) / (min(a, b) + 0.05) }

    @Test("black and white differ by 21, and a grey by what the standard says")
    func theRatioIsTheStandards() throws {
        #expect(abs(Self.ratio(try Self.luminance("000"), try Self.luminance("ffffff")) - 21) < 0.001)
        #expect(abs(Self.ratio(try Self.luminance("767676"), try Self.luminance("fff")) - 4.54) < 0.01)
    }

    @Test("text is readable on everything it stands on", arguments: [0, 1])
    func text(scheme: Int) throws {
        let colours = try Self.colours(scheme: scheme)
        let grounds = ["bg", "soft", "badbg", "warnbg", "goodbg"]
        let pairs =
            ["text", "dim"].flatMap { front in grounds.map { (front, $0) } }
            + ["link", "bad", "warn", "good"].map { ($0, "bg") }
            + [
                ("link", "badbg"), ("link", "warnbg"), ("link", "goodbg"), ("bad", "badbg"),
                ("warn", "warnbg"),
            ]
        for (front, back) in pairs {
            let ratio = Self.ratio(try #require(colours[front]), try #require(colours[back]))
            #expect(ratio >= 4.5, "\(front) on \(back): \(ratio)")
        }
    }

    @Test("what charts draw stands out from the page", arguments: [0, 1])
    func graphics(scheme: Int) throws {
        let colours = try Self.colours(scheme: scheme)
        for name in ["blocked", "dns", "connect", "tls", "send", "wait", "receive", "bad"] {
            let ratio = Self.ratio(try #require(colours[name]), try #require(colours["bg"]))
            #expect(ratio >= 3, "\(name): \(ratio)")
        }
    }
}
