import CaseModel

@testable import CaseRedact

/// The same URL asked in other ways, and again and again.
extension Scenario {
    private static func way(_ leg: HTTPProbe.Leg, _ way: HTTPWay, _ status: Int) throws -> SealedStep {
        try web(leg, status) { $0.way = way }
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
            "an origin that nothing reaches says nothing of TLS", silent: ["origin-tls-versions"],
            steps: {
                try TLSVersion.allCases.map { try refused(.origin, .tls($0), .connectionRefused) }
            }),
        Scenario(
            "samples that fail sometimes", finds: ["intermittent-edge"],
            steps: { [try web(.edge, 200) { ($0.way, $0.samples) = (.samples, [200, 502, 200, nil]) }] }),
        Scenario(
            "samples that always fail", silent: ["intermittent"],
            steps: { [try web(.edge, 502) { ($0.way, $0.samples) = (.samples, [502, 502]) }] }),
    ]
}
