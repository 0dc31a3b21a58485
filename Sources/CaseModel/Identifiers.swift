/// The ID Cloudflare gives a zone: 32 lower-case hex digits.
package struct ZoneID: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// - Throws: `ZoneIDError` that says which rule `text` breaks; upper case is forgiven.
    package init(_ text: some StringProtocol) throws(ZoneIDError) {
        let text = text.lowercased()
        guard text.utf8.count == 32 else { throw .wrongLength(text.count) }
        guard text.utf8.allSatisfy(isHexDigit) else { throw .notHex }
        description = text
    }
}

/// Why a text is not a zone ID.
package enum ZoneIDError: ExplainedError, Hashable {
    /// It has this many characters instead of 32.
    case wrongLength(Int)
    /// A character is not 0-9 or a-f.
    case notHex

    package var explanation: Explanation {
        let where_ = "the dashboard shows it on the zone's overview page, under API"
        return switch self {
        case .wrongLength(let count):
            Explanation("a zone ID has 32 hex digits; this one has \(count) characters", hints: where_)
        case .notHex:
            Explanation("a zone ID has only the digits 0-9 and a-f", hints: where_)
        }
    }
}

/// The ID Cloudflare gives a request: 16 hex digits, and in headers the code of the data centre.
///
/// Rays may repeat: join on the ray *and* host or time.
package struct RayID: Hashable, Sendable, CustomStringConvertible {
    /// 16 hex digits as a number; two rays join when this is equal.
    package let value: UInt64
    /// Three upper-case letters, `FRA`, when the text had them.
    package let colo: String?

    /// Reads `9f140b785e57c458-FRA` or the 16 digits alone, in any case.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let hex = parts.first, hex.utf8.count == 16, hex.utf8.allSatisfy(isHexDigit),
            let value = UInt64(hex, radix: 16)
        else { return nil }
        if parts.count == 2 {
            guard parts[1].utf8.count == 3, parts[1].allSatisfy({ $0.isASCII && $0.isLetter }) else {
                return nil
            }
        }
        self.value = value
        colo = parts.count == 2 ? parts[1].uppercased() : nil
    }

    /// Reads the same from bytes, without a text between.
    package init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard range.count == 16 || range.count == 20, range.upperBound <= bytes.count else { return nil }
        var value: UInt64 = 0
        for index in range.lowerBound..<range.lowerBound + 16 {
            let byte = bytes[index]
            switch byte {
            case 48...57: value = value << 4 | UInt64(byte - 48)
            case 65...70: value = value << 4 | UInt64(byte - 55)
            case 97...102: value = value << 4 | UInt64(byte - 87)
            default: return nil
            }
        }
        self.value = value
        guard range.count == 20 else {
            colo = nil
            return
        }
        guard bytes[range.lowerBound + 16] == UInt8(ascii: "-") else { return nil }
        var letters: [UInt8] = []
        for index in range.lowerBound + 17..<range.upperBound {
            let upper = bytes[index] & 0xdf
            guard upper >= 65, upper <= 90 else { return nil }
            letters.append(upper)
        }
        colo = String(decoding: letters, as: UTF8.self)
    }

    /// The 16 digits, lower case.
    package var hex: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    package var description: String { colo.map { "\(hex)-\($0)" } ?? hex }
}

/// The name of a step, unique in a plan: lower-case words joined by hyphens, `http-edge-1`.
package struct StepID: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let description: String

    /// Everything but ASCII letters and digits becomes a hyphen.
    package init(_ text: some StringProtocol) {
        let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        description = words.joined(separator: "-")
    }

    package init(stringLiteral value: String) { self.init(value) }

    package static func < (a: StepID, b: StepID) -> Bool { a.description < b.description }
}

/// Where a file stands in a bundle, below its root folder: `http/http-edge-1.txt`.
package struct BundlePath: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let description: String

    /// Checks that the path is relative and plain.
    ///
    /// - Returns: `nil` when a part is empty, `.` or `..`, or has anything but ASCII letters, digits and `._-`.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        for part in parts {
            guard !part.isEmpty, part != ".", part != "..", part.utf8.count <= 120,
                part.utf8.allSatisfy({ byte in
                    switch byte {
                    case 48...57, 65...90, 97...122, 46, 95, 45: true
                    default: false
                    }
                })
            else { return nil }
        }
        guard parts.count <= 8 else { return nil }
        description = String(text)
    }

    /// A path by a step's folder, its name and a role: `dns/dns-a-1.txt`.
    ///
    /// - Parameters:
    ///   - folder: One of the bundle's folders.
    ///   - step: Gives the file its name; never a person's file name.
    ///   - suffix: Starts with `.` or `-`; plain ASCII.
    package init(folder: Folder, step: StepID, suffix: String) {
        description = "\(folder.rawValue)/\(step)\(suffix)"
    }

    /// One of the files at the top of a bundle.
    package init(_ top: Top) { description = top.rawValue }

    /// The files at the top of a bundle.
    package enum Top: String, Sendable, CaseIterable {
        case caseText = "case.txt"
        case report = "report.html"
        case manifest = "manifest.json"
        case findings = "findings.json"
        case timeline = "timeline.json"
        case redactions = "redactions.json"
    }

    /// The folders of a bundle.
    package enum Folder: String, Sendable, CaseIterable {
        case http, dns, path, har, logs, status, api, host, attachments
    }

    package static func < (a: BundlePath, b: BundlePath) -> Bool {
        a.description.utf8.lexicographicallyPrecedes(b.description.utf8)
    }
}
