import ByteBlocks
import Crypto
import JSONBytes

extension Redactor {
    /// Rewrites a JSON string by where it stands.
    mutating func string(_ pass: inout JSONPass, _ range: Range<Int>, _ place: JSONPlace) {
        guard !range.isEmpty else { return }
        switch place {
        case .secret(let rule): removed(&pass, range, rule)
        case .cookie, .pairs(.cookies): replaced(&pass, range) { redactor, value in redactor.cookies(value) }
        case .setCookie: replaced(&pass, range) { redactor, value in redactor.setCookies(value) }
        case .authorization: replaced(&pass, range) { redactor, value in redactor.credentials(value) }
        case .weak: judged(&pass, range, least: 16, rule: RulePlace.secret)
        case .personal: personal(&pass, range)
        case .parameter where pass.options.allQuery:
            if !pass.source.span.isShortNumber(range) { removed(&pass, range, RulePlace.query) }
        case .parameter: judged(&pass, range, least: 20, rule: RulePlace.random)
        case .form: plain(&pass, range, form: true)
        case .server:
            if !isAddress(pass.source, range) { plain(&pass, range) }
        case .plain where pass.options.allQuery && holdsQuery(pass.source.span, range):
            replaced(&pass, range) { redactor, value in redactor.address(value) }
        case .plain, .pairs, .pair, .content, .postData, .messages, .message: plain(&pass, range)
        }
    }

    /// Whether a string of a log is a path or an address with a query.
    private func holdsQuery(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard let mark = bytes.first(UInt8(ascii: "?"), in: range), mark + 1 < range.upperBound,
            bytes[range.lowerBound] == UInt8(ascii: "/")
                || bytes.has(Self.scheme, at: range.lowerBound, end: mark)
        else { return false }
        return bytes.first(0x20, in: range.lowerBound..<mark) == nil
    }

    private static let scheme = Array("http".utf8)

    private mutating func address(_ value: [UInt8]) -> [UInt8]? {
        guard let mark = value.firstIndex(of: UInt8(ascii: "?")) else { return nil }
        let output = value[...mark] + parameters(Array(value[(mark + 1)...]))
        return Array(output) == value ? nil : Array(output)
    }

    /// The whole string goes.
    private mutating func removed(_ pass: inout JSONPass, _ range: Range<Int>, _ rule: Int) {
        let value = pass.decoded(range)
        guard !Placeholder.fills(value.span, 0..<value.count), !Mask.fills(value.span, 0..<value.count)
        else { return }
        // Words about a secret stay, unless they hold something that goes by itself.
        if Self.isTrivial(value, rule), rewrite(pass.source, range, pass.options) == nil { return }
        var output: [UInt8] = []
        remove(value, rule: rule, learns: rule != RulePlace.personal, to: &output)
        pass.replace(range, with: output)
    }

    /// Words that say a secret is not there.
    private static func isTrivial(_ value: [UInt8], _ rule: Int) -> Bool {
        let range = 0..<value.count
        return value.count <= 8 && trivial.contains(value) || Mask.isLabel(value.span, range)
            || rule == RulePlace.secret && Mask.isState(value.span, range)
    }

    private static let trivial = Set(
        ["true", "false", "null", "none", "-", "string", "integer", "boolean", "required", "missing"].map {
            Array($0.utf8)
        })

    mutating func replaced(
        _ pass: inout JSONPass, _ range: Range<Int>, by rewrite: (inout Redactor, [UInt8]) -> [UInt8]?
    ) {
        guard let sealed = rewrite(&self, pass.decoded(range)) else {
            if let sealed = self.rewrite(pass.source, range, pass.options) {
                pass.replace(range, with: sealed)
            }
            return
        }
        let escaped = PlainText.escaped(sealed)
        pass.replace(range, with: self.rewrite(escaped, 0..<escaped.count, pass.options) ?? escaped)
    }

    /// Goes when it looks random; else the text rules.
    private mutating func judged(_ pass: inout JSONPass, _ range: Range<Int>, least: Int, rule: Int) {
        let value = pass.decoded(range)
        if rule == RulePlace.secret, value.contains(UInt8(ascii: ",")) {
            replaced(&pass, range) { redactor, value in redactor.list(value, least: least, rule: rule) }
            return
        }
        let bare = Percent.decoded(value)
        if Randomness.looksRandom(bare.span, 0..<bare.count, least: least) {
            removed(&pass, range, rule)
        } else if rule == RulePlace.random, value.contains(UInt8(ascii: "%")),
            !value.contains(UInt8(ascii: "?"))
        {
            replaced(&pass, range) { redactor, value in redactor.parameter(value) }
        } else {
            plain(&pass, range)
        }
    }

    /// The items of a list that look random go; `nil` when none does.
    private mutating func list(_ value: [UInt8], least: Int, rule: Int) -> [UInt8]? {
        var output: [UInt8] = []
        var copied = 0
        for item in value.split(whereSeparator: { ", ".utf8.contains($0) })
        where Randomness.looksRandom(value.span, item.indices, least: least) {
            output += value[copied..<item.startIndex]
            remove(Array(item), rule: rule, learns: true, to: &output)
            copied = item.endIndex
        }
        return copied > 0 ? output + value[copied...] : nil
    }

    private mutating func personal(_ pass: inout JSONPass, _ range: Range<Int>) {
        var digits = 0
        for index in range where isDigit(pass.source[index]) { digits += 1 }
        if digits >= 7, range.count < 40, pass.source.span.first(126, in: range) == nil {
            removed(&pass, range, RulePlace.personal)
        } else {
            plain(&pass, range)
        }
    }

