import Foundation

/// Ways to write one and the same HAR.
enum HARLayout: String, CaseIterable {
    case asExported, minified, pretty, keysBackwards, keysForwards, byteOrderMark
    case utf16Little, utf16Big, utf16Unmarked, gzip, extraKeys, doubleKeys, loneSurrogates, hugeNumbers

    /// The HAR in this layout.
    func bytes(_ exported: Data) throws -> Data {
        let value = try JSONSerialization.jsonObject(with: exported)
        let text = String(decoding: exported, as: UTF8.self)
        let compact = Self.write(value) { $0.sorted(by: <) }
        switch self {
        case .asExported: return exported
        case .minified: return Data(compact.utf8)
        case .pretty: return try JSONSerialization.data(withJSONObject: value, options: .prettyPrinted)
        case .keysBackwards: return Data(Self.write(value) { $0.sorted(by: >) }.utf8)
        case .keysForwards: return Data(compact.replacing(",\"", with: " ,\r\n\t\"").utf8)
        case .byteOrderMark: return Data([0xef, 0xbb, 0xbf]) + exported
        case .utf16Little: return Data([0xff, 0xfe]) + (text.data(using: .utf16LittleEndian) ?? Data())
        case .utf16Big: return Data([0xfe, 0xff]) + (text.data(using: .utf16BigEndian) ?? Data())
        case .utf16Unmarked: return text.data(using: .utf16LittleEndian) ?? Data()
        case .gzip: return Self.gzip(exported)
        case .extraKeys:
            let frame =
                #"{"a key, with: marks":[{"x":null}],"log":{"comment \u0022quoted\u0022":"","_vendor/x":{},"#
            return Data((frame + compact.dropFirst(#"{"log":{"#.count)).utf8)
        case .doubleKeys:
            return try Self.changed(
                compact, #""response":{"#, #""response":{"_vendor":{"x":1},"_vendor":{"comment":"2"},"#)
        case .loneSurrogates:
            let bodies = compact.replacing("<h1>", with: #"\ud83d<h1>\udc00"#)
            return try Self.changed(bodies, #""statusText":""#, #""statusText":"\ud83d \udc00"#)
        case .hugeNumbers:
            return try Self.changed(compact, "120.5", "120.50000000000000000000000000000001e0")
        }
    }

    struct NothingToChange: Error { let target: String }

    private static func changed(_ text: String, _ target: String, _ replacement: String) throws -> Data {
        guard text.contains(target) else { throw NothingToChange(target: target) }
        return Data(text.replacing(target, with: replacement).utf8)
    }

    /// JSON on one line, keys in the order that is asked for.
    private static func write(_ value: Any, _ order: ([String]) -> [String]) -> String {
        switch value {
        case let object as [String: Any]:
            let members = order(Array(object.keys)).map {
                "\(quoted($0)):" + write(object[$0] ?? NSNull(), order)
            }
            return "{" + members.joined(separator: ",") + "}"
        case let array as [Any]: return "[" + array.map { write($0, order) }.joined(separator: ",") + "]"
        case let text as String: return quoted(text)
        case let number as NSNumber:
            return number.isBool ? (number.boolValue ? "true" : "false") : "\(number)"
        default: return "null"
        }
    }

    private static func quoted(_ text: String) -> String {
        let data =
            (try? JSONSerialization.data(withJSONObject: [text], options: .withoutEscapingSlashes)) ?? Data()
        return String(String(decoding: data, as: UTF8.self).dropFirst().dropLast())
    }

    /// Gzip without compression (RFC 1951 §3.2.4); for files below 64 KB.
    private static func gzip(_ data: Data) -> Data {
        let count = UInt16(data.count)
        var output = Data([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1])
        output += [UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)]
        output += data
        var checksum: UInt32 = .max
        for byte in data {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xedb8_8320 : checksum >> 1 }
        }
        for word in [~checksum, UInt32(data.count)] {
            for shift in [0, 8, 16, 24] { output.append(UInt8(word >> UInt32(shift) & 255)) }
        }
        return output
    }
}

extension NSNumber {
    /// Whether it was `true` or `false` in JSON.
    fileprivate var isBool: Bool { String(cString: objCType) == "c" || String(cString: objCType) == "B" }
}
