import CaseModel

extension Scenario {
    static let inputs: [Scenario] = [
        Scenario(
            "the origin logged the same error", finds: ["ray-in-origin-log-same-status"],
            silent: ["har-ray-not-in-log", "log-without-ray"],
            hars: { [har([entry(0, 502, ray: ray)])] },
            logs: { [log(matches: [line(7, 502, ray: "9f140b785e57c458", second: 1)])] }),
        Scenario(
            "the origin logged a good answer, too late", finds: ["ray-in-origin-log-answered-late"],
            hars: { [har([entry(0, 524, ray: ray)])] },
            logs: { [log(matches: [line(7, 200, ray: ray, second: 101)])] }),
        Scenario(
            "the same ray on another day", silent: ["ray-in-origin-log"],
            hars: { [har([entry(0, 502, ray: ray)])] },
            logs: { [log(matches: [line(7, 502, ray: ray, second: 86_400)])] }),
        Scenario(
            "a failure that never reached the origin", finds: ["har-ray-not-in-log-failed"],
            silent: ["ray-in-origin-log"],
            hars: { [har([entry(0, 522, ray: ray), entry(1, 200, ray: otherRay)])] },
            logs: { [log(matches: [line(7, 200, ray: otherRay)])] }),
        Scenario(
            "an answer the edge made itself", finds: ["har-ray-not-in-log"],
            hars: { [har([entry(0, 301, ray: ray)])] }, logs: { [log()] }),
        Scenario(
            "an answer from the cache is not missed", silent: ["har-ray-not-in-log"],
            hars: { [har([entry(0, 200, ray: ray) { $0.cacheStatus = "HIT" }])] }, logs: { [log()] }),
        Scenario(
            "a log of another hour is silent about the HAR", silent: ["har-ray-not-in-log"],
            hars: { [har([entry(0, 522, ray: ray, second: 7200)])] }, logs: { [log()] }),
        Scenario(
            "a browser whose clock runs ten minutes fast, by the edge's time within the log",
            finds: ["har-ray-not-in-log-failed", "clock-skew-browser"],
            hars: {
                [
                    har(
                        (0..<4).map { index in
                            entry(index, 522, ray: ray, second: 2700 + index) {
                                $0.serverDate = instant("2026-11-22T10:55:00Z").advanced(by: .seconds(index))
                                $0.timeMS = 200
                            }
                        })
                ]
            }, logs: { [log()] }),
        Scenario(
            "a window that leaves the HAR out", silent: ["har-ray-not-in-log"],
            window: ("2026-11-22T10:40Z", "2026-11-22T10:50Z"),
            hars: { [har([entry(0, 522, ray: ray)])] }, logs: { [log()] }),
        Scenario(
            "a log without rays", finds: ["log-without-ray"],
            silent: ["har-ray-not-in-log", "log-edge-addresses"],
            hars: { [har([entry(0, 522, ray: ray)])] }, logs: { [log(rayField: false)] }),
        Scenario(
            "a log alone, full of errors", finds: ["origin-log-failures"],
            logs: {
                [
                    log(failures: [line(7, 502), line(8, 500)], statuses: [200: 900, 502: 90, 500: 10]) {
                        $0.windowLines = 1000
                        $0.windowStatusCounts = [200: 900, 502: 90, 500: 10]
                        $0.failingPaths = [("/checkout", 100)]
                    }
                ]
            }),
        Scenario(
            "a log that was cut to its failures", finds: ["origin-log-failures"],
            logs: {
                [
                    log(failures: [line(7, 502)], statuses: [502: 40]) {
                        $0.windowLines = 40
                        $0.windowStatusCounts = [502: 40]
                    }
                ]
            }),
        Scenario(
            "errors of monitors and of look-ups of the cache are nobody's", silent: ["origin-log-failures"],
            logs: {
                [
                    log(failures: [line(7, 503, agent: "check_http/v2.3")], statuses: [200: 900, 503: 100]) {
                        $0.windowLines = 1000
                        $0.windowStatusCounts = [200: 900, 503: 100]
                    },
                    log(statuses: [200: 900, 504: 100]) {
                        $0.windowLines = 1000
                        $0.windowStatusCounts = [200: 900, 504: 100]
                        $0.innerTimeouts = 100
                    },
                ]
            }),
        Scenario(
            "an error log needs no rays", silent: ["log-without-ray", "origin-error-log"],
            logs: { [log(rayField: false, statuses: [:])] }),
        Scenario(
            "an error log that complains", finds: ["origin-error-log"],
            logs: {
                [
                    log(
                        rayField: false, statuses: [:],
                        errors: [
                            "upstream timed out (110: Connection timed out) while reading",
                            "no live upstreams",
                        ])
                ]
            }),
        Scenario(
            "a log of the edge's addresses", finds: ["log-edge-addresses"],
            silent: ["log-without-ray", "client-closed-requests"],
            logs: { [log(edge: [("172.68.1.1", 700), ("172.68.1.2", 200)])] }),
        Scenario(
            "a stray address of the edge", silent: ["log-edge-addresses"],
            logs: { [log(edge: [("172.68.1.1", 3)])] }),
        Scenario(
            "requests that were given up", finds: ["client-closed-requests"],
            logs: { [log(failures: [line(9, 499)], statuses: [200: 999, 499: 1])] }),
        Scenario(
            "an answer 403 in the HAR", finds: ["blocked-in-har", "har-failures"], silent: ["challenge"],
            hars: { [har([entry(0, 403, ray: ray)])] }),
        Scenario(
            "an answer 403 the origin made", finds: ["blocked-in-har-origin"],
            hars: { [har([entry(0, 403, ray: ray)])] }, logs: { [log(matches: [line(7, 403, ray: ray)])] }),
        Scenario(
            "a HAR without failures", silent: ["har-failures", "blocked-in-har", "timeout-fingerprint"],
            hars: { [har([entry(0, 200, ray: ray)])] }),
        Scenario(
            "522 after the time a handshake may take", finds: ["timeout-fingerprint-connect"],
            steps: { [try web(.edge, 522, ray: ray) { $0.firstByte = .milliseconds(19_300) }] }),
        Scenario(
            "524 in the HAR after the read timeout", finds: ["timeout-fingerprint-read"],
            hars: { [har([entry(0, 524, ray: ray) { $0.timeMS = 120_900 }])] }),
        Scenario(
            "524 after the read timeout of older editions", finds: ["timeout-fingerprint-read"],
            hars: { [har([entry(0, 524, ray: ray) { $0.phasesMS = ["wait": 100_400] }])] }),
        Scenario(
            "522 at once", finds: ["timeout-fingerprint-too-quick"],
            steps: { [try web(.edge, 522, ray: ray)] }),
        Scenario(
            "522 after no known time", silent: ["timeout-fingerprint"],
            steps: { [try web(.edge, 522, ray: ray) { $0.firstByte = .seconds(50) }] }),
        Scenario(
            "times that cannot be", silent: ["timeout-fingerprint"],
            hars: {
                [
                    har([
                        entry(0, 522, ray: ray) { $0.timeMS = .infinity },
                        entry(1, 524, ray: ray) { $0.timeMS = -.nan },
                        entry(2, 524, ray: ray) { $0.timeMS = 1e300 },
                    ])
                ]
            }),
    ]

