extension AccessLineParser {
    /// Reads what follows the bytes: referer and agent when both are quoted, then fields of any kind.
    mutating func readTail(_ line: Span<UInt8>, from start: Int) {
        var position = start
        let first = nextField(line, &position)
        let second = nextField(line, &position)
        let isCombined =
            first.isQuoted && second.isQuoted && AccessLine.rayValue(line, first.range) == nil
            && AccessLine.rayValue(line, second.range) == nil
        if isCombined {
            fields.agent = second.range
            fields.format = fields.format == .vhostCommon ? .vhostCombined : .combined
        } else {
            take(line, first)
            take(line, second)
        }
        while position < line.count { take(line, nextField(line, &position)) }
    }

    /// A field after the fixed ones.
    private struct Field {
        var range = 0..<0
        var isQuoted = false
        /// The name before `=`, if there is one.
        var name = 0..<0
    }

    /// Passes blanks and one field: `"quoted"`, `bare`, `name=bare` or `name="quoted"`.
    private func nextField(_ line: Span<UInt8>, _ position: inout Int) -> Field {
        while position < line.count, line[position] == 0x20 { position &+= 1 }
        var field = Field()
        guard position < line.count else { return field }
        if line[position] == UInt8(ascii: "\"") {
            field.range = quoted(line, &position)
            field.isQuoted = true
            return field
        }
        let start = position
        var valueStart = start
        while position < line.count, line[position] != 0x20 {
            if line[position] == UInt8(ascii: "="), valueStart == start {
                field.name = start..<position
                valueStart = position &+ 1
                if valueStart < line.count, line[valueStart] == UInt8(ascii: "\"") {
                    position = valueStart
                    field.range = quoted(line, &position)
                    return field
                }
            }
            position &+= 1
        }
        field.range = valueStart..<position
        return field
    }

    /// Passes a quoted text; a quote closes it when a blank or the line's end follows, for some servers escape none.
    private func quoted(_ line: Span<UInt8>, _ position: inout Int) -> Range<Int> {
        let start = position &+ 1
        var search = start
        while true {
            let quote = ByteSearch.first(UInt8(ascii: "\""), in: line, from: search)
            guard quote < line.count else {
                position = line.count
                return min(start, line.count)..<line.count
            }
            if quote &+ 1 == line.count || line[quote &+ 1] == 0x20, !endsEscaped(line, start..<quote) {
                position = quote &+ 1
                return start..<quote
            }
            search = quote &+ 1
        }
    }

    private func endsEscaped(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.upperBound
        while index > range.lowerBound, line[index &- 1] == UInt8(ascii: "\\") { index &-= 1 }
        return (range.upperBound &- index) & 1 == 1
    }

    /// Sees what a field is by its shape: a Ray ID, or a time the server took.
    private mutating func take(_ line: Span<UInt8>, _ field: Field) {
        let range = field.range
        guard range.count > 1 else { return }
        if range.count == 16 || range.count == 20, let value = AccessLine.rayValue(line, range) {
            // Sixteen hex digits may be another kind of ID; with a data centre's code they are a ray.
            if fields.ray.isEmpty || (fields.ray.count == 16 && range.count == 20) {
                fields.ray = range
                fields.rayValue = value
            }
        } else if fields.durationMicroseconds < 0, line[range.lowerBound] &- 48 < 10 {
            guard field.name.isEmpty || isDurationName(line, field.name) else { return }
            fields.durationMicroseconds = microseconds(line, range, isNamed: !field.name.isEmpty) ?? -1
        }
    }

    /// Seconds with a fraction; nginx writes three digits of it, and a bare number is trusted only then.
    private func microseconds(_ line: Span<UInt8>, _ range: Range<Int>, isNamed: Bool) -> Int? {
        guard range.count <= 15 else { return nil }
        var value = 0
        var fraction: Int?
        for index in range {
            if line[index] == UInt8(ascii: "."), fraction == nil {
                fraction = 0
                continue
            }
            let digit = line[index] &- 48
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
            if let count = fraction { fraction = count + 1 }
        }
        guard let fraction, isNamed ? (1...6).contains(fraction) : fraction == 3 else { return nil }
        for _ in fraction..<6 { value = value &* 10 }
        return value
    }

    private func isDurationName(_ line: Span<UInt8>, _ name: Range<Int>) -> Bool {
        guard name.count <= 15 else { return false }
        switch text(line, name) {
        case "rt", "request_time", "duration", "time", "req_time": return true
        default: return false
        }
    }
}
