package import CaseFacts
package import CaseModel
package import CaseRedact

/// What a report says that is in no piece of evidence: where it stands, what lies beside it, what the policies say.
package struct ReportContext: Sendable {
    /// The address of the vendor's status page.
    package let statusPage: String
    /// The bundle's root folder.
    package var bundleName: String
    package var madeAt: Timestamp
    package var toolVersion: String
    /// Everything the redactor removed, pseudonymised addresses included.
    package var redactionTotal: Int
    package var ledger: Ledger
    /// What is in the bundle: path below its root, size in bytes, a few words.
    package var files: [(path: String, byteCount: Int, note: String)]
    /// Sentences about the priority and the response target, each with the age of its policy.
    package var policyLines: [String]
    /// The ticket's required items that were not given, as `missingItems` names them.
    package var missing: [String]
    /// What the support policy says about the case; its lines stand in `case.txt` under their own names.
    package var advice: TicketAdvice?
    /// The playbook the case was gathered by.
    package var playbook: Playbook?
    /// What of it only the user can add and has not.
    package var playbookMissing: [Playbook.UserItem] = []

    package init(
        statusPage: String, bundleName: String, madeAt: Timestamp, toolVersion: String, redactionTotal: Int,
        ledger: Ledger,
        files: [(path: String, byteCount: Int, note: String)], policyLines: [String], missing: [String]
    ) {
        self.statusPage = statusPage
        self.bundleName = bundleName
        self.madeAt = madeAt
        self.toolVersion = toolVersion
        self.redactionTotal = redactionTotal
        self.ledger = ledger
        self.files = files
        self.policyLines = policyLines
        self.missing = missing
    }
}
