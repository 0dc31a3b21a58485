extension String {
    /// One word of a POSIX shell; plain words stay bare.
    var shellQuoted: String {
        let isPlain =
            !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122: true
                default: "-_.:/%@=+,".utf8.contains(byte)
                }
            }
        return isPlain ? self : inShellQuotes
    }

    /// The word in single quotes, whatever it holds.
    var inShellQuotes: String {
        "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}
