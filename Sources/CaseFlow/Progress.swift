package import CaseModel

/// What a run tells while it goes, for a terminal; texts in it are raw or ours, never quoted from evidence.
package enum Progress: Sendable {
    case planned([Step])
    case ended(Observation)
    case har(label: String, entries: Int, withRay: Int, removed: Int)
    case log(label: String, lines: Int, inWindow: Int, matches: Int)
    case gap(Gap)
    case sealing
}
