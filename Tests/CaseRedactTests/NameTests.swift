import Testing

@testable import CaseRedact

struct NameTests {
    @Test(
        "says what a name says",
        arguments: [
            ("X-Auth-Key", .secret), ("x_auth_key", .secret), ("xAuthKey", .secret), ("token_type", .none),
            ("passwordRequired", .none), ("user.password", .password), ("api-key", .secret),
            ("sort-key", .none),
            ("CF-Access-Client-Id", .secret), ("X-Amz-Date", .none), ("X-Amz-Security-Token", .secret),
            ("mysessionid", .secret), ("auth_code", .secret), ("zip_code", .none), ("E-Mail", .personal),
            ("Set-Cookie", .setCookie), ("queryString", .queryString), ("QUERYSTRING", .none), ("", .none),
            ("_", .none), ("monkey", .none), ("x-auth-user-service-key", .secret),
        ] as [(String, NameClass)])
    func classify(name: String, expected: NameClass) {
        var names = NameCache(seed: 3, policy: RedactionPolicy())
        #expect(names.classify(Array(name.utf8)) == expected)
        // Again, from the cache.
        #expect(names.classify(Array(name.utf8)) == expected)
    }

    @Test func everyWordOfTheListsIsShortEnoughToBeFound() {
        for word in NameWords.telling { #expect(PackedWord(word) != nil, "\(word)") }
    }

    @Test func wordsThatDifferOnlyBehindTheBoundAreNotEqual() {
        let long = String(repeating: "a", count: 24)
        let bytes = Array((long + "b").utf8)
        #expect(PackedWord(bytes.span, 0..<25) == nil)
        #expect(NameParts(bytes.span, 0..<25).words.first != PackedWord(long))
    }
}
