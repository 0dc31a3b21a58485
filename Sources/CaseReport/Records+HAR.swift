package import CaseModel
package import JSONBytes

extension Records {
    /// What `har summary` says of a file.
    package static func har(_ summary: HARSummary) -> JSONValue {
        JSONValue(members: [
            "entries": .int(summary.entries),
            "first_at": .time(summary.firstAt),
            "last_at": .time(summary.lastAt),
            "status_counts": .counts(summary.statusCounts),
            "method_counts": .counts(summary.methodCounts),
            "host_counts": .counts(summary.hostCounts),
            "protocol_counts": .counts(summary.protocolCounts),
            "colo_counts": .counts(summary.coloCounts),
            "cache_counts": .counts(summary.cacheCounts),
            "pages": .array(summary.pages.map { page($0) }),
            "response_body_bytes": .int(summary.responseBodyBytes),
            "failed": .array(summary.failed.map { entry($0) }),
            "failed_count": .int(summary.failedCount),
            "slowest": .array(summary.slowest.map { entry($0) }),
            "ray_ids": .array(summary.withRay.compactMap { ray($0) }),
            "ray_id_count": .int(summary.rayCount),
            "creator": .text(summary.creator),
            "browser": .text(summary.browser),
            "notices": .notices(summary.notices),
        ])
    }

    private static func page(_ page: HARPage) -> JSONValue {
        JSONValue(members: [
            "id": .text(page.id),
            "title": .text(page.title),
            "started_at": .time(page.startedAt),
            "on_content_load_ms": .milliseconds(page.contentLoadMS),
            "on_load_ms": .milliseconds(page.loadMS),
            "entries": .int(page.entries),
        ])
    }

    private static func entry(_ entry: HAREntry) -> JSONValue {
        JSONValue(members: [
            "index": .int(entry.index),
            "started_at": .time(entry.startedAt),
            "method": .text(entry.method),
            "url": .text(entry.url),
            "status": .count(entry.status),
            "time_ms": .milliseconds(entry.timeMS),
            "error": .text(entry.error),
            "ray": entry.ray.map { .string($0.hex) },
            "colo": entry.ray?.colo.map { .string($0) },
            "server_address": .text(entry.serverAddress),
            "http_version": .text(entry.httpVersion),
            "cache_status": .text(entry.cacheStatus),
            "mitigated": .text(entry.mitigated),
            "redirect_url": .text(entry.redirectURL),
        ])
    }

    private static func ray(_ entry: HAREntry) -> JSONValue? {
        entry.ray.map { ray in
            JSONValue(members: [
                "ray": .string(ray.hex),
                "colo": ray.colo.map { .string($0) },
                "index": .int(entry.index),
                "url": .text(entry.url),
                "status": .count(entry.status),
                "started_at": .time(entry.startedAt),
            ])
        }
    }
}
