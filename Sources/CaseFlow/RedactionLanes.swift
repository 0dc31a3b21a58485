import CaseRedact

/// Seals parts of one file beside each other; the file has to be swept afterwards.
typealias RedactionLanes<Output: Sendable> = Lanes<Redactor, Output>

extension Lanes where State == Redactor {
    /// - Parameter redactor: Whose twins do the work; `finish` brings it what they learned.
    init(_ redactor: borrowing Redactor) {
        self.init { redactor.twin() }
    }

    /// Brings a redactor what its twins learned; to be called when all results were taken.
    func finish(into redactor: inout Redactor) async {
        redactor.absorb(await results { $0.harvest })
    }
}
