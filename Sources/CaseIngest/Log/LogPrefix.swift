import ByteBlocks
import CaseModel

/// What programs that collect logs put before a line: syslog (RFC 3164, RFC 5424), journald, Kubernetes, Docker.
enum LogPrefix {
    /// No prefix is longer.
    private static let limit = 512

    /// Where the line behind the prefix begins; `nil` when there is none.
    static func end(_ line: Span<UInt8>) -> Int? {
        let head = line.extracting(0..<min(line.count, limit))
        guard head.count > 4, !beginsAccess(head) else { return nil }
        let start = priority(head) ?? 0
        if let end = numbered(head, start) ?? named(head, start) ?? dated(head, start)
            ?? counted(head)
        {
            return end
        }
        if let end = compose(head) ?? pod(head) { return end }
        return start > 0 ? start : nil
    }

    /// Whether a line may be among these of which only a part stands in it.
    static func hasParts(_ lines: Span<UInt8>) -> Bool {
        var search = 0
        while let tag = lines.first(UInt8(ascii: "P"), in: search..<lines.count) {
            search = tag + 1
            guard tag > 7, search < lines.count, lines[search] == 0x20, lines[tag - 1] == 0x20 else {
                continue
            }
            if ByteSearch.has(Array("stdout".utf8), in: lines, at: tag - 7)
                || ByteSearch.has(Array("stderr".utf8), in: lines, at: tag - 7)
            {
                return true
            }
        }
        return false
    }

    /// Whether a text begins as records of logs do: it is no rest of one.
    static func beginsRecord(_ text: Span<UInt8>) -> Bool {
        let head = text.extracting(0..<min(text.count, 256))
        guard head.count > 24 else { return false }
        if head[0] == UInt8(ascii: "{"), head[1] == UInt8(ascii: "\"") { return true }
        // 2026-11-22T10:31:04, 2026/11/22 10:31:04
        if digits(head, 0) == 4, digits(head, 5) == 7, digits(head, 8) == 10, head[4] == head[7] {
            return true
        }
        // [22/Nov/2026:10:31:04, [Sun Nov 22 10:31:04
        var search = 0
        while let open = head.first(UInt8(ascii: "["), in: search..<head.count), open + 21 < head.count {
            if head[open + 3] == UInt8(ascii: "/"), head[open + 7] == UInt8(ascii: "/") { return true }
            if open == 0, head[4] == 0x20, head[8] == 0x20, head[13] == UInt8(ascii: ":") { return true }
            search = open + 1
        }
        return false
    }

    /// A part of a line that a container's runtime wrote: `2026-11-27T19:48:02.4Z stdout P …`, and `F` for the last.
    struct Part {
        /// Where the text begins.
        let start: Int
        /// 0 for standard output, 1 for standard error.
        let stream: Int
        let isLast: Bool
    }

    /// `nil` for a line that is none.
    static func part(_ line: Span<UInt8>) -> Part? {
        let head = line.extracting(0..<min(line.count, 64))
        guard isDate(head, 0), let stream = behindWord(head, 0), let tag = behindWord(head, stream),
            tag - stream == 7, tag + 1 == head.count || head[tag + 1] == 0x20,
            head[tag] == UInt8(ascii: "P") || head[tag] == UInt8(ascii: "F"),
            ByteSearch.has(Array("std".utf8), in: head, at: stream)
        else { return nil }
        return Part(
            start: min(tag + 2, line.count), stream: head[stream + 3] == UInt8(ascii: "e") ? 1 : 0,
            isLast: head[tag] == UInt8(ascii: "F"))
    }

    /// Whether a line begins as most do, with `203.0.113.9 - `, which is no prefix.
    private static func beginsAccess(_ head: Span<UInt8>) -> Bool {
        let end = ByteSearch.first(0x20, in: head)
        guard end + 2 < head.count, head[end + 1] == UInt8(ascii: "-"), head[end + 2] == 0x20 else {
            return false
        }
        // An address has its first mark before its fifth byte, a date of four digits has it there, and syslog's begins with <.
        for index in 0..<min(end, 4)
        where head[index] == UInt8(ascii: ".") || head[index] == UInt8(ascii: ":") {
            return true
        }
        return false
    }

    /// `<134>`: facility and severity.
    private static func priority(_ head: Span<UInt8>) -> Int? {
        guard head[0] == UInt8(ascii: "<") else { return nil }
        let end = digits(head, 1)
        return (2...4).contains(end) && end < head.count && head[end] == UInt8(ascii: ">") ? end + 1 : nil
    }

