import CaseModel

/// The text `curl -v` would print, and what can be read in it.
///
/// Heap addresses are made equal so that two runs can be compared. At most 256 KiB are kept.
package struct TransferLog: Sendable {
    /// What libcurl hands to its debug callback, data left out.
    package enum Kind: Sendable { case text, received, sent }

    /// Bytes that are kept.
    package static let limit = 262_144
    /// Fields of the request as they were sent.
    private(set) var requestFields: [HTTPField] = []
    /// What the library said about TLS.
    private(set) var handshake = TLSFacts()
    /// Who took the connection, and how long after the start.
    ///
    /// libcurl 7.88 has both as figures only once TLS is done too.
    private(set) var connected: (peer: Endpoint, after: Duration)?
    private var bytes: [UInt8] = []
    private var isCut = false

    package init() {}

    /// All lines that were kept, each with its mark.
    package var text: String {
        String(decoding: bytes, as: UTF8.self) + (isCut ? "* the log was cut at 256 KiB\n" : "")
    }

    /// Takes one piece; a head that was sent comes whole, the rest line by line.
    ///
    /// - Parameters:
    ///   - kind: Whose words they are.
    ///   - piece: One line, or a whole head.
    ///   - after: Since the start of the transfer.
    package mutating func add(_ kind: Kind, _ piece: [UInt8], after: Duration = .zero) {
        // A head to a proxy comes before the one to the site.
        if kind == .sent { requestFields = [] }
        for var line in piece.split(separator: 10, omittingEmptySubsequences: false).dropLastIfEmpty() {
            if line.last == 13 { line = line.dropLast() }
            switch kind {
            case .text:
                if line.count <= 4096 { read(ResponseHead.text(line), after: after) }
                append("* ", Self.withoutAddresses(line))
            case .received: append("< ", line)
            case .sent:
                addRequestField(line)
                append("> ", line)
            }
        }
    }

    private mutating func append(_ mark: String, _ line: ArraySlice<UInt8>) {
        guard !isCut, bytes.count + line.count + 3 <= Self.limit else {
            isCut = true
            return
        }
        bytes += mark.utf8
        bytes += line
        bytes.append(10)
    }

    private mutating func read(_ line: String, after: Duration) {
        handshake.read(line)
        if let peer = Self.peer(in: line) { connected = (peer, after) }
    }

    /// Reads `Connected to NAME (192.0.2.1) port 443 (#0)` or, from 8.12 on, `Established connection to NAME
    /// (192.0.2.1 port 443) from …`.
    static func peer(in line: String) -> Endpoint? {
        guard line.hasPrefix("Connected to ") || line.hasPrefix("Established connection to ") else {
            return nil
        }
        let words = line.split(whereSeparator: { " ()".contains($0) })
        guard let mark = words.firstIndex(of: "port"), mark > 0, mark + 1 < words.count,
            let address = IPAddress(words[mark - 1]), let port = UInt16(words[mark + 1]), port > 0
        else { return nil }
        return Endpoint(address: address, port: port)
    }

    private mutating func addRequestField(_ line: ArraySlice<UInt8>) {
        guard let colon = line.firstIndex(of: 58), requestFields.count < 1024 else { return }
        let name = line[..<colon]
        // The request line may hold a colon too, but never without a blank before it.
        guard !name.isEmpty, !name.contains(32) else { return }
        let value = ResponseHead.trimmed(line[(colon + 1)...])
        requestFields.append(HTTPField(name: ResponseHead.text(name), value: ResponseHead.text(value)))
    }

    /// Writes `0x0` for `0x` and eight hex digits or more.
    static func withoutAddresses(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var output: [UInt8] = []
        var index = line.startIndex
        while index < line.endIndex {
            guard line[index] == 48, index + 1 < line.endIndex, line[index + 1] == 120 else {
                output.append(line[index])
                index += 1
                continue
            }
            var end = index + 2
            while end < line.endIndex, isHexDigit(line[end]) { end += 1 }
            output += end - index >= 10 ? [48, 120, 48] : Array(line[index..<end])
            index = end
        }
        return output[...]
    }
}

extension TLSFacts {
    /// Learns from one line libcurl 7.87 to 8.x says about a handshake.
    mutating func read(_ line: String) {
        if let rest = Self.after("SSL connection using ", in: line) {
            // "TLSv1.3 / TLS_AES_256_GCM_SHA384", later versions add " / x25519 / RSASSA-PSS".
            let parts = rest.split(separator: "/").map { $0.filter { $0 != " " } }
            version = parts.first
            cipher = parts.count > 1 ? parts[1] : nil
        } else if let rest = Self.after("ALPN: server accepted ", in: line) {
            alpn = String(rest)
        } else if let rest = Self.after("SSL certificate verify result: ", in: line) {
            verifyError = rest.hasSuffix(", continuing anyway.") ? String(rest.dropLast(20)) : String(rest)
        } else if let rest = Self.after("SSL certificate status: ", in: line) {
            // "good (0)"
            staple = rest.split(separator: " ").first.map(String.init)
        }
    }

    private static func after(_ words: String, in line: String) -> Substring? {
        let line = line.drop { $0 == " " }
        return line.hasPrefix(words) ? line.dropFirst(words.count) : nil
    }
}

extension [ArraySlice<UInt8>] {
    /// The lines of a text that ends with a line break, without the nothing after it.
    fileprivate func dropLastIfEmpty() -> ArraySlice<ArraySlice<UInt8>> {
        last?.isEmpty == true && count > 1 ? dropLast() : self[...]
    }
}
