import CaseModel
import JSONBytes
import Testing

@testable import CaseRedact

struct HARTests {
    /// Places a HAR hides secrets in, each with a value of its own.
    static let planted = [
        "qAccessTok3n0001", "qSess1onId000002", "bearerLower00003", "bearerUpper00004", "cookieLower00005",
        "cookieUpper00006", "clearanceHdr0007", "clearanceArr0008", "cookieAccess0009", "apiKeyValue00010",
        "globalKey0000011", "c2lnbmF0dXJlMDEy", "eyJzdWIiOiJjbGFpbTAxMyJ9", "refererCode00014",
        "reqCookieArr0015",
        "jsonPassw0rd0016", "4111111111111111", "setCookieHdr0018", "respCookieArr019", "idTokenFrag00020",
        "jsonAccess000021", "victim22@example.com", "redirectTok00023", "webSocketTok0024",
    ]

    static let entry = #"""
        {
          "startedDateTime": "2026-11-22T10:31:04.123Z", "time": 12.5,
          "request": {
            "method": "POST",
            "url": "https://app.example.com/cb?access_token=qAccessTok3n0001&sessionid=qSess1onId000002&page=2",
            "httpVersion": "h2",
            "headers": [
              {"name": "authorization", "value": "Bearer bearerLower00003"},
              {"value": "Bearer bearerUpper00004", "name": "Authorization"},
              {"name": "cookie", "value": "session=cookieLower00005; cf_clearance=clearanceHdr0007; access_token=cookieAccess0009"},
              {"name": "Cookie", "value": "session=cookieUpper00006"},
              {"name": "x-api-key", "value": "apiKeyValue00010"},
              {"name": "x-auth-key", "value": "globalKey0000011"},
              {"name": "cf-access-token", "value": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjbGFpbTAxMyJ9.c2lnbmF0dXJlMDEy"},
              {"name": "referer", "value": "https://app.example.com/?code=refererCode00014"},
              {"name": "cf-ray", "value": "9f140b785e57c458-FRA"}
            ],
            "queryString": [{"name": "access_token", "value": "qAccessTok3n0001"}, {"name": "page", "value": "2"}],
            "cookies": [
              {"name": "session", "value": "reqCookieArr0015", "path": "/"},
              {"name": "cf_clearance", "value": "clearanceArr0008"}
            ],
            "postData": {
              "mimeType": "application/json",
              "text": "{\"user\":\"joe\",\"password\":\"jsonPassw0rd0016\",\"card\":\"4111111111111111\"}"
            },
            "headersSize": -1, "bodySize": 71
          },
          "response": {
            "status": 302, "statusText": "Found", "httpVersion": "h2",
            "headers": [
              {"name": "Set-Cookie", "value": "sid=setCookieHdr0018; Path=/; Secure"},
              {"name": "Location", "value": "https://app.example.com/#id_token=idTokenFrag00020"}
            ],
            "cookies": [{"name": "sid", "value": "respCookieArr019"}],
            "content": {
              "size": 62, "mimeType": "application/json",
              "text": "{\"access_token\":\"jsonAccess000021\",\"email\":\"victim22@example.com\"}"
            },
            "redirectURL": "https://app.example.com/in?token=redirectTok00023",
            "headersSize": -1, "bodySize": 62
          },
          "_webSocketMessages": [{"type": "send", "time": 1.5, "opcode": 1, "data": "{\"token\":\"webSocketTok0024\"}"}],
          "cache": {}, "timings": {"send": 0.5, "wait": 10, "receive": 2}, "serverIPAddress": "104.16.132.229"
        }
        """#

    @Test("none of 24 secrets survives", arguments: planted)
    func nothingSurvives(secret: String) throws {
        #expect(Self.entry.contains(secret))
        var redactor = makeRedactor()
        let sealed = text(try redactor.seal(harEntry: bytes(Self.entry), in: somewhere).value)
        #expect(!sealed.contains(secret))
    }

    @Test func whatSupportNeedsStays() throws {
        var redactor = makeRedactor()
        let sealed = try redactor.seal(harEntry: bytes(Self.entry), in: somewhere).value
        let before = try JSONValue(parsing: bytes(Self.entry))
        let after = try JSONValue(parsing: sealed)
        #expect(shape(before) == shape(after))
        for kept in [
            "9f140b785e57c458-FRA", "page=2", "Bearer ~", "cf_clearance=~", "Path=/; Secure",
            "104.16.132.229",
            "?access_token=~", "#id_token=~", "2026-11-22T10:31:04.123Z", "app.example.com", "\"time\": 12.5",
        ] { #expect(text(sealed).contains(kept)) }
        #expect(gateHits(sealed).isEmpty)
        #expect(redactor.ledger.total(in: somewhere) >= 24)
    }

    @Test(
        "the head of a web token stays, what it says goes, twice the same",
        arguments: ["Authorization: Bearer %", #"{"headers":[{"name":"authorization","value":"Bearer %"}]}"#])
    func webToken(text: String) {
        let head = "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ"
        let token = head + ".eyJzdWIiOiJ2aXNpdG9yLTQyIn0.c2lnbmF0dXJlc2lnbmF0dXJl"
        var redactor = makeRedactor()
        let once = redactor.seal(string: text.replacing("%", with: token), in: somewhere).value
        #expect(outline(once) == text.replacing("%", with: head + ".<authorization>"))
        #expect(redactor.seal(string: once, in: somewhere).value == once)
        #expect(gateHits(bytes(once)).isEmpty)
    }

    @Test(
        "cookies that are joined go all",
        arguments: [
            #"{"headers":[{"name":"set-cookie","value":"a=basket1x; Path=/\nb=basket2x; Path=/, c=basket3x"}]}"#,
            #"{"headers":["set-cookie: a=basket1x; path=/\u0000b=basket2x; path=/"]}"#,
        ])
    func joinedCookies(entry: String) throws {
        var redactor = makeRedactor()
        let once = try redactor.seal(harEntry: bytes(entry), in: somewhere).value
        #expect(!text(once).contains("basket"), "\(text(once))")
        #expect(text(once).contains("ath=/"))
        #expect(try redactor.seal(harEntry: once, in: somewhere).value == once)
    }

    @Test func aKeyThatHeldASecretSaysNothingTheSecondTime() throws {
        var redactor = makeRedactor()
        let once = try redactor.seal(harEntry: bytes(#"{"4012888888881881":2}"#), in: somewhere).value
        #expect(outline(text(once)) == #"{"<card>":2}"#)
        #expect(try redactor.seal(harEntry: once, in: somewhere).value == once)
    }

    @Test func theSameSecretHasTheSamePlaceholderInHeaderAndList() throws {
        let entry =
            #"{"request":{"headers":[{"name":"cookie","value":"sid=a%2Bb%2F12345"}],"cookies":[{"name":"sid","value":"a+b/12345"}]}}"#
        var redactor = makeRedactor()
        let sealed = try JSONValue(parsing: try redactor.seal(harEntry: bytes(entry), in: somewhere).value)
        let request = try #require(sealed["request"])
        let header = try #require(request["headers"]?.array?.first?["value"]?.string)
        let cookie = try #require(request["cookies"]?.array?.first?["value"]?.string)
        #expect(header == "sid=" + cookie)
    }

    @Test(
        "escapes and encodings hide nothing",
        arguments: [
            (#"{"headers":[{"name":"\u0061uthorization","value":"Bearer hiddenTok3n"}]}"#, "hiddenTok3n"),
            (#"{"text":"a \u0065yJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"}"#, "eyJzdWIiOiIxIn0"),
            (#"{"url":"https:\/\/user:s3cretpw@example.com\/"}"#, "s3cretpw"),
            (
                #"{"url":"https://e.com/?u=https%3A%2F%2Fe.com%2F%3Ftoken%3DnestedTok3n%26x%3D1"}"#,
                "nestedTok3n"
            ),
            (#"{"url":"https://e.com/?to%6ben=percentNam3"}"#, "percentNam3"),
            (#"{"params":[{"value":"paramSecr3t","name":"password"}]}"#, "paramSecr3t"),
            (#"{"data":"{\"a\":\"{\\\"password\\\":\\\"twoDeep1\\\"}\"}"}"#, "twoDeep1"),
            (
                #"{"postData":{"mimeType":"application/x-www-form-urlencoded","text":"password=form5ecret&a=1"}}"#,
                "form5ecret"
            ),
            (#"{"data":"username=x&json=%7B%22token%22%3A%22inForm123%22%7D"}"#, "inForm123"),
            (#"{"session":{"id":"aB3dE5fG7hJ9kL1mN3"}}"#, "aB3dE5fG7hJ9kL1mN3"),
            (#"{"card":4111111111111111}"#, "4111111111111111"),
            (#"{"x":5500000000000004}"#, "5500000000000004"),
            (#"{"password":123456}"#, "123456"),
            (#"{"headers":{"Cookie":"a=dictCookie1"}}"#, "dictCookie1"),
            (#"{"stack":"at https://e.com/x?sid=stackSid12:1:2"}"#, "stackSid12"),
            (#"{"comment":"curl -H 'X-Api-Key: commentK3y' https://e.com"}"#, "commentK3y"),
            (
                #"{"content":{"mimeType":"application/json","encoding":"base64","text":"eyJwYXNzd29yZCI6ImI2NHNlY3JldCJ9"}}"#,
                "eyJwYXNzd29yZCI6ImI2NHNlY3JldCJ9"
            ),
            (
                #"{"text":"-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----\n"}"#,
                "MIIEvQIBADANBg"
            ),
            (
                #"{"text":"--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nmultiPart1\r\n--b--"}"#,
                "multiPart1"
            ),
            (#"{"text":"<input type=\"hidden\" name=\"csrf_token\" value=\"htmlTok3n1\">"}"#, "htmlTok3n1"),
        ])
    func hidden(entry: String, secret: String) throws {
        var redactor = makeRedactor()
        let sealed = try redactor.seal(harEntry: bytes(entry), in: somewhere).value
        #expect(!text(sealed).contains(secret))
        #expect(throws: Never.self) { try JSONValue(parsing: sealed) }
        #expect(gateHits(sealed).isEmpty)
    }

    @Test(
        "binary bodies become a note and lose their encoding",
        arguments: [
            #"{"content":{"size":3,"mimeType":"image/png","encoding":"base64","text":"AAEC"}}"#,
            #"{"content":{"encoding":"base64","text":"AAEC","size":3,"mimeType":"image/png"}}"#,
            #"{"content":{"text":"AAEC","mimeType":"image/png","encoding":"base64"}}"#,
        ])
    func binary(entry: String) throws {
        var redactor = makeRedactor()
        let sealed = try redactor.seal(harEntry: bytes(entry), in: somewhere).value
        let content = try #require(try JSONValue(parsing: sealed)["content"])
        #expect(content["encoding"] == nil)
        #expect(content["mimeType"]?.string == "image/png")
        #expect(content["text"]?.string?.hasPrefix("[binary body removed: 3 bytes, sha256 ae4b3280") == true)
        #expect(try redactor.seal(harEntry: sealed, in: somewhere).value == sealed)
    }

    @Test func structureIsPunctuationAndPlainNames() {
        let redactor = makeRedactor()
        for structure in ["{\"log\": {\"entries\": [\n", "\u{feff}{"] {
            #expect(redactor.sealStructure(bytes(structure))?.value == bytes(structure))
        }
        for other in [
            "\"a b\"", "12", "true", "\"\"", "\"AKIAABCDEFGHIJ234567\"", "\"\\u0061\"", "x", "\"log",
        ] {
            #expect(redactor.sealStructure(bytes(other)) == nil)
        }
    }

    @Test func keptNamesStayAndRemovedNamesGo() throws {
        var policy = RedactionPolicy()
        policy.keepNames = ["theme", "x-api-key"]
        policy.removeNames = ["x-tenant"]
        var redactor = makeRedactor(policy)
        let entry =
            #"{"headers":[{"name":"X-Api-Key","value":"demo"},{"name":"X-Tenant","value":"acme"}],"cookies":[{"name":"theme","value":"dark"}]}"#
        let sealed = text(try redactor.seal(harEntry: bytes(entry), in: somewhere).value)
        #expect(sealed.contains("demo") && sealed.contains("dark") && !sealed.contains("acme"))
    }

    private func shape(_ value: JSONValue) -> String {
        switch value {
        case .object(let members):
            "{" + members.map { $0.name + ":" + shape($0.value) }.joined(separator: ",") + "}"
        case .array(let elements): "[" + elements.map(shape).joined(separator: ",") + "]"
        case .string: "s"
        case .number: "n"
        case .bool: "b"
        case .null: "0"
        }
    }
}
