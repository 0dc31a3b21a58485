/// How far names are from one: letters to change, add or leave out (Levenshtein), case ignored.
struct NameDistance {
    private let name: [Character]

    init(_ name: String) { self.name = Array(name.lowercased().prefix(64)) }

    /// The least distance to a name, or to its beginning: a name that was not written to its end is near.
    func to(_ other: String) -> Int {
        let other = Array(other.lowercased().prefix(64))
        let whole = distance(to: other)
        guard name.count >= 4, other.count > name.count else { return whole }
        return min(whole, 1 + distance(to: Array(other.prefix(name.count))))
    }

    private func distance(to other: [Character]) -> Int {
        var row = Array(0...other.count)
        for (index, letter) in name.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for place in other.indices {
                let change = diagonal + (other[place] == letter ? 0 : 1)
                diagonal = row[place + 1]
                row[place + 1] = min(change, diagonal + 1, row[place] + 1)
            }
        }
        return row[other.count]
    }
}
