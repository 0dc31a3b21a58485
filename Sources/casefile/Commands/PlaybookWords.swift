import CaseFacts
import CaseFlow
import CaseModel
import CasePlan
import CaseRedact

/// The playbook that was asked for, and what it sets where the user said nothing.
struct PlaybookWords {
    private let word: String?
    private let saysSamples: Bool
    private let saysDeadline: Bool

    init(_ options: CaseOptions, _ file: CaseFile) {
        word = options.playbook ?? file.text("for")
        saysSamples = options.requests.samples != nil || file.number("samples") != nil
        saysDeadline = options.deadline != nil || file.text("deadline") != nil
    }

    /// - Throws: `RequestError` with the list for a word there is no playbook of.
    func apply(to request: inout CaseRequest, _ facts: Facts) throws(RequestError) {
        guard let word else { return }
        guard let playbook = facts.playbook(word) else {
            throw .value(
                option: "--for", problem: "there is no playbook of this name",
                hint: "one of " + facts.playbooks.map(\.name).joined(separator: ", "))
        }
        request.playbook = playbook
        request.incident.playbook = playbook.name
        // What changes something is not done again and again unless the user says so.
        if !saysSamples, request.options.isSafe, let samples = playbook.settings.samples {
            request.options.samples = samples
        }
        if !saysDeadline, let deadline = playbook.settings.deadline {
            request.options.deadline = max(request.options.deadline, deadline)
        }
        guard playbook.settings.hunts else { return }
        request.options.hunts = true
        if !saysDeadline {
            request.options.deadline = max(request.options.deadline, PlanOptions.huntingDeadline)
        }
    }
}

/// What is refused in the user's words.
enum NoteCheck {
    /// - Throws: `RequestError` that names the field and quotes nothing.
    static func refuseCodes(in request: CaseRequest) throws(RequestError) {
        let fields =
            request.incident.fields + request.captions.map { ("caption", $0) } + [
                ("vantage", request.vantage)
            ]
        guard let field = fields.first(where: { SingleUseCode.isIn($0.1) }) else { return }
        throw .value(
            option: "--" + field.0.map { $0 == "_" ? "-" : String($0) }.joined(),
            problem: "this text holds what looks like a single-use code, and such a code must stand nowhere",
            hint: "take it out; support asks for it on the phone, and only then is it said")
    }
}
