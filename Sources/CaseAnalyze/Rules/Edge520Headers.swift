import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge520Headers = AnalysisRule(
        "edge-520-headers", .cause,
        help: "Says when the fields of the origin's answer are bigger than the edge takes (520).",
        needs: .either([.edge, .origin], [.har, .origin]),
        against: "A direct answer whose fields are small; cookies may grow with the visitor, though.",
        asks: [.secondHAR, .errorLog], source: .edition("limits")
    ) { view, facts in
        view.edgeFindings(520) { error, origin in
            guard let limit = facts.size("response-headers"), let reading = view.bigHeaders(of: origin, facts)
            else { return nil }
            return error.finding(
                "headers-too-big",
                "the origin's answer has \(reading.bytes) bytes of fields, and the edge takes \(limit.byteCount)"
                    + (reading.isOverOlder
                        ? " today, \(limit.olderByteCount ?? limit.byteCount) by older editions" : ""),
                .origin, reading.isOverOlder ? .possible : .high, origin: origin, facts: facts,
                next: [
                    "Set fewer and shorter cookies and fields; look which ones grow: curl -sD- -o /dev/null https://\(error.host)/"
                ])
        }
    }
}

extension EvidenceView {
    /// The fields of the origin's answer when they are over the edge's limit, of today or of older editions.
    func bigHeaders(of origin: OriginResult, _ facts: Facts) -> (bytes: Int, isOverOlder: Bool)? {
        guard let limit = facts.size("response-headers"), case .answered(let step, _) = origin,
            let bytes = step.exchanges.compactMap(\.headerBytes).max(),
            bytes > limit.olderByteCount ?? limit.byteCount
        else { return nil }
        return (bytes, bytes <= limit.byteCount)
    }
}

extension HTTPExchange {
    /// Of the answer's fields; as they came, where that was noted before redaction.
    var headerBytes: Int? {
        guard status != nil else { return nil }
        return fieldBytes ?? fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    }
}
