import CaseFacts
import CaseModel

extension AnalysisRule {
    static let logWithoutRay = AnalysisRule(
        "log-without-ray", .context,
        help: "Says when an origin log has no Ray IDs, and how to add them.",
        needs: .all(.log),
        against: "A log of a server that visitors reach past the CDN.",
        asks: [], source: .evidence
    ) { view, _ in
        // A log without statuses is an error log, which cannot carry a field more.
        let logs = view.logs.filter { log in
            !log.evidence.hasRayField && log.evidence.summary.parsed > 0
                && !log.evidence.summary.statusCounts.isEmpty
        }
        let finding = Finding(
            "log-without-ray",
            "the origin's log has no Ray IDs, so its lines cannot be joined with answers", .benign, .high,
            because: logs.map { log in
                log.cite("none of \(log.evidence.summary.parsed) lines has a Ray ID field")
            },
            next: snippets(for: Set(logs.flatMap(\.evidence.summary.formatCounts.keys))))
        return [finding].compactMap { $0 }
    }

    /// How the servers that write these formats are told to write the Ray ID.
    private static func snippets(for formats: Set<String>) -> [String] {
        let byFormat: [(formats: Set<String>, snippet: String)] = [
            (
                ["haproxy"],
                "HAProxy: http-request capture req.hdr(CF-Ray) len 24, which option httplog writes in braces."
            ),
            (
                ["w3c"],
                "IIS: Logging, Select Fields, Add Field: name cf-ray, source type Request Header, source CF-RAY."
            ),
            (
                ["json"],
                "JSON: add the request's header CF-Ray as cf_ray (nginx: \"cf_ray\":\"$http_cf_ray\"; Traefik: "
                    + "accessLog.fields.headers.names.CF-Ray=keep; Caddy writes it by itself)."
            ),
        ]
        let known = byFormat.filter { !$0.formats.isDisjoint(with: formats) }.map(\.snippet)
        guard
            known.isEmpty
                || !formats.isDisjoint(with: ["common", "combined", "vhost_common", "vhost_combined"])
        else { return known }
        return known + [
            "nginx: log_format ray '$remote_addr - $remote_user [$time_local] \"$request\" $status "
                + "$body_bytes_sent \"$http_referer\" \"$http_user_agent\" $http_cf_ray $http_cf_connecting_ip "
                + "$request_time'; access_log /var/log/nginx/access.log ray;",
            "Apache: LogFormat \"%h %l %u %t \\\"%r\\\" %>s %b \\\"%{Referer}i\\\" \\\"%{User-Agent}i\\\" "
                + "%{CF-Ray}i %{CF-Connecting-IP}i %D\" ray",
        ]
    }
}
