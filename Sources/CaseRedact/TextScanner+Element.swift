import ByteBlocks

extension TextScanner {
    /// At a closing tag: the text before it is a secret when the element is named like one.
    func element(_ bytes: Span<UInt8>, _ names: inout NameCache) -> Sighting? {
        guard !options.isGate, let name = ElementShape.name(bytes, position, end) else { return nil }
        var kind = names.classify(bytes, name)
        guard kind != .none || ElementShape.isField(bytes, name),
            let range = ElementShape.content(bytes, name, before: position, floor: floor)
        else { return nil }
        if let field = ElementShape.fieldName(bytes, name, before: range.lowerBound, floor: floor) {
            kind = names.classify(bytes, field)
        }
        if ElementShape.isCell(bytes, name), kind == .cookie || kind == .authorization { kind = .secret }
        guard kind.isSecret || kind == .personal, !Placeholder.fills(bytes, range) else {
            return nil
        }
        if ElementShape.isCell(bytes, name), !TextTable.isValue(bytes, range, kind) { return nil }
        if kind == .personal, !PhoneShape.isNumber(bytes, range) { return nil }
        return Sighting(range: range, rule: RulePlace.element, action: kind == .personal ? .remove : .learn)
    }
}
