package import CaseBundle
package import CaseCollect
package import CaseModel

/// Everything outside the program that a case needs, through ports.
package struct World: Sendable {
    package let ports: ProbePorts
    /// 32 bytes nobody can guess, or the seed's in tests.
    package let redactionKey: [UInt8]
    /// Gives each DNS query its ID.
    package let messageIDs: @Sendable (StepID) -> UInt16
    /// Makes a scratch file for sealed bytes.
    package let scratch: @Sendable () throws(SinkError) -> any SpoolFile
    package let store: any BundleStore

    package init(
        ports: ProbePorts, redactionKey: [UInt8], messageIDs: @escaping @Sendable (StepID) -> UInt16,
        scratch: @escaping @Sendable () throws(SinkError) -> any SpoolFile, store: any BundleStore
    ) {
        self.ports = ports
        self.redactionKey = redactionKey
        self.messageIDs = messageIDs
        self.scratch = scratch
        self.store = store
    }
}

/// Where bundles go; the live one is a folder.
package protocol BundleStore: Sendable {
    /// Whether nothing of that name is there or on its way.
    func isFree(_ name: String) -> Bool
    /// Starts a file that has no name yet.
    ///
    /// - Throws: `SinkError` when the folder cannot be written or the name is taken.
    func begin(_ name: String) throws(SinkError) -> any PendingFile
    /// Starts a folder of files that has no name yet.
    func beginFolder(_ name: String) throws(SinkError) -> any PendingFolder
}

/// A file on its way: it gets its name when it is committed and leaves nothing behind when it is not.
package protocol PendingFile: ByteSink {
    /// What has been written, to be read back before it is committed.
    func reopen() throws(Failure) -> any RandomAccessBytes
    /// Gives the file its name.
    ///
    /// - Returns: The path a person can open.
    mutating func commit() throws(SinkError) -> String
    /// Removes it.
    mutating func discard()
}

/// A folder on its way, as `PendingFile` is a file.
package protocol PendingFolder {
    /// Starts one file in the folder.
    mutating func begin(_ name: String) throws(SinkError) -> any ByteSink
    mutating func commit() throws(SinkError) -> String
    mutating func discard()
}
