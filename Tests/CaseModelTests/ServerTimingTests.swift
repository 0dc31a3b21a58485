import Testing

@testable import CaseModel

struct ServerTimingTests {
    @Test(
        "Server-Timing says what edge and origin took",
        arguments: [
            ("cfEdge;dur=12,cfOrigin;dur=90.5", 12, 90.5),
            ("cfCacheStatus;desc=\"HIT\" , cfEdge;dur=3", 3, nil),
            ("CFORIGIN ; desc=\"x\" ; DUR=7", nil, 7), ("cfEdge;dur=1, cfEdge;dur=9", 1, nil),
            ("cfEdge;dur=-1", nil, nil), ("cfEdge;dur=nan", nil, nil), ("db;dur=5", nil, nil), ("", nil, nil),
        ] as [(String, Double?, Double?)])
    func readsServerTiming(text: String, edge: Double?, origin: Double?) {
        let timing = ServerTiming(text)
        #expect(timing?.edgeMS == edge && timing?.originMS == origin)
        #expect((timing == nil) == (edge == nil && origin == nil))
    }
}
