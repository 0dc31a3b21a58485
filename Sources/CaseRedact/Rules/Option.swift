import ByteBlocks

extension RedactionRule {
    /// What a blank parts from a long option with a telling name.
    static let option = RedactionRule(
        "option", help: "Removes what stands behind long options such as --password, --token and --api-key.",
        isGated: false,
        anchors: [
            "pass", "Pass", "tok", "Tok", "secret", "Secret", "key", "Key", "pwd", "auth", "credential",
            "session",
        ],
        examples: [
            "mysqldump --password 'Garnet Ember' shop": "mysqldump --password '<option>' shop",
            "deploy --api-token k3Hn8Kd2Xs": "deploy --api-token <option>",
            "deploy --db-password GarnetEmber": "deploy --db-password <option>",
            "use --password to be asked": "use --password to be asked",
            "docker login --password-stdin shop.test": "docker login --password-stdin shop.test",
            "--token-ttl 3600s --token-file /etc/x": "--token-ttl 3600s --token-file /etc/x",
            "ssh-keygen --key shop --pass-through Yes": "ssh-keygen --key shop --pass-through Yes",
            "--password $PASSWORD": "--password $PASSWORD",
        ]
    ) { bytes, start, end in
        OptionShape.match(bytes, start, end)
    }
}

/// Finds the value of an option.
private enum OptionShape {
    private static let hyphens = Array("--".utf8), key = Array("key".utf8)

    /// The value behind the option whose last word begins at a place.
    static func match(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        var name = start
        while name > 0, start - name < 32, ByteClass.base64url.contains(bytes[name - 1]) { name -= 1 }
        let stop = bytes.run(of: .alnum, from: start, end: min(end, start + 24))
        guard bytes.has(hyphens, at: name, end: start), stop < end, bytes[stop] == 0x20 else { return nil }
        let isKey = stop - start == key.count && bytes.hasIgnoringCase(key, at: start, end: stop)
        guard NameWords.classify(bytes, name + 2..<stop).isSecret,
            isKey || NameWords.classify(bytes, start..<stop).isSecret
        else { return nil }
        let open = PairShape.blanks(bytes, stop, end)
        guard open < end, bytes[open] != UInt8(ascii: "-"), bytes[open] != UInt8(ascii: "$") else {
            return nil
        }
        let quote = PairShape.isQuote(bytes[open]) ? bytes[open] : 0
        let from = quote != 0 ? open + 1 : open
        var last = from
        while last < end, last - from < 4096, bytes[last] > 0x1f,
            quote != 0 ? bytes[last] != quote : !" \"';|)\\&<".utf8.contains(bytes[last])
        {
            last += 1
        }
        let value = from..<last
        guard value.count >= 3, !Mask.fills(bytes, value), !PairShape.isStopWord(bytes, value),
            Placeholder.end(bytes, at: from, end: last) == nil,
            quote != 0 || bytes.run(of: [.lower, .dot, .comma], from: from, end: last) < last
        else { return nil }
        return value
    }
}
