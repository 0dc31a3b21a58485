import Testing

@testable import CaseModel

struct TimestampTests {
    @Test(
        "reads RFC 3339 with any offset",
        arguments: [
            ("2026-11-22T10:00Z", "2026-11-22T10:00:00.000Z"),
            ("2026-11-22T10:00:00+01:00", "2026-11-22T09:00:00.000Z"),
            ("2026-11-22t23:59:59.9999z", "2026-11-22T23:59:59.999Z"),
            ("2026-01-01 00:10:00-05:30", "2026-01-01T05:40:00.000Z"),
            ("1969-12-31T23:59:59.250Z", "1969-12-31T23:59:59.250Z"),
            ("2024-02-29T12:00:00Z", "2024-02-29T12:00:00.000Z"),
            ("2000-02-29T12:00:60Z", "2000-02-29T12:01:00.000Z"),
        ])
    func reads(text: String, expected: String) {
        #expect(Timestamp(rfc3339: text)?.description == expected)
    }

    @Test(
        "refuses what is not RFC 3339",
        arguments: [
            "", "2026-11-22", "2026-11-22T10:00", "2026-02-29T10:00Z", "2026-11-22T24:00Z",
            "2026-11-22T10:00+25:00",
            "2026-11-22T10:00:00.Z", "2026-13-01T10:00Z", "2026-11-22T10:00Zz", "２026-11-22T10:00Z",
        ])
    func refuses(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test func everyDayOfFourCenturiesComesBack() {
        for day in stride(from: -200_000, through: 200_000, by: 97) {
            let civil = CivilTime(daysSinceEpoch: day)
            #expect(civil.daysSinceEpoch == day)
            #expect(
                CivilTime(year: civil.year, month: civil.month, day: civil.day)?.daysSinceEpoch == day)
        }
    }

    @Test(
        "far years are clamped and never stop the program",
        arguments: [
            ("0001-01-01T00:00Z", "1677-09-21T00:12:43.145Z", "16770921T001243Z"),
            ("9999-12-31T23:59:59Z", "2262-04-11T23:47:16.854Z", "22620411T234716Z"),
        ])
    func clamps(text: String, clamped: String, basic: String) throws {
        let time = try #require(Timestamp(rfc3339: text))
        #expect(time.description == clamped)
        #expect(time.basic == basic)
    }

    @Test func theBasicFormNamesBundles() {
        #expect(Timestamp(rfc3339: "2026-11-22T10:31:04.9Z")?.basic == "20261122T103104Z")
    }
}

struct AddressTests {
    @Test(
        "prints as RFC 5952 says",
        arguments: [
            ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("::", "::"), ("::1", "::1"),
            ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("::ffff:192.0.2.1", "::ffff:c000:201"),
            ("192.0.2.1", "192.0.2.1"), ("[fe80::1]", "fe80::1"), ("1::", "1::"),
        ])
    func prints(text: String, expected: String) {
        #expect(IPAddress(text)?.description == expected)
    }

    @Test(
        "refuses what is no address",
        arguments: [
            "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.+4", ":::", "1::2::3",
            "1:2:3:4:5:6:7:8:9",
            "12345::", "::1%eth0", "1:2:3:4:5:6:7", "::1.2.3", "g::", "1:2:3:4:5:6:7::8:9",
        ])
    func refuses(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(
        "knows its block",
        arguments: [
            ("104.16.0.0/13", "104.23.255.255", true), ("104.16.0.0/13", "104.24.0.0", false),
            ("2606:4700::/32", "2606:4700:1::1", true), ("2a06:98c0::/29", "2a06:98c8::1", false),
            ("0.0.0.0/0", "8.8.8.8", true), ("10.0.0.0/8", "::ffff:10.1.2.3", true),
        ])
    func contains(block: String, address: String, expected: Bool) throws {
        let prefix = try #require(IPPrefix(block))
        #expect(prefix.contains(try #require(IPAddress(address))) == expected)
    }

    @Test(
        "reads an address with and without a port",
        arguments: [
            ("203.0.113.34", "203.0.113.34"), ("203.0.113.34:8443", "203.0.113.34:8443"),
            ("[2001:db8::1]:443", "[2001:db8::1]:443"), ("2001:db8::1", "2001:db8::1"),
        ])
    func endpoint(text: String, expected: String) {
        #expect(Endpoint(text)?.description == expected)
    }

    @Test(
        "refuses what is no address with a port",
        arguments: [
            "example.com:443", "203.0.113.34:0", "203.0.113.34:99999", "[203.0.113.34:1", ":443",
            "203.0.113.34:",
        ])
    func refusesEndpoint(text: String) {
        #expect(Endpoint(text) == nil)
    }
}

struct NameTests {
    @Test(
        "forgives case, a final dot and other scripts",
        arguments: [
            ("WWW.Example.COM.", "www.example.com"), ("bücher.example", "xn--bcher-kva.example"),
            ("faß.de", "xn--fa-hia.de"), ("παράδειγμα.δοκιμή", "xn--hxajbheg2az3al.xn--jxalpdlp"),
            ("例え。テスト", "xn--r8jz45g.xn--zckzah"), ("_dmarc.example.com", "_dmarc.example.com"),
        ])
    func reads(text: String, expected: String) throws {
        #expect(try Hostname(text).description == expected)
    }

