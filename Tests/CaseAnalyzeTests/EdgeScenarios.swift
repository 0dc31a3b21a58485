import CaseModel

extension Scenario {
    static let edge: [Scenario] = [520, 521, 522, 523, 524, 525, 526].flatMap { code in
        [
            Scenario(
                "\(code) and nobody asked the origin", finds: ["edge-\(code)-origin-unknown"],
                silent: ["not-reproduced", "server-error"], steps: { [try web(.edge, code, ray: ray)] }),
            Scenario(
                "\(code) and the origin cannot be resolved either", finds: ["edge-\(code)-origin-fails"],
                steps: {
                    [try web(.edge, code, ray: ray), try webFailure(.origin, .resolve, .dnsServerFailure)]
                }),
            Scenario(
                "\(code) in the HAR alone", finds: ["edge-\(code)-origin-answers", "har-failures"],
                steps: { [try web(.edge, 200, ray: ray), try web(.origin, 200) { $0.tls = tls() }] },
                hars: { [har([entry(3, code, ray: otherRay)])] }),
            Scenario(
                "\(code) of somebody else's host in the HAR", silent: ["edge-\(code)"],
                hars: { [har([entry(3, code, ray: ray, host: "ads.example.net")])] }),
        ]
    }

    static let edgeMore: [Scenario] = [
        Scenario(
            "520 from an origin with too many cookies", finds: ["edge-520-headers-too-big"],
            steps: {
                [
                    try web(.edge, 520, ray: ray),
                    try web(.origin, 200) {
                        // What redaction left of it; the bytes were counted before.
                        ($0.fields, $0.fieldBytes) = ([("set-cookie", "a=~cookie.x.40000~")], 140_000)
                    },
                ]
            }),
        Scenario(
            "520 from an origin that hangs up", finds: ["edge-520-origin-breaks-off"],
            steps: { [try web(.edge, 520, ray: ray), try webFailure(.origin, .response, .emptyReply)] }),
        Scenario(
            "522 from an origin that is silent to all", finds: ["edge-522-origin-silent"],
            steps: {
                [
                    try web(.edge, 522, ray: ray),
                    try webFailure(.origin, .connect, .timeout, timedOut: true),
                ]
            }),
        Scenario(
            "524 from an origin that is slow to all", finds: ["edge-524-origin-slow"],
            steps: {
                [try web(.edge, 524, ray: ray), try web(.origin, 200) { $0.firstByte = .seconds(75) }]
            }),
        Scenario(
            "524 from an origin that does not answer", finds: ["edge-524-origin-slow"],
            steps: { [try web(.edge, 524, ray: ray), try webFailure(.origin, .response, .timeout)] }),
        Scenario(
            "525 from an origin whose handshake fails", finds: ["edge-525-origin-handshake-fails"],
            steps: { [try web(.edge, 525, ray: ray), try webFailure(.origin, .tls, .tlsHandshake)] }),
        Scenario(
            "530 with 1016 in a structured answer", finds: ["edge-1016"], silent: ["edge-1xxx"],
            steps: { [try web(.edge, 530, ray: ray) { $0.body = #"{"error_code":1016,"status":530}"# }] }),
        Scenario(
            "530 without a number", finds: ["edge-530-unknown"], silent: ["edge-1xxx"],
            steps: { [try web(.edge, 530, ray: ray) { $0.body = "<p>sorry</p>" }] }),
        Scenario(
            "a block by a firewall rule", finds: ["owner-block-1020"],
            silent: ["edge-530", "status-differs"],
            steps: {
                [
                    try web(.edge, 403, ray: ray) {
                        $0.body = #"<span class="cf-error-code">1020</span>"#
                    },
                    try web(.origin, 200),
                ]
            }),
        Scenario(
            "a number no list has", finds: ["edge-1xxx"],
            steps: { [try web(.edge, 403, ray: ray) { $0.body = "error code: 1299" }] }),
        Scenario(
            "a page of the origin that speaks of error 1020", silent: ["edge-1xxx", "edge-530"],
            steps: { [try web(.edge, 403) { $0.body = "error code: 1020" }] }),
        Scenario(
            "500 from both", finds: ["server-error-origin-same"],
            silent: ["status-differs", "edge-1xxx", "edge-unreachable"],
            steps: { [try web(.edge, 500, ray: ray), try web(.origin, 500)] }),
        Scenario(
            "502 and another error at the origin", finds: ["server-error-origin-fails"],
            steps: { [try web(.edge, 502, ray: ray), try web(.origin, 503)] }),
        Scenario(
            "503 and nobody asked the origin", finds: ["server-error-origin-unknown"],
            steps: { [try web(.edge, 503, ray: ray)] }),
        Scenario(
            "no answer from the edge", finds: ["edge-unreachable"], silent: ["server-error"],
            steps: { [try webFailure(.edge, .connect, .timeout)] }),
        Scenario(
            "a certificate that is not accepted is an answer", silent: ["edge-unreachable"],
            steps: {
                [try webFailure(.edge, .tls, .tlsUnknownAuthority) { $0.tls = tls(error: "self-signed") }]
            }),
        Scenario(
            "a circle of redirects", finds: ["redirect-loop"],
            steps: {
                [
                    try web(.edge, 301, ray: ray) {
                        $0.fields = [("location", "https://www.example.com/checkout")]
                    }
                ]
            }),
        Scenario(
            "a circle at the origin too", finds: ["redirect-loop-origin"],
            steps: {
                try [HTTPProbe.Leg.edge, .origin].map { leg in
                    try web(leg, 302) {
                        $0.fields = [("location", "/checkout")]
                    }
                }
            }),
        Scenario(
            "a circle the browser gave up on", finds: ["redirect-loop"],
            hars: { [har([entry(0, nil) { $0.error = "net::ERR_TOO_MANY_REDIRECTS" }])] }),
        Scenario(
            "a redirect that leads somewhere", silent: ["redirect-loop", "stale-copy"],
            steps: {
                [
                    try web(.edge, 200, ray: ray) {
                        $0.before = [
                            ("http://www.example.com/checkout", 301, "https://www.example.com/checkout")
                        ]
                    }
                ]
            }),
        Scenario(
            "a page that sets a cookie and comes back may only look like a circle", finds: ["redirect-loop"],
            steps: {
                [try web(.edge, 302) { $0.fields = [("location", "/checkout"), ("set-cookie", "seen=1")] }]
            }),
        Scenario(
            "a challenge in the HAR", finds: ["challenge"], silent: ["blocked-in-har"],
            hars: { [har([entry(0, 403, ray: ray) { $0.mitigated = "challenge" }])] }),
        Scenario(
            "an old copy", finds: ["stale-copy"],
            steps: { [try web(.edge, 200, ray: ray) { $0.fields = [("CF-Cache-Status", "STALE")] }] }),
        Scenario(
            "another status at the edge", finds: ["status-differs"], silent: ["origin-locked", "challenge"],
            steps: { [try web(.edge, 403, ray: ray), try web(.origin, 200)] }),
    ]
}
