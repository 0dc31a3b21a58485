import CaseModel

@testable import CaseRedact

/// Cases in which nothing is wrong, or nothing that was seen is.
extension Scenario {
    static let harmless: [Scenario] = [
        Scenario(
            "all well", expects: ["not-reproduced benign high"],
            silent: ["status-differs", "origin-locked", "edge-unreachable", "dns-only"],
            steps: { [try web(.edge, 200, ray: ray), try web(.origin, 200)] }),
        Scenario(
            "an origin locked to the edge",
            expects: ["origin-locked benign likely", "not-reproduced benign high"],
            silent: ["status-differs"],
            steps: { [try web(.edge, 200, ray: ray), try web(.origin, 403)] }),
        Scenario(
            "a challenge", expects: ["challenge benign high"],
            silent: ["status-differs", "not-reproduced", "blocked-in-har"],
            steps: {
                [
                    try web(.edge, 403, ray: ray) { $0.fields = [("cf-mitigated", "challenge")] },
                    try web(.origin, 200),
                ]
            }),
        Scenario(
            "an Origin CA certificate behind the edge",
            expects: [
                "certificate-unknown-authority-origin-ca benign high", "not-reproduced benign high",
            ],
            steps: {
                [
                    try web(.edge, 200, ray: ray),
                    try web(.origin, 200) {
                        $0.tls = tls(
                            issuer: "O=CloudFlare, Inc., OU=CloudFlare Origin SSL Certificate Authority",
                            error: "unable to get local issuer certificate")
                    },
                ]
            }),
        Scenario(
            "loss at a middle hop", expects: ["path-loss-middle-hop benign high"],
            silent: ["path-loss-to-target", "path-silent-target", "path-stops"],
            steps: {
                [
                    path(
                        [
                            TestHop(1, "192.0.2.1", lost: 0), TestHop(2, "198.51.100.1", lost: 6),
                            TestHop(3, "104.16.0.1", lost: 0),
                        ], reached: true)
                ]
            }),
        Scenario(
            "visitors who leave", expects: ["client-closed-requests undetermined possible"],
            logs: { [log(failures: [line(9, 499)], statuses: [200: 999, 499: 1])] }),
        Scenario(
            "look-ups for early hints", expects: ["early-hints benign high"],
            logs: { [log(statuses: [200: 990, 504: 10]) { $0.innerTimeouts = 10 }] }),
        Scenario(
            "a monitor that fails while visitors do not", expects: ["monitor-requests benign likely"],
            logs: {
                [
                    log(
                        failures: [line(9, 503, agent: "Mozilla/5.0+(compatible; UptimeRobot/2.0)")],
                        statuses: [200: 999, 503: 1])
                ]
            }),
        Scenario(
            "prefetches the edge refuses",
            expects: ["prefetch-refused benign high", "not-reproduced benign high"],
            steps: { [try web(.edge, 200, ray: ray)] },
            hars: { [har([entry(0, 503, ray: otherRay) { $0.resourceType = "prefetch" }, entry(1, 200)])] }),
        Scenario(
            "503 in the log alone, under Speed Brain",
            expects: ["prefetch-refused-logged benign possible", "not-reproduced benign high"],
            steps: {
                [
                    try web(.edge, 200, ray: ray) {
                        $0.fields.append(("speculation-rules", "\"/cdn-cgi/speculation\""))
                    }
                ]
            }, logs: { [log(statuses: [200: 990, 503: 10])] }),
        Scenario(
            "requests an extension held back", expects: ["browser-gave-up benign likely"],
            hars: {
                [
                    har([
                        entry(0, nil) { $0.error = "net::ERR_BLOCKED_BY_CLIENT" },
                        entry(1, nil) { $0.error = "net::ERR_ABORTED" },
                    ])
                ]
            }),
        Scenario(
            "a log of the edge's addresses", expects: ["log-edge-addresses benign high"],
            logs: { [log(edge: edgeAddresses.map { ($0.0, $0.1 * 4) })] }),
        Scenario(
            "a host whose clock is a minute off",
            expects: ["clock-skew client high"],
            steps: { [try web(.trace, 200, ray: ray) { $0.body = "fl=1\nts=1795343340.123\n" }] }),
        Scenario(
            "a handful of scanners that speak TLS to port 80",
            expects: ["wrong-port-log undetermined possible"],
            logs: { [log(statuses: [200: 998, 400: 2]) { $0.handshakes = 2 }] }),
    ]
}
