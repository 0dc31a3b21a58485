package import JSONBytes

/// The published schemas of the records in a bundle and of what the commands named here print.
///
/// Where a word is one of an enumeration's, they are made of it; tests hold what is written against them.
package enum Schemas {
    /// The names in the order `casefile schema` lists them, each with what it describes.
    package static var all: [(name: String, about: String)] { entries.map { ($0.name, $0.about) } }

    /// A schema, whole in itself.
    ///
    /// - Returns: `nil` when there is none of that name.
    package static func document(_ name: String) -> JSONValue? {
        guard let entry = entries.first(where: { $0.name == name }) else { return nil }
        return .object(
            [
                JSONValue.Member("$schema", "https://json-schema.org/draft/2020-12/schema"),
                JSONValue.Member("$id", .string("urn:casefile:schema:\(name):1")),
                JSONValue.Member("title", .string(entry.about)),
            ] + (entry.shape.json.members ?? []))
    }

    private static var entries: [(name: String, about: String, shape: Shape)] {
        [
            ("manifest", "manifest.json of a bundle", .manifest),
            ("findings", "findings.json of a bundle", .findings),
            ("finding", "One finding", .finding),
            ("timeline", "timeline.json of a bundle", .timeline),
            ("redactions", "redactions.json of a bundle", .redactions),
            ("step", "The record of a step, with the part of its kind", .step),
            ("har-summary", "What a HAR holds; har/*-summary.json of a bundle and har summary", .harSummary),
            ("har-diff", "What two HARs differ in; har diff", .harDiff),
            (
                "logs-summary", "What a log holds; logs/*-summary.json of a bundle and logs summary",
                .logsSummary
            ),
            ("path", "A traced path; path/pasted-*.json of a bundle and path parse", .tracedPathRecord),
            ("case", "What the user said; the manifest's case", .incident),
            ("host", "The collecting host; host/host.json of a bundle and doctor", .host),
            ("report", "The whole report; inspect --report", .report),
        ]
    }
}
