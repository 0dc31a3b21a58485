import CaseModel

extension HARComparer {
    /// What differs between two requests that pair; noise is counted beside.
    func difference(
        _ before: HARExchange, _ after: HARExchange, _ noise: inout [String: Int]
    ) -> HARComparison.Difference {
        var difference = HARComparison.Difference(before: before.request, after: after.request)
        if before.bodyBytes != after.bodyBytes, before.bodyBytes != nil || after.bodyBytes != nil {
            difference.bodyBytes = HARComparison.Numbers(
                before.bodyBytes.map(Double.init), after.bodyBytes.map(Double.init))
        }
        if let first = before.timeMS, let second = after.timeMS, isFar(first, second) {
            difference.timeMS = HARComparison.Numbers(first, second)
        }
        difference.headers = headers(before, after, &noise)
        return difference
    }

    private func isFar(_ first: Double, _ second: Double) -> Bool {
        let apart = abs(first - second)
        return apart > options.thresholdMS && apart > max(first, second) / 4
    }

    private struct Place: Hashable {
        let isResponse: Bool
        let name: UInt32
    }

    private func headers(
        _ before: HARExchange, _ after: HARExchange, _ noise: inout [String: Int]
    ) -> [HARComparison.Header] {
        guard before.headers != after.headers else { return [] }
        let (first, second) = (values(before), values(after))
        var changes: [HARComparison.Header] = []
        for place in Set(first.keys).union(second.keys) where first[place] != second[place] {
            let name = texts.text(place.name) ?? "a header"
            let change: HARComparison.Header.Change =
                first[place] == nil ? .added : second[place] == nil ? .removed : .changed
            guard change != .changed || !HARHeaderNoise.isNoise(name) else {
                if noise.count < 100 || noise[name] != nil { noise[name, default: 0] += 1 }
                continue
            }
            var header = HARComparison.Header(isResponse: place.isResponse, name: name, change: change)
            header.before = first[place].flatMap(shown)
            header.after = second[place].flatMap(shown)
            changes.append(header)
        }
        return changes.sorted { ($0.isResponse ? 1 : 0, $0.name) < ($1.isResponse ? 1 : 0, $1.name) }
    }

    /// Values by name, those of a repeated header in no order of their own.
    private func values(_ exchange: HARExchange) -> [Place: [UInt32]] {
        var values: [Place: [UInt32]] = [:]
        for header in exchange.headers {
            values[Place(isResponse: header.isResponse, name: header.name), default: []].append(header.value)
        }
        return values.mapValues { $0.sorted() }
    }

    private func shown(_ values: [UInt32]) -> String? {
        let known = values.compactMap { texts.text($0) }
        return known.count == values.count ? known.joined(separator: ", ") : nil
    }
}
