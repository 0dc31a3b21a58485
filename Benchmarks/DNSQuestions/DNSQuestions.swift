import CaseCollect
import CaseModel
import CaseSystem

/// Asks one server as many questions as it is told, so many at a time, each as `collect` does but for its
/// cookie, and says how fast.
///
///     dns-questions ADDRESS:PORT QUESTIONS AT-A-TIME
@main
struct DNSQuestions {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let server = Endpoint(arguments[1]), let count = Int(arguments[2]),
            let limit = Int(arguments[3])
        else { fatalError("dns-questions ADDRESS:PORT QUESTIONS AT-A-TIME") }
        let probe = DNSProbe(
            name: try Hostname("www.example.test"), type: .a,
            server: server, serverSource: .given)
        let clock = SystemClock()
        let start = clock.monotonic()
        let answered = await withTaskGroup(of: Bool.self) { group in
            var answered = 0
            for number in 0..<count {
                if number >= limit, await group.next() == true { answered += 1 }
                group.addTask {
                    let result = await runDNS(
                        probe, id: UInt16(truncatingIfNeeded: number), deadline: .seconds(10),
                        transport: SocketDNSTransport(), clock: clock)
                    return result.outcome == .saw
                }
            }
            for await isAnswer in group where isAnswer { answered += 1 }
            return answered
        }
        let seconds = (clock.monotonic() - start) / .seconds(1)
        print("\(answered) answers, \(Int(Double(answered) / seconds)) a second")
    }
}
