import CaseModel

@testable import CaseRedact

extension Scenario {
    static let paths: [Scenario] = [
        Scenario(
            "a target that answered one of three packets to closed ports", silent: ["path-loss-to-target"],
            steps: {
                var step = path(
                    [TestHop(1, "192.0.2.1", lost: 0), TestHop(2, "104.16.1.1", lost: 7)], reached: true)
                if var record = step.path?.value {
                    for index in record.hops.indices {
                        (record.hops[index].sent, record.hops[index].lost) = (3, index * 2)
                    }
                    step = SealedStep(
                        observation: step.observation, path: Sealed(minting: record), files: step.files)
                }
                return [step]
            }),
        Scenario(
            "loss that reaches the target", finds: ["path-loss-to-target"], silent: ["path-loss-middle-hop"],
            steps: {
                [
                    path(
                        [
                            TestHop(1, "192.0.2.1", lost: 0), TestHop(2, "198.51.100.1", lost: 3),
                            TestHop(3, nil, lost: 10), TestHop(4, "104.16.0.1", lost: 3),
                        ], reached: true)
                ]
            }),
        Scenario(
            "one packet lost is chance", silent: ["path-loss-to-target", "path-loss-middle-hop"],
            steps: {
                [path([TestHop(1, "192.0.2.1", lost: 0), TestHop(2, "104.16.0.1", lost: 1)], reached: true)]
            }),
        Scenario(
            "a silent hop on the way", silent: ["path-loss-middle-hop"],
            steps: {
                [path([TestHop(1, nil, lost: 10), TestHop(2, "104.16.0.1", lost: 0)], reached: true)]
            }),
        Scenario(
            "a target that filters probes", finds: ["path-silent-target"], silent: ["path-stops"],
            steps: {
                [
                    try web(.edge, 200, ray: ray),
                    path([TestHop(1, "192.0.2.1", lost: 0), TestHop(2, nil, lost: 10)], reached: false),
                ]
            }),
        Scenario(
            "one tool of two got there", silent: ["path-silent-target"],
            steps: {
                [
                    try web(.edge, 200, ray: ray),
                    path([TestHop(1, "192.0.2.1", lost: 0)], reached: false),
                    path([TestHop(1, "104.16.0.1", lost: 0)], reached: true),
                ]
            }),
        Scenario(
            "a path to the origin has nothing to do with the edge's connection",
            silent: ["path-silent-target", "path-stops"],
            steps: {
                [
                    try web(.edge, 200, ray: ray),
                    path([TestHop(1, "192.0.2.1", lost: 0)], reached: false, leg: .origin),
                ]
            }),
    ]
}
