/// Why bytes are not JSON, and where; never what they say.
package struct JSONError: Error, Hashable, Sendable {
    /// What was found.
    package enum Problem: String, Sendable {
        case unexpectedEnd = "the text ends inside a value"
        case unexpectedByte = "a character stands where none like it may"
        case badString = "a string holds a control character or a broken escape"
        case badNumber = "a number is malformed"
        case tooDeep = "objects and arrays are nested too deep"
        case trailingBytes = "something follows the value"
    }

    package let problem: Problem
    /// Bytes before the place, from the start of the bytes that were read.
    package let offset: Int

    /// Names a place.
    package init(_ problem: Problem, offset: Int) {
        self.problem = problem
        self.offset = offset
    }
}
