package import CaseBundle
package import CaseFacts
package import CaseIngest
package import CaseModel
package import CasePlan
package import CaseRedact
package import JSONBytes

/// Everything a person asked for, resolved: values, and files that have not been opened yet.
package struct CaseRequest: Sendable {
    package var incident: Incident
    package var options: PlanOptions
    /// No step touches the network; files are still read.
    package var isOffline = false
    package var hars: [InputFile] = []
    package var logs: [InputFile] = []
    /// Of times in logs that say none.
    package var logZone: LogZone?
    /// The format lines of logs are tried by first.
    package var logTemplate: LogTemplate?
    package var pastedPaths: [InputFile] = []
    package var attachments: [InputFile] = []
    /// What the attachments show, in their order; there may be fewer.
    package var captions: [String] = []
    /// What support will ask for about this kind of fault.
    package var playbook: Playbook?
    package var redaction = RedactionPolicy()
    /// How many steps run at once.
    package var jobs = 64
    /// How many of them ask the same host.
    package var perHost = 16
    /// Whether the path back to the edge is traced from here, the origin's host; the log says where to.
    package var tracesBack = false
    /// Where the probes were sent from, in the user's words; `local` when they did not say.
    package var vantage = "local"
    /// What the host can do and which versions it has; goes into `host/host.json`.
    package var host: JSONValue = .object([])
    /// What of it colours the probes.
    package var hostNotes: [HostNote] = []
    /// Name, version and libraries of the program, for the manifest.
    package var tool: JSONValue = .object([])

    package init(incident: Incident, options: PlanOptions) {
        self.incident = incident
        self.options = options
    }
}

/// A file the user named; its name is for messages and never goes into a bundle.
package struct InputFile: Sendable {
    /// As the user wrote it.
    package let label: String
    /// Opens it anew.
    package let open: @Sendable () throws(Failure) -> any ByteSource

    /// Opens it to be read at any place; `nil` for a pipe.
    package let openAnywhere: (@Sendable () throws(Failure) -> any RandomAccessBytes)?

    /// Whether it can be opened but once, as a pipe.
    package let opensOnce: Bool

    package init(
        label: String, opensOnce: Bool = false,
        openAnywhere: (@Sendable () throws(Failure) -> any RandomAccessBytes)? = nil,
        open: @escaping @Sendable () throws(Failure) -> any ByteSource
    ) {
        self.label = label
        self.opensOnce = opensOnce
        self.open = open
        self.openAnywhere = openAnywhere
    }
}

/// A source whose beginning can be looked at before it is read; a pipe gives it only once.
struct HeadedSource: ByteSource {
    private var base: AnyByteSource
    private var head: [UInt8] = []
    private var start = 0

    init(_ base: AnyByteSource) { self.base = base }

    /// The first 64 KB as they come, gzip or not; to be asked for before anything is read.
    mutating func beginning() throws(Failure) -> MemorySource {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while head.count < buffer.count {
            let count = try base.read(into: &buffer)
            guard count > 0 else { break }
            head += buffer[..<count]
        }
        return MemorySource(head)
    }

    mutating func read(into buffer: inout [UInt8]) throws(Failure) -> Int {
        guard start < head.count else { return try base.read(into: &buffer) }
        let count = min(buffer.count, head.count - start)
        buffer.replaceSubrange(0..<count, with: head[start..<start + count])
        start += count
        return count
    }
}

/// A source whose kind does not matter.
struct AnyByteSource: ByteSource {
    private var base: any ByteSource

    init(_ base: any ByteSource) { self.base = base }

    mutating func read(into buffer: inout [UInt8]) throws(Failure) -> Int { try base.read(into: &buffer) }
}