    @Test(
        "says which part is wrong",
        arguments: [
            ("", HostnameError.empty), (".", .empty), ("a..b", .badLabel("")), ("-a.com", .badLabel("-a")),
            ("exa mple.com", .badLabel("exa mple")),
            (String(repeating: "a", count: 64), .badLabel(String(repeating: "a", count: 64))),
        ])
    func rejects(text: String, expected: HostnameError) {
        #expect(throws: expected) { try Hostname(text) }
    }

    @Test func aNameIsInItsZoneOnlyAtADot() throws {
        let zone = try Hostname("example.com")
        #expect(try Hostname("www.example.com").isInside(zone))
        #expect(try !Hostname("notexample.com").isInside(zone))
    }
}

struct URLTests {
    @Test(
        "splits a URL once and for all",
        arguments: [
            ("www.example.com/a?b=c#d", "https://www.example.com/a?b=c"),
            ("HTTP://Example.com:80", "http://example.com/"),
            ("www.example.com/go?u=https://x.test/", "https://www.example.com/go?u=https://x.test/"),
            ("https://[2001:db8::1]:8443/a b", "https://[2001:db8::1]:8443/a%20b"),
            ("https://example.com?x=ü", "https://example.com/?x=%C3%BC"),
            ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ])
    func reads(text: String, expected: String) throws {
        #expect(try WebURL(text).description == expected)
    }

    @Test(
        "says what is wrong",
        arguments: [
            ("ftp://example.com/", WebURLError.scheme), ("https:///x", .noHost),
            ("https://u:p@example.com/", .userinfo), ("https://example.com:0/", .port),
            ("https://exa mple.com/", .host(.badLabel("exa mple"))),
        ])
    func rejects(text: String, expected: WebURLError) {
        #expect(throws: expected) { try WebURL(text) }
    }

    @Test(
        "resolves a Location",
        arguments: [
            ("/new", "https://example.com/new"), ("https://www.example.com/", "https://www.example.com/"),
            ("//cdn.example.com/x", "https://cdn.example.com/x"),
            ("?page=2", "https://example.com/a/b?page=2"),
            ("/login?next=https://example.com/x", "https://example.com/login?next=https://example.com/x"),
            ("?next=https://example.com/x", "https://example.com/a/b?next=https://example.com/x"),
            ("c", "https://example.com/a/c"), ("../c?d", "https://example.com/c?d"),
            ("./", "https://example.com/a/"),
            ("http://example.com/a/b#x", "http://example.com/a/b"),
        ])
    func resolves(location: String, expected: String) throws {
        #expect(
            try WebURL("https://example.com/a/b?q=1").resolving(location: location)?.description == expected)
    }

    @Test(
        "leaves other schemes alone",
        arguments: ["mailto:a@example.com", "javascript:alert(1)", "ftp://example.com/"])
    func refusesLocation(location: String) throws {
        #expect(try WebURL("https://example.com/").resolving(location: location) == nil)
    }
}

struct IdentifierTests {
    @Test func aRayIsItsSixteenDigits() throws {
        let header = try #require(RayID("9F140B785E57C458-fra"))
        #expect(header.description == "9f140b785e57c458-FRA")
        #expect(header.value == RayID("9f140b785e57c458")?.value)
    }

    @Test(
        "refuses what is no ray",
        arguments: [
            "", "-", "9f140b785e57c45", "9f140b785e57c458-FR", "9f140b785e57c458-FRAX", "+f140b785e57c458",
        ])
    func refusesRay(text: String) {
        #expect(RayID(text) == nil)
    }

    @Test func aZoneIDSaysWhatIsWrongWithIt() {
        #expect(throws: ZoneIDError.wrongLength(3)) { try ZoneID("abc") }
        #expect(throws: ZoneIDError.notHex) { try ZoneID(String(repeating: "g", count: 32)) }
    }

    @Test(
        "refuses paths that leave the bundle",
        arguments: ["", "/a", "a//b", "../a", "a/..", "a\\b", "a b", "./a"])
    func refusesPath(text: String) {
        #expect(BundlePath(text) == nil)
    }
}
