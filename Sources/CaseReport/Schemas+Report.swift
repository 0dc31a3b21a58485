extension Shape {
    private static func input(_ about: String, _ record: Shape) -> Shape {
        object(about, ["file": path, "record": record])
    }

    /// What `inspect --report --format json` prints.
    static let report = object(
        "The whole report of a bundle: the page's content for programs.",
        [
            "format": constant("casefile-report/1"), "bundle": text, "case": incident,
            "findings": list(finding), "missing": list(text), "gaps": list(gap), "events": list(event),
            "ray_joins": list(join), "correlation": correlation, "steps": list(step),
            "paths": list(input("A path a person pasted.", tracedPathRecord)),
            "hars": list(input("A HAR.", harSummary)), "logs": list(input("A log.", logsSummary)),
            "files": list(file), "removed": count,
            "removals": list(object("One rule and one file.", ["rule": text, "file": path, "count": count])),
        ],
        optional: [
            "made_at": time, "tool": tool, "vantage": anyText, "data_editions": list(edition),
            "set_aside": list(setAside), "suggested_priority": priority, "status_page": text,
            "notices": list(text).about("Records that were named and could not be read."),
        ])
}
