package import CaseModel
package import CaseRedact

/// Takes sealed bytes: a spool of a bundle, or a file the user named.
package protocol SealedSink {
    /// Adds to the end.
    mutating func append(_ bytes: Sealed<[UInt8]>) throws(SinkError)
}

extension SealedSpool: SealedSink {}

/// A plain sink behind the same lock as a spool.
package struct SealedWriter: SealedSink {
    package var base: any ByteSink

    package init(_ base: any ByteSink) { self.base = base }

    package mutating func append(_ bytes: Sealed<[UInt8]>) throws(SinkError) {
        let value = bytes.value
        try base.write(value.span)
    }

    /// Removes from what was written the secrets that were found after it, where the sink can be read back.
    ///
    /// - Throws: `SinkError`; what was written is then not fit to leave.
    package func sweep(_ redactor: inout Redactor, in file: BundlePath) throws(SinkError) {
        guard let sink = base as? any RewritableSink else { return }
        try redactor.sweep(sink, in: file)
    }
}