    static let clocks: [Scenario] = [
        Scenario(
            "the clocks agree", silent: ["clock-skew"],
            steps: {
                [
                    try web(.trace, 200, ray: ray) { $0.body = "fl=1\nts=1795343400.060\n" },
                    try web(.edge, 200, ray: ray), try web(.origin, 200),
                ]
            }),
        Scenario(
            "an old copy has an old date", silent: ["clock-skew"],
            steps: {
                [
                    try web(.edge, 200, ray: ray) {
                        $0.fields = [("date", "Sun, 22 Nov 2026 09:00:00 GMT"), ("age", "5400")]
                    }
                ]
            }),
        Scenario(
            "the origin's clock is off", finds: ["clock-skew-origin"],
            steps: {
                [
                    try web(.edge, 200, ray: ray),
                    try web(.origin, 200) { $0.fields = [("Date", "Sun, 22 Nov 2026 10:28:00 GMT")] },
                ]
            }),
        Scenario(
            "the browser's clock is off", finds: ["clock-skew-browser"],
            hars: {
                [
                    har(
                        (0..<4).map { index in
                            entry(index, 200, ray: ray, second: index) {
                                $0.serverDate = instant("2026-11-22T10:25:00Z").advanced(by: .seconds(index))
                                $0.timeMS = 200
                            }
                        })
                ]
            }),
    ]
}
