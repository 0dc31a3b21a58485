import ByteBlocks

/// The ways in which programs write one value: plain, percent-encoded, JSON-escaped, in HTML, in base64.
struct SecretForms {
    /// The text of each form and what may stand around it; none twice.
    private(set) var all: [(bytes: [UInt8], edges: TaintTable.Edges)] = []
    private let plain: [UInt8]
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
            addPercent()
            addJSON()
            addHTML()
        }
        if plain.count >= Self.leastInBase64 { for shift in 0..<3 { addBase64(shift) } }
    }

    private mutating func add(_ bytes: [UInt8], _ edges: TaintTable.Edges? = nil) {
        guard !all.contains(where: { $0.bytes == bytes }) else { return }
        all.append((bytes, edges ?? (plain.count < Self.sureLength ? .word : [])))
    }

    /// What RFC 3986, `encodeURIComponent`, `encodeURI`, paths and forms leave as it is.
    private static let unreserved = ["-._~", "-._~!'()*", "-._~!'()*;/?:@&=+$,#", "-._~/", "*-._"].map {
        Array($0.utf8)
    }

    private mutating func addPercent() {
        for (index, kept) in Self.unreserved.enumerated() {
            for isUpper in [true, false] {
                var once = percent(plain, kept, isUpper)
                add(once)
                if plain.contains(0x20), index == Self.unreserved.count - 1 {
                    once = percent(plain, kept + [0x20], isUpper).map {
                        $0 == 0x20 ? UInt8(ascii: "+") : $0
                    }
                    add(once)
                }
                add(percent(once, kept, isUpper))
            }
        }
    }

    private func percent(_ bytes: [UInt8], _ kept: [UInt8], _ isUpper: Bool) -> [UInt8] {
        var output: [UInt8] = []
        for byte in bytes {
            if isAlnum(byte) || kept.contains(byte) {
                output.append(byte)
            } else {
                output.append(UInt8(ascii: "%"))
                output += Self.hex(byte, isUpper)
            }
        }
        return output
    }

    private static func hex(_ byte: UInt8, _ isUpper: Bool) -> [UInt8] {
        [hexDigit(byte >> 4), hexDigit(byte & 15)].map { isUpper && $0 > 96 ? $0 - 32 : $0 }
    }

    /// What encoders write as `\u00XX`: none, those safe for HTML, Gson's, .NET's, the most careful.
    private static let numbered = ["", "&<>", "&<>'=", "&<>'+`\"", "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~"].map {
        Array($0.utf8)
    }

    private mutating func addJSON() {
        for numbered in Self.numbered {
            for isUpper in [true, false] {
                for escapesSlash in [true, false] {
                    let once = json(plain, numbered, isUpper, escapesSlash)
                    add(once)
                    if numbered.isEmpty { add(json(once, [], isUpper, escapesSlash)) }
                }
            }
        }
    }

    private func json(
        _ bytes: [UInt8], _ numbered: [UInt8], _ isUpper: Bool, _ escapesSlash: Bool
    ) -> [UInt8] {
        var output: [UInt8] = []
        for byte in bytes {
            if numbered.contains(byte) {
                output += Array("\\u00".utf8) + Self.hex(byte, isUpper)
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

    private mutating func addHTML() {
        let named = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"]
        for others in [["'": "&#39;"], ["'": "&#x27;", "/": "&#x2F;", "=": "&#x3D;", "`": "&#x60;"]] {
            let table = named.merging(others) { first, _ in first }
            var output: [UInt8] = []
            for byte in plain {
                let name = String(UnicodeScalar(byte))
                if let entity = table[name] { output += Array(entity.utf8) } else { output.append(byte) }
            }
            add(output)
        }
    }

    /// The digits that only this value decides, when so many bytes stand before it in its group of three.
    private mutating func addBase64(_ shift: Int) {
        let digits = Base64.encoded(Array(repeating: 0, count: shift) + plain)
        let bits = (shift + plain.count) * 8
        let core = Array(digits[((shift * 8 + 5) / 6)..<(bits / 6)])
        var edges: TaintTable.Edges = .base64
        if shift > 0 { edges.insert(.sharesFirst) }
        if bits % 6 > 0 { edges.insert(.sharesLast) }
        add(core, edges)
        guard core.contains(where: { !isAlnum($0) }) else { return }
        add(
            core.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? 95 : $0 },
            edges)
        add(json(core, [], true, true), edges)
        add(json(core, [UInt8(ascii: "+")], true, true), edges)
        for isUpper in [true, false] { add(percent(core, [], isUpper), edges) }
    }
}