    /// The text rules; JSON inside the string is read as such.
    private mutating func plain(_ pass: inout JSONPass, _ range: Range<Int>, form: Bool = false) {
        guard range.count >= 3, !pass.isWord(range) else { return }
        var options = pass.options
        options.form = form
        let isJSON = pass.nesting < 4 && range.count >= 4 && pass.beginsDocument(range)
        guard isJSON || pass.hidesText(range) else {
            if let sealed = rewrite(pass.source, range, options) { pass.replace(range, with: sealed) }
            return
        }
        let inner = pass.decoded(range)
        let sealed = rewriteText(inner, options, nesting: pass.nesting + 1)
        // What stands in the file is the escaped form, so that is what has to be clean in the end.
        if let sealed {
            let escaped = PlainText.escaped(sealed)
            pass.replace(range, with: rewrite(escaped, 0..<escaped.count, options) ?? escaped)
        } else if let again = rewrite(pass.source, range, options) {
            pass.replace(range, with: again)
        }
    }

    /// The value of a header field, by the field's name.
    mutating func clean(_ value: String, under name: String) -> String {
        let bytes = Array(value.utf8)
        let sealed: [UInt8]?
        switch names.classify(Array(name.utf8)) {
        case .cookie: sealed = cookies(bytes)
        case .setCookie: sealed = setCookies(bytes)
        case .authorization: sealed = credentials(bytes)
        case .password, .secret:
            sealed = whole(bytes, RulePlace.secret)
        default: return clean(value)
        }
        guard let sealed else { return value }
        return clean(String(decoding: sealed, as: UTF8.self))
    }

    /// The values of a Cookie field (RFC 6265 §4.2); what is no pair goes whole.
    mutating func cookies(_ value: [UInt8]) -> [UInt8]? {
        var output: [UInt8] = []
        for (index, part) in value.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .enumerated()
        {
            if index > 0 { output.append(UInt8(ascii: ";")) }
            let pair = Array(part)
            var from = 0
            // IIS writes a plus for a blank.
            while from < pair.count, " \t+".utf8.contains(pair[from]) { from += 1 }
            var stop = pair.count
            while stop > from, pair[stop - 1] == 0x20 || pair[stop - 1] == 0x09 { stop -= 1 }
            let nameEnd = pair.span.run(of: Self.cookieName, from: from, end: stop)
            if nameEnd > from, nameEnd < stop, pair[nameEnd] == UInt8(ascii: "=") {
                if names.classify(pair.span, from..<nameEnd) == .kept {
                    from = stop
                } else {
                    from = nameEnd + 1
                }
            }
            output += pair[..<from]
            if from < stop, !Placeholder.fills(pair.span, from..<stop) {
                remove(Array(pair[from..<stop]), rule: RulePlace.cookie, learns: true, to: &output)
            } else {
                output += pair[from..<stop]
            }
            output += pair[stop...]
        }
        return output == value ? nil : output
    }

    private static let cookieName: ByteClass = [.alnum, .underscore, .hyphen, .dot, .dollar, .tilde]

    /// The value at the head of each line: browsers join several Set-Cookie fields by line ends.
    private mutating func setCookies(_ value: [UInt8]) -> [UInt8]? {
        guard value.contains(UInt8(ascii: "=")) else { return whole(value, RulePlace.cookie) }
        var output: [UInt8] = []
        for part in SetCookies.parts(value) {
            let line = Array(value[part])
            guard let range = PairShape.firstCookieValue(line.span, 0..<line.count),
                !Placeholder.fills(line.span, range),
                names.classify(Array(line[..<(range.lowerBound - 1)])) != .kept
            else {
                output += rewrite(line, 0..<line.count, ScanOptions()) ?? line
                continue
            }
            output += line[..<range.lowerBound]
            remove(Array(line[range]), rule: RulePlace.cookie, learns: true, to: &output)
            output += line[range.upperBound...]
        }
        return output == value ? nil : output
    }

    /// An Authorization field: the scheme stays.
    mutating func credentials(_ value: [UInt8]) -> [UInt8]? {
        guard let range = AuthorizationShape.credentials(value.span, 0..<value.count, isHeader: true) else {
            return nil
        }
        var output = Array(value[..<range.lowerBound])
        remove(Array(value[range]), rule: RulePlace.authorization, learns: true, to: &output)
        output += value[range.upperBound...]
        return output
    }

    private mutating func parameter(_ value: [UInt8]) -> [UInt8]? {
        let plain = Percent.decoded(value)
        return rewrite(plain, 0..<plain.count, ScanOptions()).map { Percent.encoded($0, like: value) }
    }

    private mutating func whole(_ value: [UInt8], _ rule: Int) -> [UInt8]? {
        guard !Placeholder.fills(value.span, 0..<value.count), !value.isEmpty else { return nil }
        var output: [UInt8] = []
        remove(value, rule: rule, learns: true, to: &output)
        return output
    }

    private func isAddress(_ source: [UInt8], _ range: Range<Int>) -> Bool {
        var range = range
        if source[range.lowerBound] == UInt8(ascii: "["), source[range.upperBound - 1] == UInt8(ascii: "]"),
            range.count > 2
        {
            range = range.lowerBound + 1..<range.upperBound - 1
        }
        return AddressShape.octets(source.span, range) != nil
    }
}
