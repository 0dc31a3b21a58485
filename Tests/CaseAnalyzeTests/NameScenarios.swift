import CaseModel

extension Scenario {
    static let names: [Scenario] = [
        Scenario(
            "no server knows the name", finds: ["name-not-found"],
            silent: ["resolver-disagreement", "name-lookup-fails"],
            steps: { [try lookup("192.0.2.53", 3), try lookupFailure("198.51.100.53", .dnsNXDomain)] }),
        Scenario(
            "one server does not know the name", finds: ["resolver-disagreement-rcode"],
            silent: ["name-not-found"],
            steps: { [try lookup("192.0.2.53", 3), try lookup("198.51.100.53", 0, ["203.0.113.9"])] }),
        Scenario(
            "somebody else's name does not exist", silent: ["name-not-found", "name-lookup-fails"],
            steps: { [try lookup("192.0.2.53", 3, name: "www.example.net")] }),
        Scenario(
            "every server fails", finds: ["name-lookup-fails"], silent: ["name-not-found"],
            steps: { [try lookup("192.0.2.53", 2), try lookupFailure("198.51.100.53", .timeout)] }),
        Scenario(
            "a CDN that gives everybody other addresses",
            silent: ["resolver-disagreement", "name-lookup-fails"],
            steps: {
                [
                    try lookup("192.0.2.53", 0, ["104.16.0.1", "104.16.0.2"]),
                    try lookup("198.51.100.53", 0, ["104.17.0.9"]),
                ]
            }),
        Scenario(
            "one server leads past the CDN", finds: ["resolver-disagreement-proxied"],
            steps: {
                [
                    try lookup("192.0.2.53", 0, ["104.16.0.1"]),
                    try lookup("198.51.100.53", 0, ["203.0.113.9"]),
                ]
            }),
        Scenario(
            "one server has no address", finds: ["resolver-disagreement-empty"],
            steps: { [try lookup("192.0.2.53", 0, ["203.0.113.9"]), try lookup("198.51.100.53")] }),
        Scenario(
            "two servers with one address in common", silent: ["resolver-disagreement"],
            steps: {
                [
                    try lookup("192.0.2.53", 0, ["203.0.113.9", "203.0.113.10"]),
                    try lookup("198.51.100.53", 0, ["203.0.113.10"]),
                ]
            }),
        Scenario(
            "a server that was silent disagrees with nobody", silent: ["resolver-disagreement"],
            steps: {
                [try lookup("192.0.2.53", 0, ["203.0.113.9"]), try lookupFailure("198.51.100.53", .timeout)]
            }),
        Scenario(
            "a server that does not serve this host", silent: ["resolver-disagreement"],
            steps: { [try lookup("192.0.2.53", 5), try lookup("198.51.100.53", 0, ["203.0.113.9"])] }),
        Scenario(
            "a reply that cannot be read", silent: ["resolver-disagreement", "name-not-found"],
            steps: {
                [
                    try lookup("198.51.100.53", 0, ["203.0.113.9"]),
                    try lookup("192.0.2.53", failure: Failure(.response, .dnsBadMessage)),
                ]
            }),
        Scenario(
            "a name that is not proxied", finds: ["dns-only"],
            steps: { [try web(.edge, 200), try lookup("192.0.2.53", 0, ["203.0.113.9"])] }),
        Scenario(
            "a pinned edge says nothing about the name", silent: ["dns-only"],
            steps: {
                [
                    try web(.edge, 200) {
                        $0.pin = "203.0.113.9"
                        $0.remote = "203.0.113.9:443"
                    }
                ]
            }),
        Scenario(
            "a proxied name", silent: ["dns-only"],
            steps: { [try web(.edge, 200, ray: ray), try lookup("192.0.2.53", 0, ["104.16.0.1"])] }),
    ]
}
