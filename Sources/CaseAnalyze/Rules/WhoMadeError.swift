import CaseFacts
import CaseModel

extension AnalysisRule {
    static let whoMadeError = AnalysisRule(
        "who-made-error", .context,
        help:
            "Says whether the edge made an error answer itself, by the structured form it gives of its own.",
        needs: .all(.edge, .ways),
        against: "A custom error page of the zone, which comes in place of the structured form.",
        asks: [.originLog], source: .edition("errors")
    ) { view, _ in
        view.ways.filter { $0.probe.way == .problem }.compactMap { step -> Finding? in
            guard let last = step.last, let status = last.status, status >= 400 else { return nil }
            let body = String(decoding: last.body.bytes.prefix(16_384), as: UTF8.self)
            guard body.contains("\"cloudflare_error\"") else { return passedThrough(step, status) }
            let name = member("error_name", of: body).map { " (\($0))" } ?? ""
            let category = member("error_category", of: body)
            // What the edge blames is its word; whether that is so, the rule about the error itself weighs.
            return Finding(
                "who-made-error-edge", "the edge made the answer \(status) itself\(name)", .undetermined,
                .high,
                because: [
                    step.cite(
                        "asked for problem+json, it gave its own form"
                            + (category.map { ", category \($0)" } ?? ""))
                ],
                next: ["casefile explain \(status) says what the edge means by it."])
        }
    }

    /// Errors both can make: the edge gives its own a structured form when asked, so what comes otherwise is the origin's, or a
    /// page of the zone's own.
    private static func passedThrough(_ step: WebStep, _ status: Int) -> Finding? {
        guard [500, 502, 504].contains(status), let last = step.last, EdgeErrorNumber.isFromEdge(last) else {
            return nil
        }
        return Finding(
            "who-made-error-origin",
            "the answer \(status) has not the form the edge gives its own errors: it is the origin's, or a custom page",
            .undetermined, .possible, because: [step.cite("asked for problem+json, it gave something else")],
            next: ["Look for the request in the origin's log by its Ray ID and time."])
    }

    /// A member's text in a flat JSON object.
    private static func member(_ name: String, of body: String) -> String? {
        guard let key = body.firstRange(of: "\"\(name)\"") else { return nil }
        let value = body[key.upperBound...].drop { $0 == ":" || $0 == " " }
        guard value.first == "\"" else { return nil }
        let text = value.dropFirst().prefix { $0 != "\"" && $0.isASCII }.prefix(60)
        return text.isEmpty ? nil : String(text)
    }
}
