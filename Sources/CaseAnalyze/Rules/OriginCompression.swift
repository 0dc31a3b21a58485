import CaseFacts
import CaseModel

extension AnalysisRule {
    static let originCompression = AnalysisRule(
        "origin-compression", .cause,
        help:
            "Says when the origin's answer cannot be read compressed, as the edge asks for it, and can be without.",
        needs: .all(.origin, .ways),
        against: "A failure of the first request alone: the two were made once each.",
        asks: [.samples, .errorLog], source: .standard("RFC 9110 §8.4")
    ) { view, _ in
        view.ways.filter { $0.probe.way == .identity && $0.leg == .origin }.compactMap { plain -> Finding? in
            guard !plain.isFailing,
                let main = view.web.first(where: {
                    $0.leg == .origin && $0.probe.url == plain.probe.url && $0.probe.pin == plain.probe.pin
                }), let failure = main.failure, failure.operation == .response,
                failure.code == .httpProtocol, !view.answersCompressed(plain)
            else { return nil }
            return Finding(
                "origin-compression",
                "the origin's compressed answer is broken: its length or its coding is not what it says",
                .origin, .likely,
                because: [main.cite(), plain.cite("without compression: \(plain.says)")],
                next: [
                    "Look at what compresses there: the application and the web server both, or a wrong Content-Length. The edge always asks for br and gzip."
                ])
        }
    }
}

extension EvidenceView {
    /// Whether the origin answered the same request in another way, which all ask for compression but the plain one.
    fileprivate func answersCompressed(_ plain: WebStep) -> Bool {
        ways.contains { way in
            way.leg == .origin && way.probe.way != .identity && way.probe.url == plain.probe.url
                && way.probe.pin == plain.probe.pin && !way.isFailing && way.status != nil
        }
    }
}
