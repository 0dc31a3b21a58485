import CaseModel
import Testing

@testable import CaseRedact

struct AddressTests {
    private func seal(
        _ string: String, _ policy: RedactionPolicy = RedactionPolicy(), _ mode: TextMode = .evidence
    ) -> String {
        var redactor = makeRedactor(policy)
        return redactor.seal(string: string, in: somewhere, mode).value
    }

    @Test func addressesThatShareAPrefixGetTokensThatDo() throws {
        let tokens = seal("203.0.113.9 203.0.113.200 203.0.7.9 198.51.100.9").split(separator: " ").map {
            $0.dropFirst(4).split(separator: ".")
        }
        try #require(tokens.count == 4)
        #expect(tokens[0][..<3] == tokens[1][..<3])
        #expect(tokens[0][3] != tokens[1][3])
        #expect(tokens[0][..<2] == tokens[2][..<2])
        #expect(tokens[0][2] != tokens[2][2])
        #expect(tokens[0][0] != tokens[3][0])
    }

    @Test func noTwoAddressesShareAToken() {
        let all = (0..<256).map { "10.1.2.\($0)" }
        let tokens = Set(seal(all.joined(separator: " ")).split(separator: " "))
        #expect(tokens.count == 256)
        #expect(tokens.allSatisfy { $0.hasPrefix("ip4-") })
    }

    @Test func sixteenOctetsMakeEightGroups() {
        let token = seal("2001:db8::17")
        #expect(token.hasPrefix("ip6-"))
        #expect(token.dropFirst(4).split(separator: ".").map(\.count) == Array(repeating: 4, count: 8))
        #expect(seal("::ffff:203.0.113.9") == seal("203.0.113.9"))
        #expect(seal("[2001:db8::17]:443") == "[\(token)]:443")
    }

    @Test(
        "what is no visitor stays",
        arguments: [
            "127.0.0.1", "0.0.0.0", "255.255.255.255", "::1", "::", "1.2.3.4.5", "v1.2.3.4", "256.1.1.1",
            "01.2.3.4",
            "10:31:04", "std::dec", "a::b", "00:1b:44:11:3a:b7", "nginx/1.24.0.1", "2606:4700::6810:84e5",
            "104.16.1.1",
            "203.0.113.34", "1.2.3", "12:34", "::ffff:104.16.1.1",
        ])
    func stays(text: String) throws {
        var policy = RedactionPolicy()
        policy.publicRanges = [
            try #require(IPPrefix("104.16.0.0/13")), try #require(IPPrefix("2606:4700::/32")),
        ]
        policy.kept = [try #require(IPAddress("203.0.113.34"))]
        #expect(seal(text, policy) == text)
    }

    @Test(
        "what is one goes wherever it stands",
        arguments: [
            "203.0.113.9:443", "(203.0.113.9)", "203.0.113.9.", "https://203.0.113.9/x", "ip=203.0.113.9",
            "203.0.113.9,", "\\n203.0.113.9",
            "203.0.113.9/24", "x=203.0.113.9;",
        ])
    func goes(text: String) { #expect(!seal(text).contains("203.0.113.9")) }

    @Test func modesSayWhatHappens() {
        var policy = RedactionPolicy()
        #expect(seal("203.0.113.9", policy, .path) == "203.0.113.9")
        policy.addresses = .truncate
        #expect(seal("203.0.113.9 2001:db8:1:2::3", policy) == "203.0.113.0 2001:db8:1::")
        policy.addresses = .keep
        #expect(seal("203.0.113.9", policy) == "203.0.113.9")
    }

    @Test func whatIsKeptLaterIsReadableLater() throws {
        var redactor = makeRedactor()
        let address = try #require(IPAddress("203.0.113.9"))
        #expect(redactor.seal(string: "203.0.113.9", in: somewhere).value != "203.0.113.9")
        redactor.keep(address)
        #expect(redactor.seal(string: "203.0.113.9", in: somewhere).value == "203.0.113.9")
    }
}
