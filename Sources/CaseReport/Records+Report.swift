package import JSONBytes

/// The records of a bundle, as they stand in it; it may be anybody's, so every member may be missing.
package struct BundleRecords: Sendable {
    /// The bundle's root folder.
    package var root: String
    package var manifest: JSONValue
    /// The documents that could be read, by path.
    package var documents: [String: JSONValue]
    /// Paths of documents that could not.
    package var unread: [String]

    package init(root: String, manifest: JSONValue, documents: [String: JSONValue], unread: [String]) {
        self.root = root
        self.manifest = manifest
        self.documents = documents
        self.unread = unread
    }
}

extension Records {
    /// The whole report as one document: what the page shows, from the records the page was made of.
    package static func report(_ bundle: BundleRecords) -> JSONValue {
        let manifest = bundle.manifest
        let findings = bundle.documents["findings.json"]
        let timeline = bundle.documents["timeline.json"]
        let redactions = bundle.documents["redactions.json"]
        let unread = bundle.unread.sorted().map { JSONValue.text("\($0) could not be read") }
        return JSONValue(members: [
            "format": "casefile-report/1", "bundle": .text(bundle.root), "made_at": manifest["made_at"],
            "tool": manifest["tool"], "vantage": manifest["vantage"],
            "case": manifest["case"] ?? .object([]),
            "findings": findings?["findings"] ?? .array([]), "set_aside": findings?["set_aside"],
            "suggested_priority": findings?["priority"], "status_page": findings?["status_page"],
            "missing": manifest["missing"] ?? .array([]), "gaps": manifest["gaps"] ?? .array([]),
            "events": timeline?["events"] ?? .array([]), "ray_joins": timeline?["ray_joins"] ?? .array([]),
            "correlation": timeline?["correlation"] ?? .object([]), "steps": .array(steps(bundle)),
            "paths": .array(inputs(bundle, below: "path/")),
            "hars": .array(inputs(bundle, below: "har/")),
            "logs": .array(inputs(bundle, below: "logs/")),
            "files": manifest["files"] ?? .array([]), "removed": redactions?["total"] ?? .int(0),
            "removals": redactions?["removals"] ?? .array([]), "data_editions": manifest["data_editions"],
            "notices": unread.isEmpty ? nil : .array(unread),
        ])
    }

    /// Every step in the manifest's order: its own record where there is one, else what the manifest says.
    private static func steps(_ bundle: BundleRecords) -> [JSONValue] {
        (bundle.manifest["steps"]?.array ?? []).map { head in
            let record = (head["files"]?.array ?? []).reversed().compactMap(\.string)
                .first { $0.hasSuffix(".json") }.flatMap { bundle.documents[$0] }
            guard let record, record["id"] == head["id"] else { return head }
            return record
        }
    }

    /// Records of the files a person gave, by path; those of steps are not among them.
    private static func inputs(_ bundle: BundleRecords, below folder: String) -> [JSONValue] {
        bundle.documents.filter { $0.key.hasPrefix(folder) && $0.value["id"] == nil }
            .sorted { $0.key < $1.key }
            .map { path, record in JSONValue(members: ["file": .string(path), "record": record]) }
    }
}
