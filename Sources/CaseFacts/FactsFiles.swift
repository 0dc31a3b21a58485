/// The bytes of every data file.
package struct FactsFiles: Sendable {
    /// The order of editions.
    package static let names = [
        "errors", "causes", "headers", "ranges", "support", "limits", "playbooks", "network", "roots",
        "resolvers",
        "services",
    ]

    /// JSON by the file's name, without its suffix.
    package var bytes: [String: [UInt8]]

    package init(_ bytes: [String: [UInt8]]) { self.bytes = bytes }

    /// The editions that were compiled in.
    package static var bundled: FactsFiles {
        FactsFiles([
            "errors": PackageResources.errors_json, "causes": PackageResources.causes_json,
            "headers": PackageResources.headers_json, "ranges": PackageResources.ranges_json,
            "support": PackageResources.support_json, "limits": PackageResources.limits_json,
            "playbooks": PackageResources.playbooks_json, "roots": PackageResources.roots_json,
            "network": PackageResources.network_json, "resolvers": PackageResources.resolvers_json,
            "services": PackageResources.services_json,
        ])
    }

    /// The same with other bytes for one file.
    package func replacing(_ name: String, with text: [UInt8]) -> FactsFiles {
        var files = self
        files.bytes[name] = text
        return files
    }
}
