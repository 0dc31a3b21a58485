package import CaseModel

/// A scratch file that takes sealed bytes and nothing else; for artefacts too big for memory.
package struct SealedSpool: Sendable {
    private let file: any SpoolFile

    /// - Parameter file: New and empty; what stands in it already would pass for sealed.
    package init(over file: any SpoolFile) {
        precondition(file.byteCount == 0, "a spool starts empty")
        self.file = file
    }

    package var byteCount: Int { file.byteCount }

    /// Adds sealed bytes to the end.
    package func append(_ bytes: Sealed<[UInt8]>) throws(SinkError) { try file.append(bytes.value) }

    /// Reads sealed bytes back.
    package func read(at offset: Int, count: Int) throws(Failure) -> Sealed<[UInt8]> {
        Sealed(minting: try file.read(at: offset, count: count))
    }
}
