/// A part of a page that may be cut.
struct PageSection {
    /// Without the empty line before it.
    var lines: [String]
    /// How many of them are shown whatever the others need; one of those says what was left out.
    var floor: Int
    /// Who gets the lines that are left over first: the lowest.
    var rank: Int
    /// Where the rest stands.
    var rest: String
}

/// Sections cut so that the page keeps its length.
struct PageFitting {
    private(set) var lines: [String] = []
    /// How many lines of sections are not shown.
    private(set) var leftOut = 0

    /// - Parameters:
    ///   - sections: In order; the first is never cut. The floors and the empty lines between must fit the limit.
    ///   - limit: The most lines of the page.
    init(_ sections: [PageSection], limit: Int) {
        let sections = sections.filter { !$0.lines.isEmpty }
        let blanks = max(0, sections.count - 1)
        let whole = sections.reduce(blanks) { $0 + $1.lines.count }
        var room = sections.map(\.lines.count)
        if whole > limit {
            room = Self.room(for: sections, limit: limit - blanks - 1)
            leftOut = zip(sections, room).reduce(0) { sum, pair in
                let (section, room) = pair
                return room < section.lines.count ? sum + section.lines.count - (room - 1) : sum
            }
        }
        for (index, section) in sections.enumerated() {
            if index > 0 { lines.append("") }
            lines += Self.cut(section, to: room[index])
            if index == 0, leftOut > 0 {
                lines.append(
                    "This page is cut to \(limit) lines: \(leftOut) are left out, each section says where.")
            }
        }
    }

    private static func room(for sections: [PageSection], limit: Int) -> [Int] {
        var room = sections.enumerated().map { index, section in
            index == 0 ? section.lines.count : min(section.lines.count, section.floor)
        }
        var left = limit - room.reduce(0, +)
        for index in sections.indices.sorted(by: { (sections[$0].rank, $0) < (sections[$1].rank, $1) }) {
            guard left > 0 else { break }
            let more = min(left, sections[index].lines.count - room[index])
            room[index] += more
            left -= more
        }
        return room
    }

    private static func cut(_ section: PageSection, to room: Int) -> [String] {
        guard room < section.lines.count else { return section.lines }
        let shown = section.lines.prefix(max(0, room - 1))
        return shown + [
            "  … \(Measure.count(section.lines.count - shown.count, "line")) more in \(section.rest)"
        ]
    }
}
