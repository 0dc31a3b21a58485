import CaseFacts
import CaseModel

extension AnalysisRule {
    static let collectingHost = AnalysisRule(
        "collecting-host", .context,
        help:
            "Says what of the collecting host makes its view differ from a visitor's: hosts file, proxy, tunnel.",
        needs: .all(.host),
        against: "A collection from another host that sees the same.",
        asks: [.secondNetwork], source: .evidence
    ) { view, _ in
        view.hostNotes.compactMap { note in
            Finding(
                "collecting-host-\(note.kind.rawValue)", note.says, .client, .likely,
                because: [Finding.Citation(file: "host/host.json", says: note.says)],
                next: [advice(note.kind)])
        }
    }

    private static func advice(_ kind: HostNote.Kind) -> String {
        switch kind {
        case .hostsFile:
            "Take the entry out and collect again, or say with --edge and --origin where the two legs go."
        case .proxy: "The probes do not go through it, browsers and curl do: compare with --proxy."
        case .tunnel: "Collect once more without it: the path, the data centre and the address seen differ."
        }
    }
}
