/// A scratch file without a name, gone when the program ends however it ends.
///
/// Only sealed bytes may be put in one; `SealedSpool` in the redaction room is the only user.
package protocol SpoolFile: Sendable {
    /// Bytes written so far.
    var byteCount: Int { get }
    /// Adds to the end.
    ///
    /// - Throws: `SinkError` on a full disk.
    func append(_ bytes: [UInt8]) throws(SinkError)
    /// Reads `count` bytes from `offset`, fewer at the end.
    func read(at offset: Int, count: Int) throws(Failure) -> [UInt8]
}

/// A sink whose bytes can be read back and written anew until it is handed over.
package protocol RewritableSink: ByteSink {
    /// Bytes written so far.
    var byteCount: Int { get }
    /// Reads `count` bytes from `offset`, fewer at the end.
    func read(at offset: Int, count: Int) throws(Failure) -> [UInt8]
    /// Forgets what was written.
    ///
    /// - Throws: `SinkError`; the sink is then worth nothing.
    func restart() throws(SinkError)
    /// Makes a scratch file where the sink has room.
    func scratch() throws(SinkError) -> any SpoolFile
}
