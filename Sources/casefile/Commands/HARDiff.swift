import ArgumentParser
import CaseFlow
import CaseSystem

extension HARCommand {
    /// `casefile har diff`.
    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compares two HARs: with the CDN and without, a good load and a bad one.",
            discussion: """
                Requests pair by method, URL shape and order: ids and hashes in paths are folded, names of query \
                parameters count and their values do not. Values of headers that differ in any two recordings \
                (date, age, cf-ray, cookies and the like) are set aside and counted. Ends with status 1 when \
                something differs.
                """)

        @Argument(help: "A HAR, plain or .gz.")
        var a: String

        @Argument(help: "Another.")
        var b: String

        @Flag(help: "Pair requests to different hosts too.")
        var ignoreHost = false

        @Option(help: "Times differ when this far and a quarter apart, in milliseconds.")
        var threshold = 250

        @OptionGroup var format: FormatOption

        func run() throws {
            guard (0...86_400_000).contains(threshold) else {
                throw RequestError.value(
                    option: "--threshold", problem: "is not a number of milliseconds up to a day", hint: nil)
            }
            let compared = try compareHARs(
                try inputFile(a), try inputFile(b), ignoresHost: ignoreHost, thresholdMS: Double(threshold),
                key: SystemEntropy.bytes(32))
            if format.isJSON {
                Terminal.result(compared.json)
            } else {
                Terminal.result(compared.text)
            }
            if !compared.isSame || compared.stopped != nil { throw ExitStatus.gaps }
        }
    }
}
