package import CaseModel
package import CaseRedact

/// One file of the bundle; what is in it is sealed.
package struct BundleFile: Sendable {
    package enum Content: Sendable {
        case bytes(Sealed<[UInt8]>)
        case spool(SealedSpool)
    }

    package let path: BundlePath
    package let content: Content
    /// `text/plain; charset=utf-8`; anything that does not look like a media type is written as
    /// `application/octet-stream`.
    package let mediaType: String
    /// The step that made it.
    package let step: StepID?
    /// How many values were removed from it.
    package let redactions: Int

    package init(path: BundlePath, content: Content, mediaType: String, step: StepID?, redactions: Int) {
        self.path = path
        self.content = content
        self.mediaType = Self.isMediaType(mediaType) ? mediaType : "application/octet-stream"
        self.step = step
        self.redactions = redactions
    }

    var byteCount: Int {
        switch content {
        case .bytes(let bytes): bytes.value.count
        case .spool(let spool): spool.byteCount
        }
    }

    /// Whether packing it again would only cost time.
    var isCompressed: Bool {
        let kinds = ["image/png", "image/jpeg", "image/gif", "video/", "application/gzip", "application/zip"]
        return kinds.contains { mediaType.hasPrefix($0) }
    }

    /// Gives the content in pieces of 64 KiB.
    func forEachPiece(_ body: ([UInt8]) throws(BundleError) -> Void) throws(BundleError) {
        let count = byteCount
        var done = 0
        while done < count {
            let piece = try piece(at: done, limit: count)
            try body(piece)
            done += piece.count
        }
    }

    /// Reads the piece that starts at `offset`, which is before `limit`, the content's size; 1 to 65 536 bytes.
    func piece(at offset: Int, limit: Int) throws(BundleError) -> [UInt8] {
        let count = min(65_536, limit - offset)
        switch content {
        case .bytes(let bytes): return Array(bytes.value[offset..<offset + count])
        case .spool(let spool):
            let piece: [UInt8]
            do throws(Failure) {
                piece = try spool.read(at: offset, count: count).value
            } catch {
                throw .unreadable(error)
            }
            guard (1...count).contains(piece.count) else {
                throw .unreadable(Failure(.read, .truncatedInput))
            }
            return piece
        }
    }

    /// A text that no one would mistake for content: type, subtype and parameters (RFC 9110 §8.3.1).
    private static func isMediaType(_ text: String) -> Bool {
        text.utf8.count <= 100 && text.utf8.contains(UInt8(ascii: "/"))
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122: true
                default: "/.+-_; =".utf8.contains(byte)
                }
            }
    }
}
