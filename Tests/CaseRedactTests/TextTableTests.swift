import Testing

@testable import CaseRedact

/// What columns and jars give away, in the shapes tools export.
struct TextTableTests {
    /// Texts in which `Zk9Rt4Yx8LpQ` is the secret and nothing else is.
    static let tables: [(name: String, text: String)] = [
        ("CSV", "id,site,password\n1,shop,Zk9Rt4Yx8LpQ\n2,blog,\n"),
        ("CSV of Windows", "id,site,password\r\n1,shop,Zk9Rt4Yx8LpQ\r\n"),
        ("quoted cells", "\"site\",\"password\"\n\"shop, cart\",\"Zk9Rt4Yx8LpQ\"\n"),
        ("a comma in a secret", "site,password\nshop,\"Zk9Rt4Yx8LpQ,7\"\n"),
        ("a cell of two lines", "site,password\n\"shop\ncart\",none\nblog,Zk9Rt4Yx8LpQ\n"),
        ("semicolons", "site;api_key;n\nshop;Zk9Rt4Yx8LpQ;3\n"),
        ("tabs", "user\ttoken\nann\tZk9Rt4Yx8LpQ\n"),
        ("Markdown", "| site | password |\n|---|---|\n| shop | Zk9Rt4Yx8LpQ |\n"),
        ("psql", " id | secret\n----+------\n  1 | Zk9Rt4Yx8LpQ\n"),
        ("cookie jar", "# Netscape HTTP Cookie File\n.shop.test\tTRUE\t/\tFALSE\t0\tcart\tZk9Rt4Yx8LpQ\n"),
        ("jar, HttpOnly", "#HttpOnly_shop.test\tFALSE\t/\tTRUE\t1799999999\tsid\tZk9Rt4Yx8LpQ\r\n"),
    ]

    @Test("a telling column goes, the rest stays, and a second time nothing changes", arguments: tables)
    func columns(_ table: (name: String, text: String)) throws {
        let output = sealed(table.text)
        #expect(!output.contains("Zk9Rt4Yx8LpQ"))
        let first = try #require(table.text.firstRange(of: "Zk9Rt4Yx8LpQ"))
        #expect(output.hasPrefix(table.text[..<first.lowerBound]))
        #expect(
            output.split(whereSeparator: \.isNewline).count
                == table.text.split(whereSeparator: \.isNewline).count)
        #expect(sealed(output) == output)
    }

    @Test(
        "no table",
        arguments: [
            "user, password\nsee below, please\n", "name,count\ntoken,7\n", "session,count\n12345,7\n",
            "site,password_reset_url\nshop,https://shop.test/\n", "a.b\tTRUE\tx\n",
        ])
    func staysAsItIs(_ string: String) { #expect(sealed(string) == string) }

    @Test func aPartThatGoesOnWithATableKnowsItsColumns() {
        var redactor = makeRedactor()
        let part = redactor.seal(text: bytes("2,Zk9Rt4Yx8LpQ\n"), in: somewhere, under: bytes("id,password"))
        #expect(text(part.value).hasPrefix("2,~password."))
        let other = redactor.seal(text: bytes("2,Ab8Rt4Yx8LpQ\n"), in: somewhere)
        #expect(text(other.value) == "2,Ab8Rt4Yx8LpQ\n")
    }
}
