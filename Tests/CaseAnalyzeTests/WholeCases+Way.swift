import CaseModel

@testable import CaseRedact

/// Cases that only some networks, ways or data centres see, and those where nothing tells.
extension Scenario {
    static let onTheWay: [Scenario] = [
        Scenario(
            "IPv6 alone fails",
            expects: ["way-differs-edge-v6 undetermined likely"],
            steps: {
                [
                    try web(.edge, 200, ray: ray), try web(.edge, 200) { $0.way = .family(.v4) },
                    try webFailure(.edge, .connect, .timeout) { $0.way = .family(.v6) },
                ]
            }),
        Scenario(
            "one data centre of two fails",
            expects: [
                "colo-differs undetermined likely", "intermittent-edge undetermined high",
            ],
            steps: {
                [
                    try web(.edge, 200, ray: ray),
                    try web(.edge, 200) {
                        $0.way = .samples
                        $0.samples = [200, 522, 200, 522, 200, 522]
                        $0.sampleRays = (0..<6).map {
                            "9f140b785e57c46\($0)-\($0 % 2 == 0 ? "FRA" : "AMS")"
                        }
                    },
                ]
            }),
        Scenario(
            "transfers that stand still after 16 KB",
            expects: ["transfers-stall path likely", "har-failures undetermined high"],
            hars: {
                [
                    har(
                        (0..<3).map { index in
                            entry(index, index == 2 ? 404 : 200, ray: "9f140b785e57c46\(index)-FRA") {
                                guard index < 2 else { return }
                                ($0.bodyBytes, $0.error) = (16_300 + index, "net::ERR_TIMED_OUT")
                            }
                        })
                ]
            }),
        Scenario(
            "no connection, and the path ends at a filter",
            expects: ["edge-unreachable path likely", "path-stops path likely"],
            silent: ["path-silent-target"],
            steps: {
                [
                    try webFailure(.edge, .connect, .timeout),
                    path([TestHop(1, "192.0.2.1", lost: 0)], reached: false, annotation: "!X"),
                ]
            }),
        Scenario(
            "this host comes through WARP",
            expects: ["visitor-tunnel client likely", "not-reproduced benign high"],
            steps: {
                [
                    try web(.trace, 200, ray: ray) { $0.body = "fl=1\nwarp=on\ngateway=off\n" },
                    try web(.edge, 200, ray: ray),
                ]
            }),
        Scenario(
            "520 and nobody asked the origin", expects: ["edge-520-origin-unknown undetermined possible"],
            steps: { [try web(.edge, 520, ray: ray)] }),
        Scenario(
            "502 at the edge alone", expects: ["server-error-origin-answers undetermined possible"],
            silent: ["origin-locked"],
            steps: { [try web(.edge, 502, ray: ray), try web(.origin, 200)] }),
        Scenario(
            "526 though the origin shows a certificate of the Origin CA in order",
            expects: [
                "edge-526-origin-authority undetermined possible",
                "certificate-unknown-authority-origin-ca benign high",
            ],
            steps: {
                [
                    try web(.edge, 526, ray: ray),
                    try web(.origin, 200) {
                        $0.tls = tls(
                            issuer:
                                "C=US, O=CloudFlare, Inc., OU=CloudFlare Origin SSL Certificate Authority",
                            error: "unable to get local issuer certificate")
                    },
                ]
            }),
        Scenario(
            "524, and the origin's log has no line",
            expects: [
                "edge-524-origin-unknown undetermined possible", "edge-524-log-absent undetermined possible",
                "har-ray-not-in-log-failed undetermined possible", "har-failures undetermined high",
            ],
            hars: { [har([entry(0, 524, ray: ray)])] }, logs: { [log()] }),
        Scenario(
            "502 for a Ray ID the origin answered with 200",
            expects: [
                "ray-in-origin-log-unusable undetermined possible",
                "server-error-origin-answers undetermined possible",
            ],
            steps: { [try web(.edge, 502, ray: ray), try web(.origin, 200)] },
            logs: { [log(matches: [line(7, 200, ray: ray, second: 601)])] }),
        Scenario(
            "521 for a Ray ID the origin answered: something stands between",
            expects: [
                "edge-521-origin-unknown undetermined possible",
                "ray-in-origin-log-contradiction undetermined possible", "har-failures undetermined high",
            ],
            hars: { [har([entry(0, 521, ray: ray)])] },
            logs: { [log(matches: [line(7, 200, ray: ray, second: 1)])] }),
    ]
}
