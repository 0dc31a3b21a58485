/// A conclusion and what it rests on.
package struct Finding: Sendable, Hashable {
    /// Whose side the cause is on.
    package enum Attribution: String, Sendable, CaseIterable {
        case origin
        case edgeConfiguration = "edge_configuration"
        case path, client, benign, undetermined
    }

    package enum Confidence: String, Sendable, CaseIterable, Comparable {
        case possible, likely, high
        package static func < (a: Confidence, b: Confidence) -> Bool {
            (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
        }
    }

    /// The rule's name, kebab-case: `edge-522-origin-answers`.
    package var id: String
    package var title: String
    package var attribution: Attribution
    package var confidence: Confidence
    package var because: [Citation]
    package var against: [Citation] = []
    package var nextSteps: [String] = []
    /// What would settle it and the case has not, each a phrase.
    package var evidenceToAdd: [String] = []
    /// Where the knowledge comes from, and how old it is.
    package var source: String?
    package var asOf: String?

    package init(
        id: String, title: String, attribution: Attribution, confidence: Confidence, because: [Citation]
    ) {
        self.id = id
        self.title = title
        self.attribution = attribution
        self.confidence = confidence
        self.because = because
    }

    /// A place in the bundle and what it says there.
    package struct Citation: Sendable, Hashable {
        /// Path below the bundle's root.
        package var file: String
        /// JSON pointer or line; `nil` for the whole file.
        package var pointer: String?
        package var says: String

        package init(file: String, pointer: String? = nil, says: String) {
            self.file = file
            self.pointer = pointer
            self.says = says
        }
    }
}

/// Something that was asked for and is not in the bundle.
package struct Gap: Sendable, Hashable {
    /// The step or input: `path-mtr-edge-v4`, `har-1`.
    package var subject: String
    package var reason: String

    package init(subject: String, reason: String) {
        self.subject = subject
        self.reason = reason
    }
}
