package import CaseModel

/// The status line and the fields of the last response head that came, interim ones (1xx) left behind.
///
/// Bounded: 4096 fields and 1 MiB of them; what comes after that is not kept.
package struct ResponseHead: Sendable {
    package private(set) var version: String?
    package private(set) var status: Int?
    package private(set) var reason: String?
    package private(set) var fields: [HTTPField] = []
    private var byteCount = 0
    private var isComplete = false

    package init() {}

    /// Takes one line as it came, its line break included.
    package mutating func add(_ line: [UInt8]) {
        byteCount += line.count
        guard byteCount <= 1 << 20, fields.count < 4096 else { return }
        var end = line.count
        while end > 0, line[end - 1] == 10 || line[end - 1] == 13 { end -= 1 }
        let content = line[..<end]
        if content.starts(with: "HTTP/".utf8), status == nil || isComplete {
            begin(content)
        } else if content.isEmpty {
            isComplete = status != nil
        } else if !isComplete, status != nil {
            addField(content)
        }
    }

    private mutating func begin(_ line: ArraySlice<UInt8>) {
        let parts = line.split(separator: 32, maxSplits: 2, omittingEmptySubsequences: false)
        fields = []
        isComplete = false
        version = parts.first.map { $0.elementsEqual("HTTP/2".utf8) ? "HTTP/2" : Self.text($0) }
        status =
            parts.count > 1 ? Int(Self.text(parts[1])).flatMap { (100...999).contains($0) ? $0 : nil } : nil
        reason = parts.count > 2 && !parts[2].isEmpty ? Self.text(parts[2]) : nil
    }

    private mutating func addField(_ line: ArraySlice<UInt8>) {
        // A continuation line (RFC 9112 §5.2, obsolete) belongs to the value above it.
        if let first = line.first, first == 32 || first == 9, !fields.isEmpty {
            fields[fields.count - 1].value += " " + Self.text(Self.trimmed(line))
            return
        }
        guard let colon = line.firstIndex(of: 58) else { return }
        fields.append(
            HTTPField(name: Self.text(line[..<colon]), value: Self.text(Self.trimmed(line[(colon + 1)...]))))
    }

    /// Optional white space around a value is not part of it (RFC 9110 §5.5).
    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = bytes
        while let first = rest.first, first == 32 || first == 9 { rest = rest.dropFirst() }
        while let last = rest.last, last == 32 || last == 9 || last == 13 || last == 10 {
            rest = rest.dropLast()
        }
        return rest
    }

    static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
