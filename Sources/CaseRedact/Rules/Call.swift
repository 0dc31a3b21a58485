import ByteBlocks

extension RedactionRule {
    /// Arguments of functions that take a password.
    static let call = RedactionRule(
        "call",
        help: "Removes passwords given to functions: setPassword(x), SetBasicAuth(u, x), mysqli(h, u, x).",
        isGated: false,
        anchors: [
            "setPassword", "SetBasicAuth", "HTTPBasicAuth", "BasicAuth", "basicAuth", "auth", "mysqli", "PDO",
            "NetworkCredential", "ConvertTo-SecureString", "getConnection", "createHmac", "CURLOPT_USERPWD",
            "setcookie",
        ],
        examples: [
            "user.setPassword('GarnetEmber')": "user.setPassword('<call>')",
            "req.SetBasicAuth(\"ann\", \"GarnetEmber\")": "req.SetBasicAuth(\"ann\", \"<call>\")",
            "requests.get(u, auth=(\"ann\", \"GarnetEmber\"))": "requests.get(u, auth=(\"ann\", \"<call>\"))",
            "new mysqli(\"db\", \"ann\", \"GarnetEmber\", \"shop\")":
                "new mysqli(\"db\", \"ann\", \"<call>\", \"shop\")",
            "ConvertTo-SecureString \"GarnetEmber\" -AsPlainText":
                "ConvertTo-SecureString \"<call>\" -AsPlainText",
            "setPassword(value)": "setPassword(value)", "new PDO($dsn, 'ann')": "new PDO($dsn, 'ann')",
        ]
    ) { bytes, start, end in
        CallShape.match(bytes, start, end)
    }
}

/// Finds the argument of a call.
private enum CallShape {
    /// A function and which of its arguments is secret, from 0.
    private static let calls: [(name: [UInt8], argument: Int)] = [
        ("setPassword(", 0), ("SetBasicAuth(", 1), ("HTTPBasicAuth(", 1), ("BasicAuth(", 1),
        ("basicAuth(", 1),
        ("auth=(", 1), ("auth(", 1), ("mysqli_connect(", 2), ("mysqli(", 2), ("PDO(", 2),
        ("NetworkCredential(", 1),
        ("ConvertTo-SecureString ", 0), ("getConnection(", 2), ("createHmac(", 1), ("setcookie(", 1),
        ("CURLOPT_USERPWD", 1),
    ].map { (Array($0.0.utf8), $0.1) }

    private static let heads = WordHeads(calls.map(\.name))

    static func match(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        var index = 0
        while let found = heads.next(bytes, at: start, end: end, from: index) {
            if bytes.has(calls[found].name, at: start, end: end) {
                return argument(bytes, of: calls[found], start, end)
            }
            index = found + 1
        }
        return nil
    }

    private static func argument(
        _ bytes: Span<UInt8>, of call: (name: [UInt8], argument: Int), _ start: Int, _ end: Int
    ) -> Range<Int>? {
        let limit = min(end, start + 400)
        var position = start + call.name.count
        for argument in 0...call.argument {
            while position < limit, bytes[position] == 0x20 || bytes[position] == UInt8(ascii: ",") {
                position += 1
            }
            guard position < limit else { return nil }
            var stop = position
            if PairShape.isQuote(bytes[position]) {
                guard let close = bytes.first(bytes[position], in: position + 1..<limit) else { return nil }
                if argument == call.argument { return free(bytes, position + 1..<close) }
                stop = close + 1
            } else {
                while stop < limit, bytes[stop] != UInt8(ascii: ","), bytes[stop] > 0x1f {
                    if bytes[stop] == UInt8(ascii: ")") || bytes[stop] == UInt8(ascii: ";") { return nil }
                    stop += 1
                }
            }
            position = stop
        }
        return nil
    }

    private static func free(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        let isValue = range.count >= 4 && Mask.isOpen(bytes, range) && bytes.first(0x0a, in: range) == nil
        return isValue ? range : nil
    }
}
