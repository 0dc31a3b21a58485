import CaseModel

extension Scenario {
    static let certificates: [Scenario] = [
        shown(
            "a good certificate",
            tls(),
            silent: [
                "certificate-expired", "certificate-not-yet-valid", "certificate-expires-soon",
                "certificate-name-mismatch", "certificate-unknown-authority",
            ]),
        shown(
            "an expired certificate", tls(until: "2026-11-21T00:00Z"),
            finds: ["certificate-expired"],
            silent: ["certificate-expires-soon"]),
        shown(
            "an expired intermediate", tls(error: "certificate has expired"),
            finds: ["certificate-expired"]),
        shown(
            "a certificate of tomorrow", tls(from: "2026-11-23T00:00Z"),
            finds: ["certificate-not-yet-valid"]),
        shown(
            "a certificate with a week left", tls(until: "2026-11-29T00:00Z"),
            finds: ["certificate-expires-soon"], silent: ["certificate-expired"]),
        shown(
            "a certificate for another name", tls(names: ["shop.example.com"]),
            finds: ["certificate-name-mismatch"]),
        shown(
            "a star that covers the name", tls(names: ["*.example.com"]),
            silent: ["certificate-name-mismatch"]),
        shown(
            "a star that covers only the level above", tls(names: ["*.com"]),
            finds: ["certificate-name-mismatch"]),
        shown(
            "a certificate signed by itself", tls(error: "self-signed certificate"),
            finds: ["certificate-unknown-authority"]),
        shown(
            "the CDN's own authority at the origin",
            tls(
                issuer: "C=US, O=CloudFlare, Inc., OU=CloudFlare Origin SSL Certificate Authority",
                error: "unable to get local issuer certificate"),
            finds: ["certificate-unknown-authority-origin-ca"], silent: ["certificate-expired"]),
        Scenario(
            "the CDN's own authority shown to visitors", finds: ["certificate-unknown-authority-exposed"],
            steps: {
                [
                    try webFailure(.edge, .tls, .tlsUnknownAuthority) {
                        $0.tls = tls(
                            issuer: "O=CloudFlare, Inc., OU=CloudFlare Origin SSL Certificate Authority",
                            error: "unable to get local issuer certificate")
                    }
                ]
            }),
        Scenario(
            "a refusal without a chain", finds: ["certificate-expired"],
            steps: {
                [
                    try webFailure(
                        .origin, .tls, .tlsInvalidCertificate, detail: "curl 60: certificate has expired")
                ]
            }),
        Scenario(
            "526 though the certificate looks right", finds: ["edge-526-origin-answers"],
            steps: {
                [try web(.edge, 526, ray: ray), try web(.origin, 200) { $0.tls = tls() }]
            }),
        Scenario(
            "525 from an origin that speaks no TLS", finds: ["edge-525-origin-without-tls"],
            steps: { [try web(.edge, 525, ray: ray), try web(.origin, 200)] }),
    ]

    private static func shown(
        _ name: String, _ facts: TLSFacts, finds: [String] = [], silent: [String] = []
    ) -> Scenario {
        Scenario(
            name, finds: finds, silent: silent, steps: { [try web(.origin, 200) { $0.tls = facts }] })
    }
}
