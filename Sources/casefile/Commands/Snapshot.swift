import ArgumentParser
import CaseFacts
import CaseFlow
import CaseModel
import CaseSystem
import JSONBytes

/// `casefile snapshot`.
struct SnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Runs a case quietly, keeps the last bundles, says what got worse.",
        discussion:
            "Made for a timer: one run at a time, exit status 1 when something is worse than the time before."
    )

    @Argument(help: "A case file (TOML).")
    var caseFile: String

    @Option(help: "The folder the bundles are kept in.")
    var store: String

    @Option(help: "How many bundles are kept.")
    var keep = 10

    @OptionGroup var format: FormatOption

    @Option(help: .hidden)
    var now: String?

    func validate() throws {
        guard keep >= 1 else { throw ValidationError("--keep must be 1 or more") }
    }

    func run() async throws {
        var options = try CaseOptions.parse([])
        options.caseFile = caseFile
        var choices = try OutputChoices.parse([])
        choices.output = store
        choices.quiet = true
        choices.now = now
        try Folders.create(store)
        let lock = try FileLock(path: store + "/.casefile.lock")
        defer { lock.release() }
        let resolved = try ResolvedCase(options, choices)
        let shelf = try SnapshotShelf(folder: store, zone: resolved.request.incident.zone)
        var output = resolved.output
        output.writesAttachFolder = false
        let published = try await collectCase(
            resolved.request, output: output, facts: resolved.facts, world: resolved.world,
            tell: { _ in })
        let change = try shelf.change(to: published.archivePath)
        try shelf.prune(keeping: keep)
        if format.isJSON {
            Terminal.result(change.json(published.archivePath))
        } else {
            Terminal.result(change.text)
        }
        if !change.worse.isEmpty { throw ExitStatus.gaps }
    }
}

/// The bundles of one zone in a folder, oldest first; their names sort by time.
struct SnapshotShelf {
    private let folder: String
    private let zone: Hostname
    /// The newest bundle before this run.
    private let previous: String?

    init(folder: String, zone: Hostname) throws {
        self.folder = folder
        self.zone = zone
        previous = try Self.bundles(in: folder, of: zone).last
    }

    /// What differs between the bundle before and the new one.
    func change(to path: String) throws -> BundleChange {
        guard let previous else { return BundleChange() }
        return try compareBundles(
            old: try SystemBytes(path: "\(folder)/\(previous)"), new: try SystemBytes(path: path))
    }

    /// Removes the oldest.
    func prune(keeping count: Int) throws {
        for name in try Self.bundles(in: folder, of: zone).dropLast(count) {
            try Folders.remove("\(folder)/\(name)")
        }
    }

    private static func bundles(in folder: String, of zone: Hostname) throws -> [String] {
        try Folders.list(folder).filter { isBundle($0, of: zone) }.sorted()
    }

    /// Only names we make: nothing else in the folder is ever removed.
    private static func isBundle(_ name: String, of zone: Hostname) -> Bool {
        let head = "\(zone)-"
        guard name.hasPrefix(head), name.hasSuffix(".zip") else { return false }
        let stamp = name.dropFirst(head.count).dropLast(4).utf8
        return stamp.count == 16
            && stamp.enumerated().allSatisfy { index, byte in
                switch index {
                case 8: byte == UInt8(ascii: "T")
                case 15: byte == UInt8(ascii: "Z")
                default: (48...57).contains(byte)
                }
            }
    }
}
