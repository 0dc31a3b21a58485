import ArgumentParser
import CaseFlow
import CaseModel
import CaseSystem
import JSONBytes

/// `casefile inspect`.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Says what is in a bundle and why.")

    @Argument(help: "A bundle (.zip or .tar.gz).")
    var bundle: String

    @Flag(help: "Prints the whole report: findings, measurements, timeline.")
    var report = false

    @OptionGroup var format: FormatOption

    func run() throws {
        let opened = try openBundle(bundle)
        guard !report else {
            let key = SystemEntropy.bytes(32)
            return format.isJSON
                ? Terminal.result(opened.report(key: key)) : Terminal.result(opened.reportText(key: key))
        }
        if format.isJSON { Terminal.result(opened.summary) } else { Terminal.result(opened.summaryText) }
    }
}

/// `casefile verify`.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Says whether bundles are whole and clean.")

    @Argument(help: "Bundles (.zip or .tar.gz).")
    var bundles: [String]

    @OptionGroup var format: FormatOption

    func run() throws {
        var isGood = true
        var records: [JSONValue] = []
        for path in bundles {
            let verdict = try verdict(on: path)
            isGood = isGood && verdict.problems.isEmpty
            records.append(verdict.json(path))
            if !format.isJSON { Terminal.result(verdict.text(path)) }
        }
        if format.isJSON { Terminal.result(.array(records)) }
        if !isGood { throw ExitStatus.gaps }
    }

    /// A bundle too damaged to open is a verdict, a file that is not there is a mistake.
    private func verdict(on path: String) throws -> BundleVerdict {
        verifyBundle(try bundleBytes(path))
    }
}

/// `casefile diff`.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Says what changed between two bundles of one case.",
        discussion:
            "Outcomes and answers of the same steps, and findings; exit status 1 when anything changed.")

    @Argument(help: "The earlier bundle (.zip or .tar.gz).")
    var old: String

    @Argument(help: "The later one.")
    var new: String

    @OptionGroup var format: FormatOption

    func run() throws {
        let change = try compareBundles(old: try bundleBytes(old), new: try bundleBytes(new))
        if format.isJSON { Terminal.result(change.json(new)) } else { Terminal.result(change.text) }
        if !change.isEmpty { throw ExitStatus.gaps }
    }
}

/// `casefile export`.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the flat folder a support portal accepts.")

    @Argument(help: "A bundle (.zip or .tar.gz).")
    var bundle: String

    @Option(name: .shortAndLong, help: "The folder to make; it must not exist.")
    var output: String

    @OptionGroup var policyFile: PolicyOption

    func run() throws {
        let path = output.hasSuffix("/") ? output.dropLast() : output[...]
        let slash = path.lastIndex(of: "/")
        let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let name = String(slash.map { path[path.index(after: $0)...] } ?? path)
        let exported = try exportBundle(
            try bundleBytes(bundle), facts: try policyFile.facts(), to: FolderStore(folder: parent),
            named: name)
        for left in exported.leftOut { Terminal.note("left out: \(left)") }
        Terminal.note("\(exported.count) files in \(exported.path)")
    }
}
