package import CaseModel

/// The text of a log as UTF-8: gzip is unpacked, a byte order mark is dropped, UTF-16 that has one is transcoded.
package struct LogInput<Source: ByteSource>: ~Copyable {
    private var text: TextInput<Source>

    package init(_ source: consuming Source, guessesUTF16: Bool = false) {
        text = TextInput(source, guessesUTF16: guessesUTF16)
    }

    /// Fills `buffer` from its start.
    ///
    /// - Returns: How many bytes; 0 at the end.
    /// - Throws: `Failure` of the source, or `read` with `bad_input` or `truncated_input` for damaged gzip; what
    ///   stands before the damage was given by then.
    package mutating func next(into buffer: inout [UInt8]) throws(Failure) -> Int {
        try text.read(into: &buffer)
    }
}
