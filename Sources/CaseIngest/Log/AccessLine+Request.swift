extension AccessLine {
    /// Splits `GET /a b HTTP/1.1`: the first word is the method, the last the protocol; binary junk is neither.
    mutating func readRequest(_ line: Span<UInt8>, _ range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = line[index]
            guard (65...90).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") else {
                break
            }
            index &+= 1
        }
        let method = range.lowerBound..<index
        guard (1...16).contains(method.count), index &+ 1 < range.upperBound, line[index] == 0x20 else {
            return
        }
        var end = range.upperBound
        var back = end
        while back > index &+ 1, line[back &- 1] != 0x20, end &- back < 10 { back &-= 1 }
        if back > index &+ 1, end &- back >= 5, line[back &- 1] == 0x20, line[back] == UInt8(ascii: "H"),
            line[back &+ 1] == UInt8(ascii: "T"), line[back &+ 4] == UInt8(ascii: "/")
        {
            end = back &- 1
        }
        self.method = method
        target = index &+ 1..<end
    }
}
