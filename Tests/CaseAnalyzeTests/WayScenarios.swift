import CaseModel

@testable import CaseRedact

/// The same URL asked in other ways, and again and again.
extension Scenario {
    private static func way(_ leg: HTTPProbe.Leg, _ way: HTTPWay, _ status: Int) throws -> SealedStep {
        try web(leg, status) {
            $0.way = way
            if case .version(let version) = way { $0.version = version.name }
        }
    }

    private static func refused(_ leg: HTTPProbe.Leg, _ way: HTTPWay, _ code: FailureCode) throws
        -> SealedStep
    {
        try webFailure(leg, code == .tlsHandshake ? .tls : .connect, code) { $0.way = way }
    }

    static let ways: [Scenario] = [
        Scenario(
            "IPv6 alone fails", finds: ["way-differs-edge-v6"],
            steps: { [try way(.edge, .family(.v4), 200), try refused(.edge, .family(.v6), .timeout)] }),
        Scenario(
            "IPv6 alone gives an error", finds: ["way-differs-edge-v6"],
            steps: { [try way(.edge, .family(.v4), 200), try way(.edge, .family(.v6), 522)] }),
        Scenario(
            "this host has no IPv6", silent: ["way-differs"],
            steps: {
                [try way(.edge, .family(.v4), 200), try refused(.edge, .family(.v6), .networkUnreachable)]
            }),
        Scenario(
            "both families fail", silent: ["way-differs"],
            steps: { [try way(.edge, .family(.v4), 522), try way(.edge, .family(.v6), 522)] }),
        Scenario(
            "HTTP/2 alone fails at the origin", finds: ["way-differs-origin-h2"],
            steps: {
                [
                    try way(.origin, .version(.http1), 200),
                    try refused(.origin, .version(.http2), .connectionReset),
                ]
            }),
        Scenario(
            "refused versions of TLS are no difference",
            silent: ["way-differs", "edge-unreachable", "origin-tls-versions"],
            steps: {
                [
                    try web(.edge, 200), try way(.edge, .tls(.tls13), 200),
                    try refused(.edge, .tls(.tls10), .tlsHandshake), try way(.origin, .tls(.tls12), 200),
                    try refused(.origin, .tls(.tls13), .tlsHandshake),
                ]
            }),
        Scenario(
            "an origin with withdrawn versions of TLS alone", finds: ["origin-tls-versions"],
            steps: {
                [
                    try way(.origin, .tls(.tls10), 200), try refused(.origin, .tls(.tls12), .tlsHandshake),
                    try refused(.origin, .tls(.tls13), .tlsHandshake),
                ]
            }),
        Scenario(
            "two origins are not one", silent: ["origin-tls-versions"],
            steps: {
                [
                    try web(.origin, 200) { ($0.way, $0.pin) = (.tls(.tls12), "192.0.2.1") },
                    try web(.origin, 200) { ($0.way, $0.pin) = (.tls(.tls13), "192.0.2.1") },
                ]
                    + (try TLSVersion.allCases.map { version in
                        try webFailure(.origin, .tls, .tlsHandshake) {
                            ($0.way, $0.pin) = (.tls(version), "192.0.2.2")
                        }
                    })
            }),
        Scenario(
            "an origin that nothing reaches says nothing of TLS", silent: ["origin-tls-versions"],
            steps: {
                try TLSVersion.allCases.map { try refused(.origin, .tls($0), .connectionRefused) }
            }),
        Scenario(
            "an error the edge made", finds: ["who-made-error-edge"],
            steps: {
                [
                    try web(.edge, 522, ray: ray) {
                        $0.way = .problem
                        $0.body =
                            #"{"cloudflare_error":true,"error_name":"connection_timed_out","error_category":"origin"}"#
                    }
                ]
            }),
        Scenario(
            "an error that only looks like the edge's", finds: ["who-made-error-origin"],
            steps: {
                [try web(.edge, 502, ray: ray) { ($0.way, $0.body) = (.problem, "<h1>Bad gateway</h1>") }]
            }),
        Scenario(
            "an answer that is no error", silent: ["who-made-error"],
            steps: { [try web(.edge, 200, ray: ray) { $0.way = .problem }] }),
        Scenario(
            "samples that fail sometimes", finds: ["intermittent-edge"],
            steps: { [try web(.edge, 200) { ($0.way, $0.samples) = (.samples, [200, 502, 200, nil]) }] }),
        Scenario(
            "five samples that all fail", finds: ["intermittent-edge-always"],
            steps: { [try web(.edge, 502) { ($0.way, $0.samples) = (.samples, [502, 502, 502, 522, nil]) }] }),
        Scenario(
            "two samples that fail", silent: ["intermittent"],
            steps: { [try web(.edge, 502) { ($0.way, $0.samples) = (.samples, [502, 502]) }] }),
    ]
}
