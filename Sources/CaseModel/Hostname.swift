/// A DNS name in lower-case ASCII, without a trailing dot.
///
/// The initializer is the only way in, so every `Hostname` in the program is already valid and no later stage checks
/// again. Names outside ASCII are turned into A-labels (RFC 3492); underscores are allowed, as DNS allows them.
package struct Hostname: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as it goes on the wire, `xn--` labels included.
    package let description: String

    /// Parses `text` as a DNS name.
    ///
    /// - Parameter text: What the person typed; case and one trailing dot are forgiven.
    /// - Throws: `HostnameError`, naming what breaks RFC 1123 or RFC 1035 §2.3.4.
    package init(_ text: some StringProtocol) throws(HostnameError) {
        var text = text.lowercased()
        // UTS 46 treats the ideographic full stop as a dot.
        text = String(text.map { $0 == "\u{3002}" ? "." : $0 })
        if text.hasSuffix(".") { text.removeLast() }
        guard !text.isEmpty else { throw .empty }
        var labels: [String] = []
        for label in text.split(separator: ".", omittingEmptySubsequences: false) {
            guard let ascii = Self.asciiLabel(label) else { throw .badLabel(String(label)) }
            labels.append(ascii)
        }
        let name = labels.joined(separator: ".")
        // 253, not 255: two octets of the wire form are the root label and a length.
        guard name.utf8.count <= 253 else { throw .tooLong(octets: name.utf8.count) }
        description = name
    }

    /// Whether this is `zone` or a name below it.
    package func isInside(_ zone: Hostname) -> Bool {
        self == zone || description.hasSuffix("." + zone.description)
    }

    package static func < (a: Hostname, b: Hostname) -> Bool { a.description < b.description }

    private static func asciiLabel(_ label: Substring) -> String? {
        guard !label.isEmpty else { return nil }
        if label.utf8.allSatisfy({ $0 < 128 }) { return isLabel(label.utf8) ? String(label) : nil }
        // A combining mark may have a composed twin with another A-label; we cannot tell which was registered.
        guard
            label.unicodeScalars.allSatisfy({ scalar in
                let properties = scalar.properties
                return scalar.isASCII
                    ? isLabel(CollectionOfOne(UInt8(scalar.value))) || scalar == "-"
                    : properties.isAlphabetic && properties.generalCategory != .nonspacingMark
            }), let encoded = Punycode.encode(label.unicodeScalars)
        else { return nil }
        let name = "xn--" + encoded
        return name.utf8.count <= 63 ? name : nil
    }

    private static func isLabel(_ label: some Collection<UInt8>) -> Bool {
        guard (1...63).contains(label.count) else { return false }
        for (index, byte) in label.enumerated() {
            switch byte {
            case 97...122, 48...57, 95: continue
            case 45: if index == 0 || index == label.count - 1 { return false }
            default: return false
            }
        }
        return true
    }
}

/// Why a text is not a host name.
package enum HostnameError: Error, Hashable {
    /// There was nothing but perhaps a dot.
    case empty
    /// Longer than DNS allows.
    case tooLong(octets: Int)
    /// The first label that breaks the rules.
    case badLabel(String)
}

extension HostnameError: ExplainedError {
    package var explanation: Explanation {
        switch self {
        case .empty: Explanation("the host name is empty")
        case .tooLong(let octets): Explanation("the host name is \(octets) octets long; DNS allows 253")
        case .badLabel(let label):
            Explanation(
                "\"\(label)\" is not a valid part of a host name",
                hints: "letters, digits and inner hyphens are allowed, 63 at most")
        }
    }
}

/// The encoding of Unicode labels in ASCII (RFC 3492).
enum Punycode {
    /// The part after `xn--`, or `nil` when the label is too long to encode.
    static func encode(_ label: some Collection<Unicode.Scalar>) -> String? {
        guard label.count <= 63 else { return nil }
        var output = label.filter(\.isASCII).map { UInt8($0.value) }
        let basicCount = output.count
        if basicCount > 0 { output.append(UInt8(ascii: "-")) }
        var code: UInt32 = 128
        var delta = 0
        var bias = 72
        var handled = basicCount
        while handled < label.count {
            guard let next = label.lazy.map(\.value).filter({ $0 >= code }).min() else { return nil }
            delta += Int(next - code) * (handled + 1)
            code = next
            for scalar in label {
                if scalar.value < code { delta += 1 }
                guard scalar.value == code else { continue }
                appendVariableLength(delta, bias: bias, to: &output)
                bias = adapt(delta, points: handled + 1, first: handled == basicCount)
                delta = 0
                handled += 1
            }
            delta += 1
            code += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func appendVariableLength(_ delta: Int, bias: Int, to output: inout [UInt8]) {
        var rest = delta
        var k = 36
        while true {
            let threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias
            guard rest >= threshold else { break }
            output.append(digit(threshold + (rest - threshold) % (36 - threshold)))
            rest = (rest - threshold) / (36 - threshold)
            k += 36
        }
        output.append(digit(rest))
    }

    private static func adapt(_ delta: Int, points: Int, first: Bool) -> Int {
        var delta = first ? delta / 700 : delta / 2
        delta += delta / points
        var k = 0
        while delta > 455 {
            delta /= 35
            k += 36
        }
        return k + 36 * delta / (delta + 38)
    }

    private static func digit(_ value: Int) -> UInt8 { UInt8(value < 26 ? value + 97 : value - 26 + 48) }
}
