import CaseModel
import Testing

@testable import CaseCollect

struct StepQueueTests {
    private func step(_ id: String, _ host: String, seconds: Int) throws -> Step {
        let probe = HTTPProbe(leg: .edge, url: try WebURL("https://\(host)/"), userAgent: "test")
        return Step(id: StepID(id), action: .http(probe), deadline: .seconds(seconds))
    }

    @Test func longStepsComeFirstAndAHostIsAskedOnlySoOftenAtOnce() throws {
        let steps = try [
            step("a-1", "a.test", seconds: 5), step("a-2", "a.test", seconds: 30),
            step("a-3", "a.test", seconds: 20),
            step("b-1", "b.test", seconds: 10),
        ]
        var queue = StepQueue(steps, perHost: 2)
        #expect([queue.next(), queue.next(), queue.next(), queue.next()] == [1, 2, 3, nil])
        queue.ended(3)
        #expect(queue.next() == nil)
        queue.ended(1)
        #expect(queue.next() == 0)
        #expect(queue.next() == nil)
    }
}
