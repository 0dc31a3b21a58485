import CaseFacts
import CaseModel

extension AnalysisRule {
    static let logWithoutRay = AnalysisRule(
        "log-without-ray", .context, help: "Says when an origin log has no Ray IDs, and how to add them."
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
            next: [
                "nginx: log_format ray '$remote_addr - $remote_user [$time_local] \"$request\" $status "
                    + "$body_bytes_sent \"$http_referer\" \"$http_user_agent\" $http_cf_ray $http_cf_connecting_ip "
                    + "$request_time'; access_log /var/log/nginx/access.log ray;",
                "Apache: LogFormat \"%h %l %u %t \\\"%r\\\" %>s %b \\\"%{Referer}i\\\" \\\"%{User-Agent}i\\\" "
                    + "%{CF-Ray}i %{CF-Connecting-IP}i %D\" ray",
            ])
        return [finding].compactMap { $0 }
    }
}
