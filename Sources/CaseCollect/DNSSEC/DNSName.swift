import CaseModel

/// A domain name in canonical form: labels in lower case (RFC 4034 §6.2), ordered as NSEC orders names (§6.1).
package struct DNSName: Hashable, Comparable, CustomStringConvertible {
    /// As they stand in the name, the root's empty one left out.
    let labels: [[UInt8]]

    static let root = DNSName(labels: [])

    init(labels: [[UInt8]]) { self.labels = labels.map { $0.map(Self.lowercased) } }

    init(_ name: Hostname) {
        self.init(labels: name.description.split(separator: ".").map { Array($0.utf8) })
    }

    /// Reads presentation form, with escapes (RFC 1035 §5.1); `nil` for an escape that is none.
    package init?(_ text: String) {
        var labels: [[UInt8]] = []
        var label: [UInt8] = []
        var bytes = Array(text.utf8)[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "."):
                if !label.isEmpty { labels.append(label) }
                label = []
            case UInt8(ascii: "\\"):
                let digits = bytes.prefix(3)
                if digits.count == 3, digits.allSatisfy({ (48...57).contains($0) }) {
                    let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
                    guard value < 256 else { return nil }
                    label.append(UInt8(value))
                    bytes = bytes.dropFirst(3)
                } else if let escaped = bytes.popFirst() {
                    label.append(escaped)
                } else {
                    return nil
                }
            default: label.append(byte)
            }
        }
        if !label.isEmpty { labels.append(label) }
        self.init(labels: labels)
    }

    /// Reads wire form without pointers.
    ///
    /// - Returns: The name and how many bytes it has; `nil` when it does not end.
    package static func read(_ wire: some Collection<UInt8>) -> (name: DNSName, count: Int)? {
        var labels: [[UInt8]] = []
        var rest = Array(wire)[...]
        while let length = rest.popFirst() {
            guard length > 0 else { return (DNSName(labels: labels), wire.count - rest.count) }
            guard length < 64, rest.count >= Int(length) else { return nil }
            labels.append(Array(rest.prefix(Int(length))))
            rest = rest.dropFirst(Int(length))
        }
        return nil
    }

    package var wire: [UInt8] { labels.flatMap { [UInt8($0.count)] + $0 } + [0] }

    /// Presentation form, no trailing dot; the root is `.`.
    package var description: String { DNSPresentation.name(wire) }

    var parent: DNSName { DNSName(labels: Array(labels.dropFirst())) }

    /// Its last labels.
    func suffix(_ count: Int) -> DNSName { DNSName(labels: Array(labels.suffix(count))) }

    /// Whether it is another or stands below it.
    func isInside(_ other: DNSName) -> Bool {
        labels.count >= other.labels.count && suffix(other.labels.count) == other
    }

    /// `*` below it.
    package var wildcard: DNSName { DNSName(labels: [[UInt8(ascii: "*")]] + labels) }

    /// The longest name both are in.
    func common(with other: DNSName) -> DNSName {
        var count = 0
        for (a, b) in zip(labels.reversed(), other.labels.reversed()) {
            guard a == b else { break }
            count += 1
        }
        return suffix(count)
    }

    package static func < (a: DNSName, b: DNSName) -> Bool {
        for (one, other) in zip(a.labels.reversed(), b.labels.reversed()) where one != other {
            return one.lexicographicallyPrecedes(other)
        }
        return a.labels.count < b.labels.count
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }
}
