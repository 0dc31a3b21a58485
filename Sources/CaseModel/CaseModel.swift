// Admission to this room: two rooms need the noun, and it does nothing.
// Parsing text into a value that cannot be wrong is allowed; deciding, waiting and drawing conclusions are not.

/// What a person reads when something they asked for is wrong.
package struct Explanation: Hashable, Sendable {
    /// One lower-case sentence without a full stop; never quotes a secret or a customer's file.
    package let problem: String
    /// Things the person can do, most likely first.
    package let hints: [String]

    /// Puts a problem and what can be done about it together.
    package init(_ problem: String, hints: String...) {
        self.problem = problem
        self.hints = hints
    }
}

/// An error that can be shown to the person who caused it.
package protocol ExplainedError: Error {
    /// The sentence to show and the hints to follow.
    var explanation: Explanation { get }
}