    /// `1 2026-11-27T19:48:02Z host app pid id [data] ` (RFC 5424 §6).
    private static func numbered(_ head: Span<UInt8>, _ start: Int) -> Int? {
        guard start + 2 < head.count, head[start] == UInt8(ascii: "1"), head[start + 1] == 0x20,
            isDate(head, start + 2)
        else { return nil }
        var position = start + 2
        for _ in 0..<5 {
            guard let next = behindWord(head, position) else { return nil }
            position = next
        }
        guard position < head.count else { return nil }
        if head[position] == UInt8(ascii: "[") {
            var isQuoted = false
            while position < head.count, isQuoted || head[position] != 0x20 {
                if head[position] == UInt8(ascii: "\"") { isQuoted.toggle() }
                position += 1
            }
        } else {
            position += 1
        }
        return blanks(head, position)
    }

    /// `Nov 27 19:48:02 host tag[7]: ` (RFC 3164 §4.1.2).
    private static func named(_ head: Span<UInt8>, _ start: Int) -> Int? {
        guard start + 16 < head.count, head[start + 3] == 0x20, head[start + 6] == 0x20,
            head[start + 9] == UInt8(ascii: ":"), head[start + 12] == UInt8(ascii: ":"),
            head[start + 15] == 0x20,
            CivilTime.month(named: text(head, start..<start + 3)[...]) != nil
        else { return nil }
        return behindTag(head, start + 16) ?? start + 16
    }

    /// `2026-11-27T19:48:02.455869+00:00 host tag[7]: `, or `… stdout F ` of a container's runtime (CRI).
    private static func dated(_ head: Span<UInt8>, _ start: Int) -> Int? {
        guard isDate(head, start), let next = behindWord(head, start) else { return nil }
        guard let second = behindWord(head, next) else { return next }
        let word = text(head, next..<second - 1)
        if word == "stdout" || word == "stderr", second + 2 <= head.count, head[second + 1] == 0x20 {
            return second + 2
        }
        return behindTag(head, next) ?? next
    }

    /// `1795773600.123456 host tag[7]: ` (journald's short-unix).
    private static func counted(_ head: Span<UInt8>) -> Int? {
        let point = digits(head, 0)
        guard point == 10, point + 8 < head.count, head[point] == UInt8(ascii: "."),
            digits(head, point + 1) == point + 7, head[point + 7] == 0x20
        else { return nil }
        return behindTag(head, point + 8)
    }

    /// `web-1  | ` of Docker Compose.
    private static func compose(_ head: Span<UInt8>) -> Int? {
        var position = 0
        while position < head.count, isName(head[position]) { position += 1 }
        guard position > 0, position < head.count, head[position] == 0x20 else { return nil }
        position = blanks(head, position)
        guard position + 1 < head.count, head[position] == UInt8(ascii: "|"), head[position + 1] == 0x20
        else {
            return nil
        }
        return position + 2
    }

    /// `[pod/shop-7c9/nginx] ` of kubectl.
    private static func pod(_ head: Span<UInt8>) -> Int? {
        guard head[0] == UInt8(ascii: "["), head[1] == UInt8(ascii: "p"), head[4] == UInt8(ascii: "/") else {
            return nil
        }
        let close = ByteSearch.first(UInt8(ascii: "]"), in: head)
        return close + 1 < head.count && head[close + 1] == 0x20 ? close + 2 : nil
    }

    /// Behind `host tag[7]: ` or `tag: `.
    private static func behindTag(_ head: Span<UInt8>, _ start: Int) -> Int? {
        var position = start
        for _ in 0..<2 {
            let word = position
            while position < head.count, head[position] != 0x20 { position += 1 }
            guard position < head.count, position > word else { return nil }
            if head[position - 1] == UInt8(ascii: ":") { return blanks(head, position) }
            position += 1
        }
        return nil
    }

    private static func isDate(_ head: Span<UInt8>, _ start: Int) -> Bool {
        guard start + 19 < head.count, digits(head, start) == start + 4 else { return false }
        return head[start + 4] == UInt8(ascii: "-") && head[start + 10] == UInt8(ascii: "T")
            && head[start + 13] == UInt8(ascii: ":")
    }

    private static func digits(_ head: Span<UInt8>, _ start: Int) -> Int {
        var position = start
        while position < head.count, head[position] &- 48 < 10 { position += 1 }
        return position
    }

    private static func behindWord(_ head: Span<UInt8>, _ start: Int) -> Int? {
        let end = ByteSearch.first(0x20, in: head, from: start)
        return end < head.count && end > start ? end + 1 : nil
    }

    private static func blanks(_ head: Span<UInt8>, _ start: Int) -> Int {
        var position = start
        while position < head.count, head[position] == 0x20 { position += 1 }
        return position
    }

    private static func isName(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".")
    }
}
