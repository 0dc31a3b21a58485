import JSONBytes

/// Scanner and tree must agree on what is JSON, and what was read must be written and read again alike.
func fuzzJSON(_ bytes: [UInt8]) {
    var scanner = JSONScanner(position: bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0, depthLimit: 128)
    let range = try? scanner.value(bytes.span)
    scanner.skipBlanks(bytes.span)
    let value = try? JSONValue(parsing: bytes)
    precondition((value != nil) == (range != nil && scanner.position == bytes.count))
    if let value {
        let again = try? JSONValue(parsing: value.serialized(pretty: bytes.count % 2 == 0))
        precondition(again == value)
    }
}
