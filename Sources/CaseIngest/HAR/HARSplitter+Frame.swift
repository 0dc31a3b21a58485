import JSONBytes

extension HARSplitter {
    /// Passes one byte of the frame, or begins the value that starts with it.
    mutating func accept(_ byte: UInt8) throws(HARError) {
        switch expected {
        case .top:
            guard byte == UInt8(ascii: "{") else { throw error(beginsJSON(byte) ? .notAHAR : .notJSON) }
            pass(.keyOrEnd)
        case .key, .keyOrEnd:
            if byte == UInt8(ascii: "\"") {
                beginValue(byte)
            } else {
                guard expected == .keyOrEnd, byte == UInt8(ascii: "}") else { throw error(.notJSON) }
                try leave()
            }
        case .colon:
            guard byte == UInt8(ascii: ":") else { throw error(.notJSON) }
            pass(.value)
        case .value: try acceptMember(byte)
        case .element, .elementOrEnd:
            if expected == .elementOrEnd, byte == UInt8(ascii: "]") { return try leave() }
            try acceptValue(byte)
        case .commaOrEnd: try acceptAfterValue(byte)
        case .nothing: throw error(.notJSON)
        }
    }

    /// Goes into the containers of the frame; begins any other member's value.
    private mutating func acceptMember(_ byte: UInt8) throws(HARError) {
        switch (level, key) {
        case (.top, "log"):
            guard byte == UInt8(ascii: "{") else { throw error(beginsJSON(byte) ? .notAHAR : .notJSON) }
            level = .log
            hasLog = true
            pass(.keyOrEnd)
        case (.log, "entries"):
            guard byte == UInt8(ascii: "[") else { throw error(beginsJSON(byte) ? .notAHAR : .notJSON) }
            level = .entries
            hasEntries = true
            pass(.elementOrEnd)
        case (.log, "pages") where byte == UInt8(ascii: "["):
            level = .pages
            pass(.elementOrEnd)
        default: try acceptValue(byte)
        }
    }

    private mutating func acceptValue(_ byte: UInt8) throws(HARError) {
        guard beginsJSON(byte) else { throw error(.notJSON) }
        beginValue(byte)
    }

    private mutating func acceptAfterValue(_ byte: UInt8) throws(HARError) {
        let isArray = level == .entries || level == .pages
        if byte == UInt8(ascii: ",") {
            pass(isArray ? .element : .key)
        } else {
            guard byte == (isArray ? UInt8(ascii: "]") : UInt8(ascii: "}")) else { throw error(.notJSON) }
            try leave()
        }
    }

    /// Passes the bracket that closes the innermost container.
    private mutating func leave() throws(HARError) {
        switch level {
        case .entries, .pages: level = .log
        case .log:
            guard hasEntries else { throw error(.notAHAR) }
            level = .top
        case .top:
            guard hasLog else { throw error(.notAHAR) }
            return pass(.nothing)
        }
        pass(.commaOrEnd)
    }

    private mutating func pass(_ next: Expected) {
        position += 1
        expected = next
    }

    private func beginsJSON(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "-"), UInt8(ascii: "t"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
