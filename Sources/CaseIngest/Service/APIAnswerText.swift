package import CaseModel
import JSONBytes

/// Reads answers of the vendor's API (Cloudflare API v4: `success`, `errors`, `result`).
package enum APIAnswerText {
    /// Items beyond these are not read.
    private static let itemLimit = 500
    /// Members that are kept, lists of them included; the rest names people, or is nobody's business here.
    private static let members: Set<String> = [
        "id", "name", "status", "paused", "type", "development_mode", "plan.name", "plan.legacy_id",
        "name_servers", "original_name_servers", "created_on", "activated_on", "modified_on", "account.id",
        "value", "editable", "content", "proxied", "proxiable", "ttl", "algorithm", "key_tag", "ds", "flags",
        "hosts", "expires_on", "certificate_authority", "validation_method", "not_before",
        "RayID", "EdgeResponseStatus", "OriginResponseStatus", "EdgeColoCode", "EdgeStartTimestamp",
        "EdgeEndTimestamp", "CacheCacheStatus", "EdgePathingSrc", "EdgePathingOp", "EdgePathingStatus",
        "EdgeServerIP", "ClientRequestHost", "ClientRequestMethod", "ClientRequestProtocol",
        "ClientSSLProtocol",
        "SecurityAction", "WorkerStatus", "WorkerSubrequest", "OriginResponseDurationMs",
        "OriginTCPHandshakeDurationMs", "OriginTLSHandshakeDurationMs", "OriginDNSResponseTimeMs",
    ]

    /// Reads one answer.
    ///
    /// - Parameter bytes: Foreign JSON.
    /// - Returns: `nil` when it is not the API's envelope.
    package static func parse(_ bytes: [UInt8]) -> APIAnswer? {
        guard let root = try? JSONValue(parsing: bytes, depthLimit: 32) else { return nil }
        guard let success = root["success"]?.bool else { return logRecord(root) }
        var answer = APIAnswer(success: success)
        answer.errors = (root["errors"]?.array ?? []).prefix(20).compactMap { error in
            error["message"]?.string.map { APIAnswer.Problem(code: error["code"]?.int, message: $0) }
        }
        guard let result = root["result"] else { return answer }
        for item in (result.array ?? [result]).prefix(itemLimit) where item.members != nil {
            var flat: [String: String] = [:]
            flatten(item, "", into: &flat)
            answer.items.append(flat)
        }
        return answer
    }

    /// A record of the request log comes without an envelope.
    private static func logRecord(_ root: JSONValue) -> APIAnswer? {
        guard root["RayID"]?.string != nil else { return nil }
        var answer = APIAnswer(success: true)
        var flat: [String: String] = [:]
        flatten(root, "", into: &flat)
        answer.items = [flat]
        return answer
    }

    private static func flatten(_ value: JSONValue, _ name: String, into flat: inout [String: String]) {
        func inner(_ part: String) -> String { name.isEmpty ? part : "\(name).\(part)" }
        if let members = value.members {
            for member in members { flatten(member.value, inner(member.name), into: &flat) }
        } else if let list = value.array {
            guard members.contains(name) else { return }
            for (index, element) in list.prefix(100).enumerated() where element.string != nil {
                flat[inner(String(index))] = element.string
            }
        } else if !members.contains(name) {
            return
        } else if let text = value.string {
            flat[name] = text
        } else if let bool = value.bool {
            flat[name] = bool ? "true" : "false"
        } else if let number = value.int {
            flat[name] = String(number)
        }
    }
}
