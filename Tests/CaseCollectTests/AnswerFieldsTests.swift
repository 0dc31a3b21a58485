import CaseModel
import Testing

@testable import CaseCollect

/// What is taken from an answer's fields before redaction makes them shorter.
struct AnswerFieldsTests {
    @Test(
        "a plain persistence cookie of BIG-IP names a server, any other does not",
        arguments: [
            ("BIGipServerpool_web=1677787402.36895.0000; path=/; Httponly", "10.1.1.100:8080"),
            ("bigipserverx=16777226.20480.0000", "10.0.0.1:80"),
            ("BIGipServerpool=!aGVsbG8gd29ybGQ=; path=/", nil), ("session=1677787402.36895.0000", nil),
            ("BIGipServerpool=1677787402.36895", nil), ("BIGipServerpool=99999999999.36895.0000", nil),
            ("BIGipServerpool=1677787402.99999.0000", nil), ("BIGipServerpool", nil),
            ("BIGipServerpool=rd5o00000000000000000000ffffc0000201o80", nil),
        ] as [(String, String?)])
    func reads(cookie: String, server: String?) { #expect(BalancerCookie.server(in: cookie) == server) }

    @Test func fieldsAreMeasuredAsTheyCame() throws {
        var exchange = HTTPExchange(
            url: try WebURL("https://www.example.com/"), startedAt: Timestamp(nanosecondsSinceEpoch: 0))
        exchange.fields = [
            HTTPField(name: "set-cookie", value: "BIGipServerp=16777226.20480.0000"),
            HTTPField(name: "a", value: String(repeating: "x", count: 100)),
        ]
        exchange.readFields()
        #expect(exchange.fieldBytes == nil, "there is no answer to measure")
        exchange.status = 200
        exchange.readFields()
        #expect(exchange.fieldBytes == 10 + 32 + 4 + 1 + 100 + 4)
        #expect(exchange.balancedServer == "10.0.0.1:80")
    }
}
