import CaseIngest
import CaseModel

/// Logs in the order of their first lines, the parts of rotated sets told apart from other files.
struct LogOrder {
    struct Item {
        let input: InputFile
        /// The first instant that can be read in its first lines.
        let firstAt: Timestamp?
        /// Whether its first lines have times without a zone.
        let lacksZone: Bool
        /// Folder and name without what rotation adds.
        let set: String
    }

    private(set) var items: [Item]

    /// Looks at the beginning of each; a pipe, which can be read but once, keeps its place.
    init(_ inputs: [InputFile], zone: LogZone?, template: LogTemplate?) {
        let looked = inputs.map { Self.item($0, zone, template) }
        let sorted = looked.filter { $0.firstAt != nil }.sorted { a, b in
            (a.firstAt ?? .distantPast, a.input.label) < (b.firstAt ?? .distantPast, b.input.label)
        }
        items = sorted + looked.filter { $0.firstAt == nil }
    }

    /// Leaves out parts of sets in which no line of a window can stand.
    ///
    /// The next part begins before it, or they begin behind it. When a file was written last says nothing: copies have other
    /// dates than originals.
    ///
    /// - Returns: What was left out.
    mutating func skip(outside window: TimeWindow, slack: Duration) -> [Item] {
        let first = window.start.advanced(by: .zero - slack * 2)
        let last = window.end.advanced(by: slack * 2)
        var skipped: [Item] = []
        let all = items
        items = []
        for (index, item) in all.enumerated() {
            let next = all[(index + 1)...].first { $0.set == item.set }
            let endedBefore = next?.firstAt.map { $0 < first } ?? false
            let beginsBehind = item.firstAt.map { $0 > last } ?? false
            if all.count > 1, endedBefore || beginsBehind {
                skipped.append(item)
            } else {
                items.append(item)
            }
        }
        return skipped
    }

    private static func item(_ input: InputFile, _ zone: LogZone?, _ template: LogTemplate?) -> Item {
        guard !input.opensOnce, let base = try? input.open() else {
            return Item(input: input, firstAt: nil, lacksZone: false, set: input.label)
        }
        var reader = LogLineReader(zone: zone, template: template)
        var firstAt: Timestamp?
        var lacksZone = false
        // What cannot be opened or is damaged is said when it is read.
        let text = beginning(of: base)
        for line in text.split(separator: 0x0a).prefix(200) where firstAt == nil {
            firstAt = reader.read(text.span, line.indices, number: 0)?.time
            lacksZone = lacksZone || reader.lacksZone
        }
        return Item(
            input: input, firstAt: firstAt, lacksZone: lacksZone && firstAt == nil, set: set(of: input.label))
    }

    private static func beginning(of source: any ByteSource) -> [UInt8] {
        var input = LogInput(AnyByteSource(source))
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while text.count < buffer.count {
            guard let count = try? input.next(into: &buffer), count > 0 else { break }
            text += buffer[..<count]
        }
        return text
    }

    /// `access.log` of `access.log.2.gz`, `access.log-20261122`, `access-2026-11-22.log`.
    static func set(of label: String) -> String {
        let parts = label.split(separator: "/", omittingEmptySubsequences: false)
        var name = (parts.last ?? "").split(separator: ".")[...]
        while let last = name.last, ["gz", "zst", "xz", "bz2"].contains(last) { name = name.dropLast() }
        // A number at the end, behind a dot: `access.log.2`. Others tell hosts and containers apart: `node-1.log`.
        if name.count > 1, let last = name.last, last.count <= 3, last.allSatisfy(\.isNumber) {
            name = name.dropLast()
        }
        let words = name.flatMap { $0.split { "-_".contains($0) }.map(String.init) }
        return (parts.dropLast().map(String.init) + [withoutDate(words).joined(separator: ".")])
            .joined(separator: "/")
    }

    /// Without `20261122`, `2026112210`, `1795343464`, or `2026`, `11`, `22` in a row.
    private static func withoutDate(_ words: [String]) -> [String] {
        var words = words.filter { word in
            !((8...14).contains(word.count) && word.allSatisfy(\.isNumber))
        }
        let isNumber = { (index: Int, digits: Int) in
            index < words.count && words[index].count == digits && words[index].allSatisfy(\.isNumber)
        }
        if let year = words.indices.first(where: {
            isNumber($0, 4) && isNumber($0 + 1, 2) && isNumber($0 + 2, 2)
        }) {
            words.removeSubrange(year...year + 2)
        }
        return words
    }
}
