import Testing

@testable import CaseRedact

/// Which values are removed wherever they stand.
struct SpreadRuleTests {
    private func spreads(_ value: [UInt8], isSure: Bool) -> Bool {
        SpreadRule.spreads(value.span, isSure: isSure)
    }

    @Test(
        "what looks drawn spreads from any place",
        arguments: [
            "k7Qp2mVx9Lw4", "s3cr3tC00kieValue42", "f47ac10b-58cc-4372-a567-0e02b2c3d479",
            "9f86d081884c7d659a2feaa0c55ad015", "hunter2secret", "QUJDREVGR0g9x1y2z3", "s%3Aj2k4h6l8.Qw3rT",
            "a8f7d8f7e9x0", "v1.4f9Zk2Lq8Rt3Wn6Y", "aB3xY9+/mK2q==", "user a8f7d8f7e9x0 ok",
        ])
    func spreads(value: String) {
        #expect(spreads(bytes(value), isSure: false))
        #expect(spreads(bytes(value), isSure: true))
    }

    @Test(
        "a password spreads also when it is made of words",
        arguments: ["correct-horse-7", "Tr0ub4dor", "pass!word", "abcdefghijklmnopqrst", "winter2026x"])
    func spreadsWhenSure(value: String) {
        #expect(spreads(bytes(value), isSure: true))
    }

    @Test(
        "what is short, common or useful does not spread",
        arguments: [
            "", "1", "en", "true", "false", "null", "abc123", "a1b2c3d", "12345678", "1700000000123",
            "2026-11-22", "2026-11-22T12:00:00Z", "20261122T120000Z", "12.5.0.1234",
            "GA1.2.1234567890.1700000",
            "us-east-1", "eu-central-1", "en-US,en;q=0.9", "dark-mode", "password1", "PASSWORD123",
            "windows10", "iphone15", "changeme", "www.a1b2c3d4e5.example.com", "https://a1b2c3d4e5.test/x1",
            "2001:db8::abcd:ef12", "203.0.113.77", "authorization_code", "text/html", "Chrome/120.0.0.0",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36", "Sun, 22 Nov 2026 12:00:00 GMT",
            "a b c d e f g 1",
            "Token 12 expired", "main.8f14e45f.js", " k7Qp2mVx9Lw4", "k7Qp2mVx\u{7}9Lw4",
        ])
    func stays(value: String) {
        #expect(!spreads(bytes(value), isSure: false))
        #expect(!spreads(bytes(value), isSure: true))
    }

    @Test("a cookie's or a parameter's value has to look drawn", arguments: ["correct-horse-7", "pass!word"])
    func staysUnlessSure(value: String) {
        #expect(!spreads(bytes(value), isSure: false))
    }

    @Test func longValuesDoNotSpread() {
        let value = Array(repeating: bytes("k7Qp2mVx"), count: 257).flatMap { $0 }
        #expect(spreads(Array(value[..<2048]), isSure: false))
        #expect(!spreads(value, isSure: false))
    }
}
