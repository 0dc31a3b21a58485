/// What the support portal takes.
package struct AttachmentPolicy: Sendable, Hashable {
    /// Lower case, without the dot.
    package var extensions: Set<String>
    /// The most bytes one file may have.
    package var byteLimit: Int

    package init(extensions: Set<String>, byteLimit: Int) {
        self.extensions = extensions
        self.byteLimit = byteLimit
    }

    /// As Cloudflare's article on support cases says: 20 MB a file, no archives.
    package static let published = AttachmentPolicy(
        extensions: [
            "png", "jpg", "gif", "ico", "tiff", "mp4", "avi", "webm", "har", "txt", "csv", "eml", "css",
            "html",
            "json", "tf", "pcap", "pcapng", "cap",
        ], byteLimit: 20_000_000)

    /// The extension a file gets in the attach folder, or `nil` when the portal does not take its kind.
    func attachedExtension(of fileExtension: String) -> String? {
        if extensions.contains(fileExtension) { return fileExtension }
        let renamed = ["jpeg": "jpg", "tif": "tiff", "htm": "html", "dmp": "pcap"][fileExtension]
        if let renamed, extensions.contains(renamed) { return renamed }
        return Self.textual.contains(fileExtension) && extensions.contains("txt") ? "txt" : nil
    }

    /// Whether parts of such a file can be read one by one.
    func isDivisible(_ attachedExtension: String) -> Bool { ["txt", "csv"].contains(attachedExtension) }

    /// Whether a file is text as a whole, and its parts mean something to who puts them together again.
    func isText(_ attachedExtension: String) -> Bool {
        ["txt", "csv", "har", "json", "html", "eml", "css", "tf"].contains(attachedExtension)
    }

    /// Text the portal takes only under another name.
    private static let textual: Set<String> = [
        "", "log", "md", "ndjson", "jsonl", "xml", "yaml", "yml", "toml", "conf", "cfg", "ini", "err", "out",
        "svg",
        "tsv", "list", "text", "trace", "headers", "body", "dig", "mtr", "pem",
    ]
}
