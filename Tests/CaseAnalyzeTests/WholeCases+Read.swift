import CaseModel

@testable import CaseRedact

/// Cases whose evidence is read from the text of files and sealed before it is judged.
extension Scenario {
    private typealias Read = ReadEvidence

    private static func nginx(
        _ time: String, _ request: String, _ status: Int, client: String = "203.0.113.9",
        agent: String = "Mozilla/5.0", tail: String = ""
    ) -> String {
        "\(client) - - [22/Nov/2026:\(time) +0000] \"\(request)\" \(status) 612 \"-\" \"\(agent)\"\(tail)\n"
    }

    /// Ordinary lines around 10:00 to 10:59.
    private static func ordinary(_ count: Int, client: String = "203.0.113.9", tail: String = "") -> String {
        (0..<count).map { index in
            nginx("10:\(index % 60 / 10)\(index % 10):00", "GET / HTTP/1.1", 200, client: client, tail: tail)
        }.joined()
    }

    static let readFromText: [Scenario] = [
        Scenario(
            "the shop's samples: one 522 the origin never saw",
            expects: [
                "edge-522-origin-unknown undetermined possible",
                "har-ray-not-in-log-failed undetermined possible",
                "har-failures undetermined high", "timeout-fingerprint-too-quick undetermined possible",
            ],
            hars: { [Read.har(bytes: Read.sample("har/checkout.har"))] },
            logs: {
                [
                    Read.log(
                        bytes: Read.sample("logs/access.log"),
                        rays: [
                            "5cd3f7172826ee32", "10cca3684a5d0d69", "9ccca7adb663a74b", "ed2311a1555518e4",
                            "cb2a56f0957d9e1a", "55676a938eda7291", "a6a0cead69405180",
                        ]
                    )
                ]
            },
            paths: {
                [Read.path(String(decoding: Read.sample("path/mtr.txt"), as: UTF8.self))]
            }, isDemonstration: true),
        Scenario(
            "524 in a HAR, and the nginx line of its Ray ID took 131 seconds",
            expects: [
                "edge-524-origin-unknown undetermined possible", "edge-524-log-finished origin high",
                "ray-in-origin-log-answered-late origin likely",
                "timeout-fingerprint-read undetermined possible",
                "har-failures undetermined high",
            ],
            hars: { [Read.har([Read.entry(524, ray: ray, wait: 120_400)])] },
            logs: {
                [
                    Read.log(
                        ordinary(60, tail: " \"-\" 0.020")
                            + nginx(
                                "10:22:11", "GET /checkout HTTP/1.1", 200,
                                tail: " \"9f140b785e57c458-FRA\" 131.002"), rays: [ray])
                ]
            }),
        Scenario(
            "nginx and its error log on the same failing request",
            expects: [
                "origin-log-failures origin possible", "origin-error-log origin likely",
                "ray-in-origin-log-same-status origin high",
                "har-failures undetermined high",
            ],
            hars: { [Read.har([Read.entry(504, ray: ray, wait: 60_000)])] },
            logs: {
                [
                    Read.log(
                        ordinary(60, tail: " \"-\" 0.020")
                            + nginx(
                                "10:21:00", "GET /checkout HTTP/1.1", 504,
                                tail: " \"9f140b785e57c458-FRA\" 60.001"), rays: [ray]),
                    Read.errorLog,
                ]
            }),
        Scenario(
            "TLS in the log of port 80, in every fourth line",
            expects: ["wrong-port-log origin likely", "log-without-ray benign high"],
            logs: {
                [
                    Read.log(
                        ordinary(60)
                            + (0..<20).map { nginx("10:30:\(10 + $0)", #"\x16\x03\x01\x02\x00\x01"#, 400) }
                            .joined())
                ]
            }),
        Scenario(
            "Logpush with 504 for early hints alone", expects: ["early-hints benign high"],
            logs: {
                [
                    Read.log(
                        (0..<40).map { index in
                            #"{"EdgeStartTimestamp":"2026-11-22T10:\#(10 + index):00Z","ClientRequestHost":"www.example.com","#
                                + #""ClientRequestMethod":"GET","ClientRequestURI":"/","ClientIP":"203.0.113.9","#
                                + #""EdgeResponseStatus":\#(index < 8 ? 504 : 200),"EdgeResponseBytes":10,"#
                                + #""ClientRequestSource":"\#(index < 8 ? "earlyHintsCache" : "eyeball")","#
                                + #""RayID":"9f140b785e57c4\#(10 + index)"}"# + "\n"
                        }.joined())
                ]
            }),
        Scenario(
            "monitors alone fail",
            expects: ["monitor-requests benign likely", "log-without-ray benign high"],
            logs: {
                [
                    Read.log(
                        ordinary(60)
                            + nginx(
                                "10:40:00", "HEAD /health HTTP/1.1", 503,
                                agent:
                                    "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)"))
                ]
            }),
        Scenario(
            "an origin's log of the edge's addresses, with 499",
            expects: [
                "log-edge-addresses benign high", "client-closed-requests undetermined possible",
                "log-without-ray benign high",
            ],
            logs: {
                [
                    Read.log(
                        ordinary(60, client: "172.69.10.1")
                            + nginx("10:41:00", "GET /slow HTTP/1.1", 499, client: "162.158.1.1"))
                ]
            }),
        Scenario(
            "a browser that holds back, aborts and fetches ahead",
            expects: ["browser-gave-up benign likely", "prefetch-refused benign high"],
            hars: {
                [
                    Read.har([
                        Read.entry(0, more: #","_error":"net::ERR_BLOCKED_BY_CLIENT""#),
                        Read.entry(0, more: #","_error":"net::ERR_ABORTED""#),
                        Read.entry(503, ray: ray, outer: #","_resourceType":"prefetch""#),
                        Read.entry(200, ray: otherRay, outer: #","_resourceType":"document""#),
                    ])
                ]
            }),
        Scenario(
            "a path from the origin that never leaves its private network",
            expects: ["edge-route-swallowed origin likely"],
            paths: {
                [
                    Read.path(
                        """
                        traceroute to 172.68.10.1 (172.68.10.1), 30 hops max, 60 byte packets
                         1  10.0.0.1 (10.0.0.1)  0.451 ms  0.395 ms  0.373 ms
                         2  10.0.0.254 (10.0.0.254)  1.100 ms !H  1.200 ms !H  1.000 ms !H

                        """)
                ]
            }),
        Scenario(
            "another path from the origin, which gets there",
            expects: [],
            paths: {
                [
                    Read.path(
                        """
                        traceroute to 172.68.10.1 (172.68.10.1), 30 hops max, 60 byte packets
                         1  10.0.0.1 (10.0.0.1)  0.451 ms  0.395 ms  0.373 ms
                         2  198.51.100.1 (198.51.100.1)  1.100 ms  1.200 ms  1.000 ms
                         3  172.68.10.1 (172.68.10.1)  2.100 ms  2.200 ms  2.000 ms

                        """)
                ]
            }),
    ]
}
