import CaseModel

@testable import CaseRedact

/// The log of an origin that took 200 requests of the edge over five of its addresses.
let edgeAddresses = [
    ("172.69.10.1", 50), ("162.158.1.1", 50), ("162.158.2.2", 40), ("108.162.1.1", 40), ("141.101.64.9", 20),
]

/// Cases whose cause is at the origin.
extension Scenario {
    static let atOrigin: [Scenario] = [
        Scenario(
            "522, and the origin answers everybody else",
            expects: [
                "edge-522-origin-answers origin likely", "timeout-fingerprint-connect undetermined possible",
            ],
            steps: {
                [
                    try web(.edge, 522, ray: ray) { $0.firstByte = .milliseconds(19_300) },
                    try web(.origin, 200),
                ]
            }),
        Scenario(
            "522, and the origin logged an answer for that very Ray ID",
            expects: [
                "edge-522-origin-answers origin possible", "ray-in-origin-log-answered-late origin possible",
                "timeout-fingerprint-ack undetermined possible",
            ],
            steps: {
                [try web(.edge, 522, ray: ray) { $0.firstByte = .seconds(90) }, try web(.origin, 200)]
            }, logs: { [log(matches: [line(7, 200, ray: ray, second: 601)])] }),
        Scenario(
            "522, and the origin's log has nothing of it: two kinds of evidence",
            expects: ["edge-522-origin-answers origin high"],
            steps: {
                [try web(.edge, 522, ray: ray) { $0.firstByte = .seconds(50) }, try web(.origin, 200)]
            }, logs: { [log()] }),
        Scenario(
            "522, and the origin's log has nothing of it though the edge does arrive there",
            expects: ["edge-522-origin-answers origin likely"],
            steps: {
                [try web(.edge, 522, ray: ray) { $0.firstByte = .seconds(50) }, try web(.origin, 200)]
            }, logs: { [log { $0.summary.rayIDLines = 700 }] }),
        Scenario(
            "521, and nothing listens there", expects: ["edge-521-origin-refuses origin high"],
            steps: {
                [try web(.edge, 521, ray: ray), try webFailure(.origin, .connect, .connectionRefused)]
            }),
        Scenario(
            "521 for the edge alone", expects: ["edge-521-origin-answers origin likely"],
            silent: ["edge-522", "origin-locked", "status-differs"],
            steps: { [try web(.edge, 521, ray: ray), try web(.origin, 200)] }),
        Scenario(
            "521 at times, while other requests are answered",
            expects: [
                "edge-521-origin-answers origin possible", "intermittent-edge undetermined high",
            ],
            steps: {
                [
                    try web(.edge, 521, ray: ray), try web(.origin, 200),
                    try web(.edge, 200) { ($0.way, $0.samples) = (.samples, [200, 521, 200, 200]) },
                ]
            }),
        Scenario(
            "523, and no route from here either", expects: ["edge-523-origin-unreachable origin high"],
            steps: { [try web(.edge, 523, ray: ray), try webFailure(.origin, .connect, .hostUnreachable)] }),
        Scenario(
            "520 for 140 KB of cookies", expects: ["edge-520-headers-too-big origin high"],
            steps: { [try web(.edge, 520, ray: ray), try web(.origin, 200) { $0.fieldBytes = 140_000 }] }),
        Scenario(
            "520 for 40 KB of cookies, which today's edition allows",
            expects: ["edge-520-headers-too-big origin possible"],
            steps: { [try web(.edge, 520, ray: ray), try web(.origin, 200) { $0.fieldBytes = 40_000 }] }),
        Scenario(
            "520 at times from an origin that closes after five seconds",
            expects: [
                "edge-520-keep-alive origin likely", "edge-520-origin-answers origin possible",
                "intermittent-edge undetermined high",
            ],
            steps: {
                [
                    try web(.edge, 520, ray: ray),
                    try web(.origin, 200) { $0.fields.append(("keep-alive", "timeout=5, max=100")) },
                    try web(.edge, 200) { ($0.way, $0.samples) = (.samples, [200, 200, 520, 200]) },
                ]
            }),
        Scenario(
            "520 from an origin whose HTTP/2 is broken",
            expects: ["edge-520-http2-breaks origin likely", "way-differs-origin-h2 origin likely"],
            steps: {
                [
                    try web(.edge, 520, ray: ray), try web(.origin, 200) { $0.version = "HTTP/1.1" },
                    try web(.origin, 200) { ($0.way, $0.version) = (.version(.http1), "HTTP/1.1") },
                    try webFailure(.origin, .response, .httpProtocol) { $0.way = .version(.http2) },
                ]
            }),
        Scenario(
            "524, and the origin's log has the Ray ID after two minutes",
            expects: [
                "edge-524-origin-answers origin possible", "edge-524-log-finished origin high",
                "ray-in-origin-log-answered-late origin likely",
            ],
            steps: {
                [try web(.edge, 524, ray: ray) { $0.firstByte = .seconds(50) }, try web(.origin, 200)]
            },
            logs: { [log(matches: [line(7, 200, ray: ray, second: 700, took: 131_000)])] }),
        Scenario(
            "524 from an origin that is slow to all", expects: ["edge-524-origin-slow origin high"],
            steps: {
                [
                    try web(.edge, 524, ray: ray) { $0.firstByte = .seconds(50) },
                    try web(.origin, 200) { $0.firstByte = .seconds(75) },
                ]
            }),
        Scenario(
            "525, and the port of TLS is closed", expects: ["edge-525-port-closed origin high"],
            steps: {
                [try web(.edge, 525, ray: ray), try webFailure(.origin, .connect, .connectionRefused)]
            }),
        Scenario(
            "525 from an origin with TLS 1.0 alone",
            expects: ["edge-525-origin-versions origin high", "origin-tls-versions origin likely"],
            steps: {
                [
                    try web(.edge, 525, ray: ray), try webFailure(.origin, .tls, .tlsHandshake),
                    try web(.origin, 200) { $0.way = .tls(.tls10) },
                    try webFailure(.origin, .tls, .tlsHandshake) { $0.way = .tls(.tls12) },
                    try webFailure(.origin, .tls, .tlsHandshake) { $0.way = .tls(.tls13) },
                ]
            }),
        Scenario(
            "526 for a certificate that expired",
            expects: ["edge-526-origin-certificate origin high", "certificate-expired origin high"],
            steps: {
                [
                    try web(.edge, 526, ray: ray),
                    try web(.origin, 200) {
                        $0.tls = tls(until: "2026-11-01T00:00Z", error: "certificate has expired")
                    },
                ]
            }),
        Scenario(
            "502 from the application, logged with its Ray ID",
            expects: [
                "server-error-origin-same origin high", "ray-in-origin-log-same-status origin high",
                "har-failures undetermined high",
            ],
            steps: { [try web(.edge, 502, ray: otherRay), try web(.origin, 502)] },
            hars: { [har([entry(0, 502, ray: ray)])] },
            logs: { [log(matches: [line(7, 502, ray: ray, second: 1)])] }),
        Scenario(
            "TLS spoken to a port of HTTP",
            expects: ["edge-525-origin-handshake-fails origin high", "wrong-port origin high"],
            steps: {
                [
                    try web(.edge, 525, ray: ray),
                    try webFailure(
                        .origin, .tls, .tlsHandshake,
                        detail: "curl 35: error:0A00010B:SSL routines::wrong version number"),
                ]
            }),
        Scenario(
            "522 behind a route that takes 172.0.0.0/8 for private",
            expects: [
                "edge-522-origin-answers origin likely", "edge-route-missing origin possible",
                "log-edge-addresses benign high",
            ],
            steps: {
                [try web(.edge, 522, ray: ray) { $0.firstByte = .seconds(50) }, try web(.origin, 200)]
            },
            logs: {
                [
                    log(edge: [
                        ("162.158.1.1", 90), ("162.158.2.2", 80), ("108.162.1.1", 60), ("141.101.64.9", 50),
                        ("108.162.9.9", 40),
                    ])
                ]
            }),
        Scenario(
            "a load balancer's cookie that names a server",
            expects: ["not-reproduced benign high", "balancer-cookie origin high"],
            steps: {
                [
                    try web(.edge, 200, ray: ray) { $0.balancedServer = "10.1.1.100:8080" },
                    try web(.origin, 200),
                ]
            }),
    ]
}
