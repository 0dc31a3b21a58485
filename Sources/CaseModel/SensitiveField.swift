/// A part of a line of a log that is somebody's, as the format of the line says.
package struct SensitiveField: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Who was logged in.
        case user
        /// The name of the machine that asked, in a log that looks names up.
        case clientName
        /// The values of `Cookie`, or the beginning of a `Set-Cookie`.
        case cookie
        /// The value of `Authorization`.
        case credentials
        /// A query without its question mark.
        case query
        /// An object of JSON, which names its members.
        case record
        /// A string of JSON, without its quotes, that is a line of another log; the fields count from the text it holds.
        indirect case line([SensitiveField])
    }

    package let kind: Kind
    /// Where it stands in the line, in bytes; never empty.
    package let range: Range<Int>

    package init(_ kind: Kind, _ range: Range<Int>) {
        self.kind = kind
        self.range = range
    }

    /// The same, so many bytes further in.
    package func moved(by count: Int) -> SensitiveField {
        SensitiveField(kind, range.lowerBound + count..<range.upperBound + count)
    }
}
