import CaseModel

@testable import CaseRedact

/// Cases the zone's own settings make.
extension Scenario {
    private static func numbered(
        _ number: Int, _ status: Int = 403, _ change: @escaping (inout WebSight) -> Void = { _ in }
    ) throws -> SealedStep {
        try web(.edge, status, ray: ray) {
            $0.body = #"{"cloudflare_error":true,"error_code":\#(number)}"#
            change(&$0)
        }
    }

    static let atEdge: [Scenario] = [
        Scenario(
            "a firewall rule of the owner's blocks",
            expects: ["owner-block-1020 edge_configuration high"],
            steps: { [try numbered(1020), try web(.origin, 200)] }),
        Scenario(
            "a rate limit of the owner's", expects: ["owner-block-1015 edge_configuration high"],
            steps: { [try numbered(1015, 429), try web(.origin, 200)] }),
        Scenario(
            "a country is banned, as the trace sees too",
            expects: ["owner-block-1009 edge_configuration high"], steps: { [try numbered(1009)] }),
        Scenario(
            "1000, and the origin that was given is the edge",
            expects: ["edge-1000-origin-is-edge edge_configuration high"],
            steps: {
                [
                    try numbered(1000),
                    try web(.origin, 403, ray: otherRay) {
                        ($0.pin, $0.remote) = ("104.16.0.1", "104.16.0.1:443")
                    },
                ]
            }),
        Scenario(
            "1000, and a proxy at the origin leads back",
            expects: ["edge-1000-origin-proxied edge_configuration likely"],
            steps: { [try numbered(1000), try web(.origin, 403, ray: otherRay) { $0.pin = "203.0.113.9" }] }),
        Scenario(
            "1000, and the origin answers by itself",
            expects: ["edge-1000 edge_configuration possible"],
            steps: { [try numbered(1000), try web(.origin, 200) { $0.pin = "203.0.113.9" }] }),
        Scenario(
            "1000 for a field the client sent", expects: ["edge-1000-client-fields client high"],
            steps: { [try numbered(1000) { $0.requestFields = [("CF-Connecting-IP", "203.0.113.9")] }] }),
        Scenario(
            "a page of the zone's own, and the number in the structured form",
            expects: ["owner-block-1010 edge_configuration high", "who-made-error-edge undetermined high"],
            steps: {
                [
                    try web(.edge, 403, ray: otherRay) { $0.body = "<p>Our own page</p>" },
                    try numbered(1010) { $0.way = .problem },
                ]
            }),
        Scenario(
            "https fails and http is answered",
            expects: [
                "edge-521-origin-unknown undetermined possible",
                "relative-differs-scheme undetermined likely",
            ],
            steps: {
                [
                    try web(.edge, 521, ray: ray),
                    try web(.edge, 200, ray: otherRay) {
                        ($0.way, $0.url) = (.scheme, "http://www.example.com/checkout")
                    },
                ]
            }),
        Scenario(
            "the name without www fails alone",
            expects: ["relative-differs-name undetermined likely"],
            steps: {
                [
                    try web(.edge, 200, ray: ray),
                    try web(.edge, 522, ray: otherRay) {
                        ($0.way, $0.url) = (.sibling, "https://example.com/checkout")
                    },
                ]
            }),
        Scenario(
            "an upload the edge refuses",
            expects: [
                "request-too-big-edge edge_configuration likely", "har-ray-not-in-log undetermined possible",
                "har-failures undetermined high",
            ],
            hars: { [har([entry(0, 413, ray: ray)])] }, logs: { [log()] }),
        Scenario(
            "an upload the origin refuses",
            expects: ["request-too-big-origin origin high", "har-failures undetermined high"],
            hars: { [har([entry(0, 413, ray: ray)])] }, logs: { [log(matches: [line(7, 413, ray: ray)])] }),
        Scenario(
            "an upload somebody refuses",
            expects: ["request-too-big undetermined possible", "har-failures undetermined high"],
            hars: { [har([entry(0, 413, ray: ray)])] }),
        Scenario(
            "1014, with the alias in the DNS", expects: ["edge-1014-alias edge_configuration high"],
            steps: {
                [
                    try numbered(1014),
                    try lookup("192.0.2.53", 0, ["104.16.0.1"], aliases: ["shop.example.net"]),
                ]
            }),
        Scenario(
            "1014, and the DNS does not show why", expects: ["edge-1014 edge_configuration likely"],
            steps: { [try numbered(1014), try lookup("192.0.2.53", 0, ["104.16.0.1"])] }),
        Scenario(
            "1016 for an alias without an address",
            expects: ["edge-1016-dangling edge_configuration high"],
            steps: {
                [
                    try numbered(1016, 530),
                    try lookup("192.0.2.53", 3, aliases: ["gone.example.net"]),
                ]
            }),
        Scenario(
            "1033 with the tunnel's name in the DNS", expects: ["edge-1033 origin high"],
            steps: {
                [
                    try numbered(1033, 530),
                    try lookup(
                        "192.0.2.53", 0, ["104.16.0.1"],
                        aliases: ["6ff42ae2-765d-4adf-8112-31c55c1551ef.cfargotunnel.com"]),
                ]
            }),
        Scenario(
            "1034 for a record to a resolver",
            expects: ["edge-1034-restricted edge_configuration high"],
            steps: { [try numbered(1034), try lookup("192.0.2.53", 0, ["1.1.1.1"])] }),
        Scenario(
            "1034 for a placeholder everybody sees",
            expects: ["edge-1034-placeholder edge_configuration likely"],
            steps: { [try numbered(1034), try lookup("192.0.2.53", 0, ["192.0.2.1"])] }),
        Scenario(
            "a circle of redirects under flexible TLS",
            expects: ["redirect-loop-flexible edge_configuration high"],
            steps: {
                [
                    try web(.edge, 301, ray: ray) {
                        $0.fields = [("location", "https://www.example.com/checkout")]
                    },
                    try web(.origin, 301) {
                        $0.url = "http://www.example.com/checkout"
                        $0.fields = [("location", "https://www.example.com/checkout")]
                    },
                    try web(.origin, 200) { $0.tls = tls() },
                ]
            }),
        Scenario(
            "a name two labels deep, and a star that reaches one",
            expects: ["certificate-depth edge_configuration high"],
            steps: {
                [
                    try webFailure(.edge, .tls, .tlsInvalidHostname) {
                        $0.url = "https://a.b.example.com/"
                        $0.tls = tls(names: ["example.com", "*.example.com"])
                    }
                ]
            }),
        Scenario(
            "a browser without a handshake for a name two labels deep",
            expects: [
                "certificate-depth-refused edge_configuration likely", "har-failures undetermined high",
            ],
            hars: {
                [
                    har([
                        entry(0, nil, host: "a.b.example.com") {
                            $0.error = "net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH"
                        }
                    ])
                ]
            }),
    ]
}
