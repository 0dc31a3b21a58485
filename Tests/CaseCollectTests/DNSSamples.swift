import CaseModel
import Testing

@testable import CaseCollect

/// Messages made by hand.
enum DNSSamples {
    static func name(_ text: String) -> [UInt8] {
        text.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
    }

    static func u16(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 255), UInt8(value & 255)] }

    static func u32(_ value: Int) -> [UInt8] { u16(value >> 16) + u16(value) }

    /// A response to `www.example.test`, whose name stands at offset 12 and `example.test` at 16.
    static func response(
        id: Int = 0x1234, flags: Int = 0x8180, name: [UInt8] = name("www.example.test"), type: Int = 1,
        counts: [Int], _ rest: [UInt8]
    ) -> [UInt8] {
        u16(id) + u16(flags) + u16(1) + counts.flatMap(u16) + name + u16(type) + u16(1) + rest
    }

    static func record(
        _ owner: [UInt8] = [0xc0, 12], type: Int, class recordClass: Int = 1, ttl: Int = 300, _ data: [UInt8]
    ) -> [UInt8] {
        owner + u16(type) + u16(recordClass) + u32(ttl) + u16(data.count) + data
    }

    static func opt(_ options: [UInt8] = [], udp: Int = 1232, ttl: Int = 0x8000) -> [UInt8] {
        record([0], type: 41, class: udp, ttl: ttl, options)
    }

    static func option(_ code: Int, _ data: [UInt8]) -> [UInt8] { u16(code) + u16(data.count) + data }

    /// An answer with everything in it that a reader can trip over.
    static let rich = response(
        counts: [4, 1, 2],
        record(type: 5, [3] + Array("cdn".utf8) + [0xc0, 16])
            + record([0xc0, 46], type: 1, [192, 0, 2, 1])
            + record(
                [0xc0, 46], type: 65, u16(1) + [0] + option(1, [2, 0x68, 0x32]) + option(4, [192, 0, 2, 1]))
            + record(
                [0xc0, 46], type: 46,
                u16(1) + [13, 3] + u32(300) + u32(1) + u32(2) + u16(7) + name("a.test")
                    + [1, 2, 3])
            + record([0xc0, 16], type: 6, [2, 0x6e, 0x73, 0xc0, 16, 0xc0, 12] + (1...5).flatMap(u32))
            + record([0xc0, 16], type: 47, name("b.test") + [0, 2, 0x40, 1, 1, 1, 0x40])
            + opt(option(3, Array("fra".utf8)) + option(15, u16(22) + Array("at delegation".utf8))))

    static func hostname(_ text: String) throws -> Hostname { try Hostname(text) }

    static func decode(_ bytes: [UInt8]) throws -> DNSMessage { try DNSCodec.decode(bytes.span) }
}
