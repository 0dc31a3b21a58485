/// Finds where a JSON value ends by its quotes and brackets alone, and can stop at any byte and go on.
///
/// It does not check the value; whoever cuts it out does.
struct ValueExtent {
    enum Found { case end(Int), needsMore, tooDeep }

    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var isScalar = false
    private let depthLimit: Int

    /// Starts at a value's first byte, which is not passed yet.
    init(first: UInt8, depthLimit: Int) {
        self.depthLimit = depthLimit
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): isScalar = false
        default: isScalar = true
        }
    }

    /// Goes on from `position`, moving it to the first byte that was not looked at.
    mutating func advance(_ bytes: Span<UInt8>, _ position: inout Int) -> Found {
        if isScalar { return scalar(bytes, &position) }
        while position < bytes.count {
            if isInString {
                guard passString(bytes, &position) else { return .needsMore }
                if depth == 0 { return .end(position) }
            }
            switch structure(bytes, &position) {
            case .needsMore: if !isInString { return .needsMore }
            case let found: return found
            }
        }
        return .needsMore
    }

    /// - Returns: Whether the closing quote was passed.
    private mutating func passString(_ bytes: Span<UInt8>, _ position: inout Int) -> Bool {
        if isEscaped, position < bytes.count {
            isEscaped = false
            position &+= 1
        }
        while position < bytes.count {
            position = ByteSearch.firstQuoteOrBackslash(in: bytes, from: position)
            guard position < bytes.count else { return false }
            let byte = bytes[position]
            position &+= 1
            if byte == UInt8(ascii: "\"") {
                isInString = false
                return true
            }
            guard position < bytes.count else {
                isEscaped = true
                return false
            }
            position &+= 1
        }
        return false
    }

    /// Passes everything up to the end of the value or the inside of a string.
    private mutating func structure(_ bytes: Span<UInt8>, _ position: inout Int) -> Found {
        var index = position
        defer { position = index }
        while index < bytes.count {
            let byte = bytes[index]
            index &+= 1
            switch byte {
            case UInt8(ascii: "\""):
                isInString = true
                return .needsMore
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth &+= 1
                if depth > depthLimit { return .tooDeep }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth &-= 1
                if depth <= 0 { return .end(index) }
            default: break
            }
        }
        return .needsMore
    }

    private func scalar(_ bytes: Span<UInt8>, _ position: inout Int) -> Found {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x0a, 0x0d, 0x09:
                return .end(position)
            default: position &+= 1
            }
        }
        return .needsMore
    }
}
