import CaseModel

/// WinMTR's text export: a box of bars, whole milliseconds, hops told by their order.
enum WinMTRText {
    static func read(_ lines: [PathLine], into builder: inout PathBuilder) {
        builder.record.tool = "winmtr"
        var ttl = 0
        for line in lines where line.text.contains("|") {
            let cells = line.text.split(separator: "|", omittingEmptySubsequences: true)
                .map { $0.split(separator: " ") }.filter { !$0.isEmpty }
            // Rules and headings have no row of numbers.
            let isHeading = cells.contains { $0 == ["Sent"] } || cells.count < 2
            guard !isHeading, !line.text.contains("---"), !line.text.contains("___") else { continue }
            guard read(cells, ttl: ttl + 1, into: &builder) else {
                builder.cannotRead(line)
                continue
            }
            ttl += 1
        }
    }

    /// `HOST - LOSS`, Sent, Recv, Best, Avrg, Wrst, Last.
    private static func read(_ cells: [[Substring]], ttl: Int, into builder: inout PathBuilder) -> Bool {
        guard cells.count >= 7, let dash = cells[0].lastIndex(of: "-"), dash > 0, dash + 1 < cells[0].count
        else {
            return false
        }
        let columns: [MTRColumn] = [.loss, .sent, .received, .best, .average, .worst]
        let values = [cells[0][dash + 1]] + cells[1...5].compactMap(\.first)
        guard let statistics = MTRStatistics(columns, values), let hop = builder.hop(ttl) else {
            return false
        }
        statistics.fill(&builder.record.hops[hop])
        // A silent hop is a sentence, which may be localised; a host is one word, or two with the address.
        if cells[0][..<dash].count <= 2 {
            let (address, name) = PathWord.host(cells[0][..<dash])
            _ = builder.reply(address, name, in: hop)
        }
        return true
    }
}
