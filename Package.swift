// swift-tools-version: 6.2
import PackageDescription

/// What every room is built with: Swift 6, no warning let through, every unsafe call marked.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A room of the house; the arrows are the whole of what it may import.
func room(
    _ name: String, _ arrows: [Target.Dependency] = [], resources: [Resource] = [], exclude: [String] = []
) -> Target {
    .target(name: name, dependencies: arrows, exclude: exclude, resources: resources, swiftSettings: strict)
}

/// The tests of a room.
func tests(_ name: String, _ arrows: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: arrows, exclude: exclude, swiftSettings: [.swiftLanguageMode(.v6)])
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
/// RSA, which DNSSEC needs and the common part has not.
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")

let package = Package(
    name: "casefile",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "casefile", targets: ["casefile"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        room("CaseModel"),
        room("JSONBytes", ["ByteBlocks"]),
        .target(name: "CByteBlocks"),
        room("ByteBlocks", ["CByteBlocks"]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        room("Archive", ["CZlib"]),
        room(
            "CaseFacts", ["CaseModel", "JSONBytes"],
            resources: [
                .embedInCode("Data/errors.json"), .embedInCode("Data/ranges.json"),
                .embedInCode("Data/support.json"), .embedInCode("Data/limits.json"),
                .embedInCode("Data/roots.json"), .embedInCode("Data/resolvers.json"),
                .embedInCode("Data/services.json"), .embedInCode("Data/network.json"),
                .embedInCode("Data/causes.json"), .embedInCode("Data/headers.json"),
                .embedInCode("Data/playbooks.json"),
            ]),
        room("CasePlan", ["CaseModel"]),
        room("CaseCollect", ["CaseModel", crypto, cryptoExtras]),
        room("CaseIngest", ["CaseModel", "JSONBytes", "ByteBlocks", "Archive"]),
        room("CaseRedact", ["CaseModel", "JSONBytes", "ByteBlocks", "Archive", crypto]),
        room("CaseAnalyze", ["CaseModel", "CaseFacts", "CaseRedact"]),
        room("CaseReport", ["CaseModel", "CaseFacts", "CaseRedact", "JSONBytes"]),
        room("CaseBundle", ["CaseModel", "CaseFacts", "CaseRedact", "JSONBytes", "Archive", crypto]),
        room(
            "CaseFlow",
            [
                "CaseModel", "CaseFacts", "CasePlan", "CaseCollect", "CaseIngest", "CaseRedact",
                "CaseAnalyze", "CaseReport", "CaseBundle", "JSONBytes",
            ]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
        room("CurlTransfer", ["CaseModel", "CCurl"]),
        room("CaseSystem", ["CaseModel", .product(name: "Subprocess", package: "swift-subprocess")]),
        .executableTarget(
            name: "casefile",
            dependencies: [
                "CaseModel", "CaseFacts", "CaseFlow", "CaseSystem", "CurlTransfer", "JSONBytes", "TOMLKit",
                // Only the values of theirs that cross the corridor.
                "CasePlan", "CaseCollect", "CaseRedact", "CaseBundle", "CaseIngest",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["Documentation.docc"],
            swiftSettings: strict),
        .executableTarget(
            name: "dns-questions", dependencies: ["CaseCollect", "CaseModel", "CaseSystem"],
            path: "Benchmarks/DNSQuestions", swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["CaseModel"], path: "Tests/Support",
            swiftSettings: [.swiftLanguageMode(.v6)]),
        tests("RoomTests", ["TestSupport"]),
        tests("CaseModelTests", ["CaseModel"]),
        tests("CaseFactsTests", ["CaseFacts", "CaseModel", "JSONBytes", "TestSupport"]),
        tests("ByteTests", ["JSONBytes", "ByteBlocks", "Archive", "TestSupport"]),
        tests("CasePlanTests", ["CasePlan", "CaseModel"]),
        tests(
            "CaseCollectTests",
            ["CaseCollect", "CaseSystem", "CurlTransfer", "CaseModel", "TestSupport", crypto]),
        tests(
            "CaseIngestTests", ["CaseIngest", "CaseModel", "JSONBytes", "TestSupport"], exclude: ["LogFiles"]),
        tests(
            "CaseRedactTests", ["CaseRedact", "CaseModel", "JSONBytes", "TestSupport"], exclude: ["Tables"]),
        tests(
            "CaseAnalyzeTests",
            [
                "CaseAnalyze", "CaseIngest", "CaseRedact", "CaseReport", "CaseModel", "CaseFacts",
                "TestSupport",
            ],
            exclude: ["Goldens"]),
        tests(
            "CaseReportTests",
            ["CaseReport", "CaseRedact", "CaseModel", "CaseFacts", "JSONBytes", "TestSupport"],
            exclude: ["Goldens"]),
        tests(
            "CaseBundleTests",
            ["CaseBundle", "CaseRedact", "CaseModel", "JSONBytes", "Archive", "TestSupport"]),
        tests(
            "CommandTests", ["TestSupport"],
            exclude: ["LogFields", "Pages", "Schemas", "Situations", "Transcripts"]),
        .testTarget(
            name: "FuzzTests",
            dependencies: [
                "Archive", "CaseAnalyze", "CaseCollect", "CaseFacts", "CaseIngest", "CaseModel", "CaseRedact",
                "CurlTransfer", "JSONBytes",
            ],
            path: "Tests/Fuzz", exclude: ["Corpus", "run"], swiftSettings: [.swiftLanguageMode(.v6)]),
    ]
)
