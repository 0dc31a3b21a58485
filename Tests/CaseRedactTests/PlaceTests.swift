import JSONBytes
import Testing

@testable import CaseRedact

/// Every place a HAR has for a secret; each entry of `Tables/places.tsv` holds one.
struct PlaceTests {
    struct Place: Sendable, CustomTestStringConvertible {
        let name: String
        /// The secret, or the end of the encoded text it stands in.
        let gone: String
        let entry: String
        var testDescription: String { name }
    }

    static let places: [Place] = LeakTables.rows("places").map {
        Place(name: $0[0], gone: $0[1], entry: $0[2])
    }

    @Test("nothing is left where it stood", arguments: places)
    func gone(place: Place) throws {
        #expect(place.entry.contains(place.gone))
        var redactor = makeRedactor()
        let once = try redactor.seal(harEntry: bytes(place.entry), in: somewhere).value
        #expect(!text(once).contains(place.gone), "\(text(once))")
        let before = try JSONValue(parsing: bytes(place.entry))
        let after = try JSONValue(parsing: once)
        #expect(before["timings"] == after["timings"])
        #expect(before["request"]?.members?.map(\.name) == after["request"]?.members?.map(\.name))
        var other = makeRedactor()
        #expect(try other.seal(harEntry: once, in: somewhere).value == once)
        #expect(gateHits(once).isEmpty)
    }

    @Test func thereAreManyPlaces() { #expect(Self.places.count >= 60) }

    @Test(
        "arguments and lists without a secret stay",
        arguments: [
            #"["token","session","page"]"#, #"["authorization","content-type"]"#,
            #"{"type":"password","name":"user"}"#,
            #"["password","hunter and more"]"#, #"{"key":"Enter","label":"Password"}"#,
            #"{"js":"setItem(\"token\",\"theme\")"}"#, #"{"js":"a(\"password\",\"aB3dE5fG7hJ9kL1m\":1)"}"#,
        ])
    func stays(json: String) throws {
        var redactor = makeRedactor()
        #expect(text(try redactor.seal(harEntry: bytes(json), in: somewhere).value) == json)
    }
}
