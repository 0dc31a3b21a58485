import CaseModel

/// One request and its answer as two recordings are compared by, a few hundred bytes.
struct HARExchange {
    /// A header by its places in the texts.
    struct Header: Hashable {
        let isResponse: Bool
        let name: UInt32
        let value: UInt32
    }

    let index: Int
    let method: String
    /// Cut at 300 bytes.
    let url: String
    /// The place of the method and the URL's shape in the texts.
    let key: UInt32
    let status: Int?
    let bodyBytes: Int?
    let timeMS: Double?
    let headers: [Header]

    var request: HARComparison.Request {
        HARComparison.Request(index: index, method: method, url: url, status: status)
    }
}

/// Texts that come back many times, each held once and named by a number.
///
/// Past the limit of bytes a text gets a number of its own and only its hash is held.
struct InternedTexts {
    private var numbers: [String: UInt32] = [:]
    private var hashes: [Int: UInt32] = [:]
    private var texts: [String?] = []
    private var bytes = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Whether a text that may be shown was not kept.
    private(set) var isFull = false

    mutating func number(_ text: String) -> UInt32 {
        if let number = numbers[text] { return number }
        let size = text.utf8.count + 64
        guard bytes + size <= limit else {
            isFull = true
            return number(unshown: text)
        }
        bytes += size
        let number = UInt32(truncatingIfNeeded: texts.count)
        texts.append(text)
        numbers[text] = number
        return number
    }

    func text(_ number: UInt32) -> String? { Int(number) < texts.count ? texts[Int(number)] : nil }

    /// The number of a text that is compared and never shown; only its hash is held.
    mutating func number(unshown text: String) -> UInt32 {
        let hash = text.hashValue
        if let number = hashes[hash] { return number }
        let number = UInt32(truncatingIfNeeded: texts.count)
        texts.append(nil)
        hashes[hash] = number
        return number
    }
}
