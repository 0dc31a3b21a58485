import ByteBlocks

/// The ways in which programs write one value: plain, percent-encoded, JSON-escaped, in HTML, in base64.
struct SecretForms {
    /// The text of each form and what may stand around it; few twice.
    private(set) var all: [(bytes: [UInt8], edges: TaintTable.Edges)] = []
    private let plain: [UInt8]
    /// What some program escapes.
    private var marks: Set<UInt8> = []
    /// Shorter values are only known between borders of words.
    private static let sureLength = 16
    /// Of shorter values too few digits of base64 are their own.
    private static let leastInBase64 = 12

    /// - Parameter plain: The value with no encoding on it.
    init(_ plain: [UInt8]) {
        self.plain = plain
        add(plain)
        let simple: ByteClass = [.word, .hyphen, .dot]
        if plain.span.run(of: simple, from: 0, end: plain.count) < plain.count {
            for byte in plain where !isAlnum(byte) { marks.insert(byte) }
            addPercent()
            addJSON()
            addHTML()
        }
        if plain.count >= Self.leastInBase64 { for shift in 0..<3 { addBase64(shift) } }
    }

    private mutating func add(_ bytes: [UInt8], _ edges: TaintTable.Edges? = nil) {
        all.append((bytes, edges ?? (plain.count < Self.sureLength ? .word : [])))
    }

    /// What RFC 3986, `encodeURIComponent`, `encodeURI`, paths and forms leave as it is.
    private static let unreserved = ["-._~", "-._~!'()*", "-._~!'()*;/?:@&=+$,#", "-._~/", "*-._"].map {
        Set($0.utf8)
    }

    private mutating func addPercent() {
        var seen: Set<Set<UInt8>> = [[]]
        for kept in Self.unreserved where seen.insert(marks.subtracting(kept)).inserted {
            let escaped = marks.subtracting(kept)
            for isUpper in [true, false] {
                let once = Self.percent(plain, escaped, isUpper)
                add(once)
                add(Self.percent(once, escaped.union([UInt8(ascii: "%")]), isUpper))
                guard escaped.contains(0x20) else { continue }
                let plus = Self.percent(plain, escaped.subtracting([0x20]), isUpper)
                add(plus.map { $0 == 0x20 ? UInt8(ascii: "+") : $0 })
            }
        }
    }

    private static func percent(_ bytes: [UInt8], _ escaped: Set<UInt8>, _ isUpper: Bool) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 3)
        for byte in bytes {
            if isAlnum(byte) || !escaped.contains(byte) {
                output.append(byte)
            } else {
                output.append(UInt8(ascii: "%"))
                append(hex: byte, isUpper, to: &output)
            }
        }
        return output
    }

    private static func append(hex byte: UInt8, _ isUpper: Bool, to output: inout [UInt8]) {
        let (high, low) = (hexDigit(byte >> 4), hexDigit(byte & 15))
        output.append(isUpper && high > 96 ? high - 32 : high)
        output.append(isUpper && low > 96 ? low - 32 : low)
    }

    /// What encoders write as `\u00XX`: those safe for HTML, Gson's, .NET's, the most careful.
    private static let numbered = ["&<>", "&<>'=", "&<>'+`\"", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"].map {
        Set($0.utf8)
    }

    private mutating func addJSON() {
        for escapesSlash in [true, false] {
            let once = Self.json(plain, [], false, escapesSlash)
            guard once != plain else { continue }
            add(once)
            add(Self.json(once, [], false, escapesSlash))
            add(Self.json(once, [], false, false))
        }
        var seen: Set<Set<UInt8>> = [[]]
        for numbered in Self.numbered where seen.insert(marks.intersection(numbered)).inserted {
            for isUpper in [true, false] { add(Self.json(plain, numbered, isUpper, false)) }
        }
    }

    private static func json(
        _ bytes: [UInt8], _ numbered: Set<UInt8>, _ isUpper: Bool, _ escapesSlash: Bool
    ) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 3)
        for byte in bytes {
            if !isAlnum(byte), numbered.contains(byte) {
                output += [UInt8(ascii: "\\"), UInt8(ascii: "u"), 48, 48]
                append(hex: byte, isUpper, to: &output)
            } else {
                let isSlash = byte == UInt8(ascii: "/") && escapesSlash
                if isSlash || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                    output.append(UInt8(ascii: "\\"))
                }
                output.append(byte)
            }
        }
        return output
    }

    private static let named: [UInt8: [UInt8]] = [
        UInt8(ascii: "&"): Array("&amp;".utf8), UInt8(ascii: "<"): Array("&lt;".utf8),
        UInt8(ascii: ">"): Array("&gt;".utf8), UInt8(ascii: "\""): Array("&quot;".utf8),
        UInt8(ascii: "'"): Array("&#39;".utf8),
    ]
    private static let careful: [UInt8: [UInt8]] = named.merging(
        [
            UInt8(ascii: "'"): Array("&#x27;".utf8), UInt8(ascii: "/"): Array("&#x2F;".utf8),
            UInt8(ascii: "="): Array("&#x3D;".utf8), UInt8(ascii: "`"): Array("&#x60;".utf8),
        ]
    ) { _, second in second }

    private mutating func addHTML() {
        for table in [Self.named, Self.careful] where marks.contains(where: { table[$0] != nil }) {
            var output: [UInt8] = []
            for byte in plain {
                if !isAlnum(byte), let entity = table[byte] { output += entity } else { output.append(byte) }
            }
            add(output)
        }
    }

    /// The digits that only this value decides, when so many bytes stand before it in its group of three; the search reads
    /// the other alphabet and escapes as the same.
    private mutating func addBase64(_ shift: Int) {
        let digits = Base64.encoded(shift == 0 ? plain : Array(repeating: 0, count: shift) + plain)
        let bits = (shift + plain.count) * 8
        let core = Array(digits[((shift * 8 + 5) / 6)..<(bits / 6)])
        var edges: TaintTable.Edges = .base64
        if shift > 0 { edges.insert(.sharesFirst) }
        if bits % 6 > 0 { edges.insert(.sharesLast) }
        add(core, edges)
    }
}
