import CaseModel

/// Which resolver gave which answer: a row a resolver, a column a question, a letter for each different answer.
struct NamesChart {
    let groups: [NameAnswers]

    private static let left = 210.0
    private static let rowLimit = 16
    private static let columnLimit = 16

    private var servers: [String] {
        var servers: [String] = []
        for answer in groups.flatMap(\.answers) where !servers.contains(answer.server.description) {
            servers.append(answer.server.description)
        }
        return servers
    }

    var figure: HTML {
        let servers = Array(servers.prefix(Self.rowLimit))
        let shown = Array(groups.prefix(Self.columnLimit))
        guard servers.count > 1, !shown.isEmpty else { return .empty }
        let several = Set(groups.map(\.name)).count > 1
        let width = min((Chart.width - Self.left) / Double(shown.count), 150)
        let top = several ? 38.0 : 22.0
        let heads = shown.enumerated().map { index, group -> HTML in
            let x = Self.left + Double(index) * width
            let name =
                several ? Chart.text(x, 12, group.name.clipped(max(3, Int(width / 7))), "tick") : .empty
            return "\(name)\(Chart.text(x, top - 8, group.type.description, "strong"))\n"
        }
        let rows = servers.enumerated().map { row, server -> HTML in
            let y = top + Double(row) * 26
            let cells = shown.enumerated().map { index, group in
                cell(group, server, Self.left + Double(index) * width, y, width)
            }
            return "\(Chart.text(0, y + 16, server.clipped(30), "label"))\(cells)\n"
        }
        let title = "Answers by resolver"
        let canvas = Chart.canvas(
            height: top + Double(servers.count) * 26, title: title,
            about: "One row a resolver, one column a question. \(sentence) The table below has every answer.",
            heads + rows)
        let rule: HTML =
            groups.count > shown.count || self.servers.count > servers.count
            ? " The first \(shown.count) of \(Measure.count(groups.count, "question")) and \(servers.count) of \(Measure.count(self.servers.count, "resolver"))."
            : .empty
        return """
            <figure><figcaption>\(title): = the same from all, A B C different answers, ∅ no records, ✗ no answer.\(rule)</figcaption>\(canvas)</figure>

            """
    }

    private func cell(_ group: NameAnswers, _ server: String, _ x: Double, _ y: Double, _ width: Double)
        -> HTML
    {
        guard let answer = group.answers.first(where: { $0.server.description == server }) else {
            return Chart.text(x + 8, y + 16, "·", "tick")
        }
        let (word, style) = mark(answer, group)
        return """
            \(Chart.rect(x, y, width - 4, 22, style, title: "\(server), \(group.name) \(group.type): \(answer.words.clipped(200))"))\
            \(Chart.text(x + 8, y + 16, word, "label"))
            """
    }

    private func mark(_ answer: NameAnswers.ServerAnswer, _ group: NameAnswers) -> (String, HTML) {
        guard answer.evidence != nil else { return ("✗", "cell bad") }
        guard !group.agree else { return (answer.values.isEmpty ? "∅" : "=", "cell good") }
        var kinds: [String] = []
        for other in group.answered where !kinds.contains(other.words) { kinds.append(other.words) }
        let index = kinds.firstIndex(of: answer.words) ?? 0
        let letter = index < 26 ? String(UnicodeScalar(UInt8(65 + index))) : "Z+"
        return (answer.values.isEmpty ? "\(letter) ∅" : letter, "cell odd")
    }

    private var sentence: String {
        let odd = groups.filter { !$0.agree }.map { "\($0.name) \($0.type)" }
        guard !odd.isEmpty else { return "All that answered agree on every question." }
        return "They differ on \(odd.prefix(10).joined(separator: ", "))."
    }
}
