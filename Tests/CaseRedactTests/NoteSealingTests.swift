import CaseModel
import Testing

@testable import CaseRedact

struct NoteSealingTests {
    private static let secret =
        "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N"

    private static func redactor() -> Redactor {
        Redactor(key: [UInt8](repeating: 7, count: 32), policy: RedactionPolicy())
    }

    @Test func aCaptionLosesItsSecretAndKeepsTheRest() {
        var redactor = Self.redactor()
        let picture = Picture(
            file: "attachments/attachment-1.png", kind: "PNG", size: (3, 4),
            caption: "the page with Authorization: \(Self.secret)")
        let sealed = redactor.seal(picture, in: BundlePath(.caseText)).value
        #expect(sealed.caption?.hasPrefix("the page with Authorization: ") == true)
        #expect(sealed.caption?.contains("dozjgNryP4J3") == false)
        #expect(sealed.width == 3 && sealed.kind == "PNG" && sealed.file == "attachments/attachment-1.png")
    }

    @Test func theWindowAsItWasWrittenAndTheStatusPageGoThroughTheRulesToo() throws {
        var redactor = Self.redactor()
        var incident = Incident(zone: try Hostname("example.com"), targets: [])
        incident.statedWindow = "2026-11-22T11:00+01:00 to 2026-11-22T11:30+01:00"
        incident.playbook = "522"
        let sealed = redactor.seal(incident, in: BundlePath(.caseText)).value
        #expect(sealed.statedWindow == incident.statedWindow && sealed.playbook == "522")
        var analysis = Analysis()
        analysis.statusPage = "checked; Authorization: \(Self.secret)"
        let page = redactor.seal(analysis, in: BundlePath(.findings)).value.statusPage
        #expect(page?.hasPrefix("checked") == true && page?.contains("dozjgNryP4J3") == false)
    }
}
