package import CaseModel

/// All the evidence of a case on the sealed side: what analysis and report may see.
package struct SealedCase: Sendable {
    package var incident: Sealed<Incident>
    package var steps: [SealedStep] = []
    /// Paths a person pasted.
    package var pastedPaths: [SealedInput<PathRecord>] = []
    package var hars: [SealedInput<HARSummary>] = []
    package var logs: [SealedInput<LogEvidence>] = []
    /// Inputs and steps that are missing; reasons are sealed text.
    package var gaps: [Sealed<Gap>] = []
    package var attachments: [BundlePath] = []
    /// Those of them that are pictures.
    package var pictures: [Sealed<Picture>] = []
    /// What colours the probes of this host.
    package var hostNotes: [Sealed<HostNote>] = []

    package init(incident: Sealed<Incident>) { self.incident = incident }
}

/// A step, what came of it, and the files it left in the bundle.
package struct SealedStep: Sendable {
    package let observation: Sealed<Observation>
    /// The hops, when the step ran a path tool whose output could be read.
    package let path: Sealed<PathRecord>?
    /// What a service around the case answered, when it could be read.
    package var service: Sealed<ServiceRecord>?
    /// The first is the raw (redacted) output, the last the JSON record.
    package let files: [BundlePath]

    package init(observation: Sealed<Observation>, path: Sealed<PathRecord>?, files: [BundlePath]) {
        self.observation = observation
        self.path = path
        self.files = files
    }
}

/// A file the user gave, read and sealed.
package struct SealedInput<Record: Sendable>: Sendable {
    /// Where its sealed copy stands in the bundle.
    package let file: BundlePath
    package let record: Sealed<Record>

    package init(file: BundlePath, record: Sealed<Record>) {
        self.file = file
        self.record = record
    }
}
