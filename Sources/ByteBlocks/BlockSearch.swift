import CByteBlocks

/// Reads a text in blocks of 64 bytes and says where in them something may begin that has to be looked at.
///
/// Candidates are: `@`, `$`, `~`, `%40`; `=` and `:` behind what may be a name; words whose first three bytes are in
/// a table, or whose first eight are in another; numbers that may be IPv4 addresses or cards; four hyphens; slashes before a long token. Letters
/// that belong to an escape of JSON, nginx or URLs begin no word. When asked for, also what may be encoded text: sixteen
/// characters of base64, entities, `\u0022`, `%22`.
package struct BlockSearch {
    /// What is looked for besides what always is.
    package struct Options: Sendable {
        package var addresses = true
        package var links = true
        /// Whether every `=` and `:` counts, as among cookies.
        package var pairs = false
        /// Whether text that may be encoded counts: base64, HTML entities, `\u0022`, `%22`.
        package var layers = false

        package init() {}
    }

    /// A bit for each hash of the first three bytes of words; 1024 numbers.
    package static let tableSize = 1024
    /// A bit for each hash of the first eight bytes of known secrets; 2048 numbers.
    package static let secretTableSize = 2048

    /// Where the block begins in the text.
    @usableFromInline package private(set) var base: Int
    /// How many bytes the block has; 0 when none was read yet.
    @usableFromInline package private(set) var count = 0
    @usableFromInline var name: UInt64 = 0
    @usableFromInline var candidates: UInt64 = 0
    private var carry = casefile_carry()

    /// A text that begins at `base` begins a word there, whatever stands before it.
    package init(base: Int) { self.base = base }

    /// The place of a word's first three bytes in the tables: below 65,536, six low bits for the bit.
    @inline(__always)
    package static func hash(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        Int(casefile_start_hash(UInt32(first), UInt32(second), UInt32(third)))
    }

    /// The place of a secret's first eight bytes in their table: below 131,072, six low bits for the bit.
    package static func secretHash(_ bytes: Span<UInt8>, at position: Int) -> Int {
        let eight = bytes.extracting(position..<position + 8)
        return unsafe eight.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe Int(casefile_secret_hash($0)) } ?? 0
        }
    }

    /// Takes the next candidate of the block.
    @inlinable
    package mutating func next() -> Int? {
        guard candidates != 0 else { return nil }
        let place = base &+ candidates.trailingZeroBitCount
        candidates &= candidates &- 1
        return place
    }

    /// Forgets the candidates before a place.
    ///
    /// - Returns: Whether the place is in the block or at its end.
    package mutating func skip(to place: Int) -> Bool {
        let bit = place &- base
        guard bit >= 0, bit <= count else { return false }
        candidates = bit < 64 ? candidates & (.max << UInt64(bit)) : 0
        return true
    }

    /// Reads the block behind this one.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - end: Where it ends; bytes behind it may be read and are not searched.
    ///   - rules: The beginnings of words that rules look for.
    ///   - secrets: The beginnings of known secrets.
    ///   - options: What is looked for.
    package mutating func advance(
        _ bytes: Span<UInt8>, end: Int, rules: [UInt64], secrets: [UInt64], _ options: Options
    ) {
        base += count
        precondition(base >= 0 && base <= end && end <= bytes.count)
        precondition(rules.count == Self.tableSize && secrets.count == Self.secretTableSize)
        count = min(64, end - base)
        guard count > 0 else {
            candidates = 0
            return
        }
        let search = casefile_search(
            addresses: options.addresses, links: options.links, pairs: options.pairs,
            layers: options.layers)
        let (start, length, readable) = (base, UInt32(count), bytes.count - base)
        // The checks above keep the block inside the bytes; what may be read behind it is told.
        let found = unsafe bytes.withUnsafeBufferPointer { text in
            unsafe rules.withUnsafeBufferPointer { rules in
                unsafe secrets.withUnsafeBufferPointer { secrets in
                    guard let text = text.baseAddress, let rules = rules.baseAddress,
                        let secrets = secrets.baseAddress
                    else { return casefile_found() }
                    return unsafe casefile_search_block(
                        text + start, length, readable, rules, secrets, search, &carry)
                }
            }
        }
        candidates = found.candidates
        name = found.name
    }

    /// Where the run of letters, digits, `_`, `-` and `.` before a place begins; `nil` when this block does not tell.
    @inlinable
    package func nameStart(before stop: Int) -> Int? {
        let bit = stop &- base
        guard bit > 0, bit <= count else { return nil }
        let length = (~(name << UInt64(64 &- bit))).leadingZeroBitCount
        return length < bit ? stop &- length : nil
    }
}
