/// Why bytes are not a DNS message, and where; never what they say.
package struct DNSMessageError: Error, Hashable, Sendable {
    /// What was found.
    package enum Problem: String, Sendable, CaseIterable {
        case truncated = "the message ends inside a field"
        case tooLong = "the message is longer than 65535 bytes"
        case badLabel = "a name holds a label of a kind that does not exist"
        case badPointer = "a compression pointer does not point backwards"
        case tooManyPointers = "a name follows too many compression pointers"
        case nameTooLong = "a name is longer than 255 bytes"
        case badRecordData = "the data of a record does not have the form of its type"
        case badOPT = "an OPT record is repeated, has a name or holds a broken option"
        case notAnAnswer = "the message does not answer the question"
    }

    package let problem: Problem
    /// Bytes before the place, from the start of the message.
    package let offset: Int

    /// Names a place.
    package init(_ problem: Problem, offset: Int) {
        self.problem = problem
        self.offset = offset
    }
}
