/// Which rooms a room may open onto: at most these; Package.swift draws what each one uses.
///
/// Everything absent is forbidden.
enum FloorPlan {
    static let stages: Set = [
        "CasePlan", "CaseCollect", "CaseIngest", "CaseRedact", "CaseAnalyze", "CaseReport", "CaseBundle",
    ]
    static let doors: [String: Set<String>] = [
        "CaseModel": [],
        "JSONBytes": ["ByteBlocks"],
        "CByteBlocks": [],
        "ByteBlocks": ["CByteBlocks"],
        "CZlib": [],
        "Archive": ["CZlib"],
        "CaseFacts": ["CaseModel", "JSONBytes"],
        "CasePlan": ["CaseModel"],
        "CaseCollect": ["CaseModel", "Crypto", "CryptoExtras"],
        "CaseIngest": ["CaseModel", "JSONBytes", "ByteBlocks", "Archive"],
        "CaseRedact": ["CaseModel", "JSONBytes", "ByteBlocks", "Archive", "Crypto"],
        "CaseAnalyze": ["CaseModel", "CaseFacts", "CaseRedact"],
        "CaseReport": ["CaseModel", "CaseFacts", "CaseRedact", "JSONBytes"],
        "CaseBundle": ["CaseModel", "CaseFacts", "CaseRedact", "JSONBytes", "Archive", "Crypto"],
        "CaseFlow": stages.union(["CaseModel", "CaseFacts", "JSONBytes"]),
        "CCurl": [],
        "CurlTransfer": ["CaseModel", "CCurl", "Glibc", "Musl", "Darwin", "Synchronization"],
        "CaseSystem": [
            "CaseModel", "Subprocess", "Glibc", "Musl", "Darwin", "Synchronization", "Dispatch",
            "SystemPackage",
            "System",
        ],
        "casefile": [
            "CaseModel", "CaseFacts", "CaseFlow", "CaseSystem", "CurlTransfer", "JSONBytes", "TOMLKit",
            "ArgumentParser", "Synchronization",
            // Only the values of theirs that cross the corridor.
            "CasePlan", "CaseCollect", "CaseRedact", "CaseBundle", "CaseIngest",
        ],
    ]
    /// Where `unsafe` may be said.
    static let unsafeRooms: Set = ["CaseSystem", "CurlTransfer", "Archive", "ByteBlocks"]
    /// Words of the world outside; only the outdoors and the front door may say them.
    static let outdoorWords = [
        "FileManager", "URLSession", "print", "getenv", "sleep", "usleep", "ContinuousClock",
        "SuspendingClock",
        "SystemRandomNumberGenerator",
    ]
    static let outdoorRooms: Set = ["CaseSystem", "CurlTransfer", "casefile"]
    /// Rooms where nothing waits.
    static let synchronousRooms: Set = [
        "CaseModel", "JSONBytes", "Archive", "CaseFacts", "CasePlan", "CaseIngest", "CaseRedact",
        "CaseAnalyze",
        "CaseReport", "CaseBundle",
    ]
}
