import CaseModel

/// A column of mtr's reports (`-o`), by its heading.
enum MTRColumn: String, CaseIterable {
    case loss = "Loss%"
    case dropped = "Drop"
    case received = "Rcv"
    case sent = "Snt"
    case last = "Last"
    case best = "Best"
    case average = "Avg"
    case worst = "Wrst"
    case deviation = "StDev"
    case geometricMean = "Gmean"
    case jitter = "Jttr"
    case averageJitter = "Javg"
    case worstJitter = "Jmax"
    case interarrivalJitter = "Jint"

    /// What mtr prints when it is not told otherwise.
    static let usual: [MTRColumn] = [.loss, .sent, .last, .average, .best, .worst, .deviation]

    /// The columns of a header line; `nil` when it is none.
    static func columns(of words: [Substring]) -> [MTRColumn]? {
        let known = words.reversed().prefix { MTRColumn(rawValue: String($0)) != nil }
        let columns = known.reversed().compactMap { MTRColumn(rawValue: String($0)) }
        guard columns.count >= 2 || (words.first == "HOST:" && !columns.isEmpty) else { return nil }
        return columns
    }
}

/// The numbers of one row.
struct MTRStatistics {
    private var numbers: [MTRColumn: Double] = [:]

    /// - Returns: `nil` when a value is no number.
    init?(_ columns: [MTRColumn], _ values: some Collection<Substring>) {
        guard columns.count == values.count else { return nil }
        for (column, value) in zip(columns, values) {
            guard set(column, value) else { return nil }
        }
    }

    init() {}

    /// Takes one value, with or without `%`; says whether it was a number.
    @discardableResult
    mutating func set(_ column: MTRColumn, _ value: some StringProtocol) -> Bool {
        let digits = Substring(value).prefix { $0 != "%" }
        guard let number = PathWord.milliseconds(digits) else { return false }
        numbers[column] = number
        return true
    }

    /// Writes into a hop what was given; times of a hop nobody answered at are left out, where mtr prints 0.
    func fill(_ hop: inout PathRecord.Hop) {
        let sent = whole(.sent)
        hop.sent = sent
        hop.lost = whole(.dropped)
        if let sent, let received = whole(.received), hop.lost == nil { hop.lost = max(0, sent - received) }
        hop.lossPercent = numbers[.loss].flatMap { $0 <= 100 ? $0 : nil }
        if let sent, let loss = hop.lossPercent, hop.lost == nil {
            hop.lost = Int((Double(sent) * loss / 100).rounded())
        }
        if hop.lossPercent == nil, let sent, let lost = hop.lost, sent > 0, lost <= sent {
            hop.lossPercent = (Double(lost) / Double(sent) * 100).rounded(toPlaces: 1)
        }
        guard hop.lossPercent != 100 else { return }
        hop.bestMS = numbers[.best]
        hop.avgMS = numbers[.average]
        hop.worstMS = numbers[.worst]
        hop.stdevMS = numbers[.deviation]
    }

    private func whole(_ column: MTRColumn) -> Int? {
        numbers[column].flatMap { $0 <= 1_000_000_000 ? Int(exactly: $0.rounded()) : nil }
    }
}
