import CaseModel
import CaseRedact

/// What the vendor's status page or API answered to one question, in words.
struct ServiceRow {
    let subject: String
    let says: String
    let isAPI: Bool
    let file: String?

    /// A row for each question that was answered, in plan order; those that say nothing are left out.
    static func rows(_ evidence: SealedCase) -> [ServiceRow] {
        evidence.steps.compactMap { step in
            guard let record = step.service?.value else { return nil }
            let id = step.observation.value.step.id.description
            return ServiceRow(id, record, file: step.files.last?.description)
        }
    }

    init(_ step: String, _ record: ServiceRecord, file: String?) {
        self.file = file
        switch record {
        case .status(let report):
            (isAPI, subject) = (false, step.replacing("status-", with: "status page, "))
            says = Self.words(report)
        case .api(let answer):
            (isAPI, subject) = (true, String(step.dropFirst("api-".count)).replacing("setting-", with: ""))
            says = Self.words(answer)
        }
    }

    private static func words(_ answer: APIAnswer) -> String {
        guard answer.success else {
            let codes = answer.errors.compactMap(\.code).map(String.init).joined(separator: ", ")
            return "refused" + (codes.isEmpty ? "" : " (\(codes))")
        }
        let items = answer.items.prefix(8).map { words($0) }.filter { !$0.isEmpty }
        return items.isEmpty ? "nothing" : items.joined(separator: "; ")
    }

    /// What the API says of the zone in a sentence; `nil` when it was not asked.
    static func zoneSentence(_ evidence: SealedCase) -> String? {
        let rows = rows(evidence).filter {
            $0.isAPI && !$0.subject.hasPrefix("token") && $0.says != "nothing"
        }
        return rows.isEmpty ? nil : rows.map { "\($0.subject): \($0.says)" }.joined(separator: "; ")
    }

    private static func words(_ report: StatusReport) -> String {
        var parts: [String] = []
        if let indicator = report.indicator { parts.append("indicator \(indicator)") }
        if report.componentCount > 0 {
            parts.append(
                "\(report.degraded.count) of \(Measure.count(report.componentCount, "component")) not in order"
            )
        }
        parts.append(Measure.count(report.events.count, "event"))
        return parts.joined(separator: ", ")
    }

    /// Members that tell, in the order they read best.
    private static let telling = [
        "type", "name", "value", "status", "plan.name", "paused", "content", "proxied", "expires_on",
        "EdgeResponseStatus",
        "OriginResponseStatus", "CacheCacheStatus",
    ]

    private static func words(_ item: [String: String]) -> String {
        let isSetting = item["value"] != nil
        return telling.compactMap { name -> String? in
            guard let value = item[name] else { return nil }
            switch name {
            case "value": return value
            case "name", "type": return isSetting ? nil : value
            case "status", "content", "plan.name": return value
            case "paused": return value == "true" ? "paused" : nil
            case "proxied": return value == "true" ? "proxied" : "DNS-only"
            default: return "\(name) \(value)"
            }
        }.joined(separator: " ")
    }
}
