import Testing

@testable import CaseRedact

struct TextPassTests {
    private func windows(_ text: String, _ places: [Range<Int>]) -> [Range<Int>] {
        let bytes = Array(text.utf8)
        var pass = TextPass(0..<bytes.count)
        for place in places {
            let mark = pass.begin(bytes, place.lowerBound)
            pass.output += bytes[place]
            pass.end(mark, place.upperBound, isSettled: false)
        }
        return pass.windows(of: bytes.span)
    }

    @Test func aWindowReachesFromBlankToBlank() {
        let word = String(repeating: "w", count: 200)
        let text = "far \(word) x \(word) away"
        #expect(windows(text, [205..<206]) == [4..<407])
    }

    @Test func windowsThatMeetAreOne() {
        let text = String(repeating: "abc ", count: 400)
        #expect(windows(text, [400..<404, 500..<504, 1400..<1402]).count == 2)
    }

    @Test func whatIsNotReplacedIsTakenBack() {
        let bytes = Array("one two".utf8)
        var pass = TextPass(0..<7)
        let mark = pass.begin(bytes, 4)
        pass.undo(mark)
        #expect(!pass.hasChanged && pass.unsettled.isEmpty)
        // What stands before it is copied once, not again at every address that stays.
        #expect(text(pass.output) == "one ")
        // A longer thing that begins before it.
        let longer = pass.begin(bytes, 2)
        pass.output += bytes[5...]
        pass.end(longer, 6, isSettled: true)
        #expect(pass.hasChanged && text(pass.finish(bytes)) == "onwoo")
    }

    @Test func longTextIsSettledAfterOneRun() {
        // Userinfo inside the value of a parameter behind userinfo.
        let filler = String(repeating: "nothing here to see, ", count: 60)
        let text =
            filler + "https://u:p4ssw0rd@h/?token=https://a:b@c/ " + filler + "password=hunter2hunter2 "
        var redactor = makeRedactor()
        let once = redactor.seal(string: text, in: somewhere).value
        var other = makeRedactor()
        #expect(other.seal(string: once, in: somewhere).value == once)
        #expect(!once.contains("hunter2") && !once.contains("p4ssw0rd"))
    }
}
