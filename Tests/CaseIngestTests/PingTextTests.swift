import CaseModel
import Testing

@testable import CaseIngest

struct PingTextTests {
    @Test(
        "pings of all systems read alike",
        arguments: [
            (
                "PING www.example.com (192.0.2.1) 56(84) bytes of data.\n64 bytes from 192.0.2.1: icmp_seq=1 ttl=57 time=11.2 ms\n"
                    + "\n--- www.example.com ping statistics ---\n4 packets transmitted, 3 received, 25% packet loss, time 3004ms\n"
                    + "rtt min/avg/max/mdev = 10.1/11.2/12.3/0.4 ms\n", 4, 1, 11.2
            ),
            (
                "PING 192.0.2.1 (192.0.2.1): 56 data bytes\n64 bytes from 192.0.2.1: icmp_seq=0 ttl=57 time=11.200 ms\n"
                    + "Request timeout for icmp_seq 1\n--- 192.0.2.1 ping statistics ---\n"
                    + "2 packets transmitted, 1 packets received, 50.0% packet loss\n"
                    + "round-trip min/avg/max/stddev = 11.2/11.2/11.2/0.0 ms\n", 2, 1, 11.2
            ),
        ])
    func unix(text: String, sent: Int, lost: Int, average: Double) throws {
        let record = PathText.parse(Array(text.utf8))
        let hop = try #require(record.hops.first)
        #expect(record.tool == "ping" && record.reached == true)
        #expect(record.targetAddress == IPAddress("192.0.2.1"))
        #expect(hop.sent == sent && hop.lost == lost && hop.avgMS == average)
        #expect(!record.notices.contains { $0.severity > .info })
    }

    @Test func windowsAnswersAreToldByTheirShape() throws {
        let record = PathText.parse(
            Array(
                "\r\nPing wird ausgef\u{fc}hrt f\u{fc}r 192.0.2.1 mit 32 Bytes Daten:\r\nAntwort von 192.0.2.1: Bytes=32 Zeit=12ms TTL=57\r\nAntwort von 192.0.2.1: Bytes=32 Zeit<1ms TTL=57\r\n"
                    .utf8))
        #expect(record.tool == "ping")
        #expect(record.hops.first?.replies.first?.rttMS == [12, 1])
    }

    @Test func aTimeThatIsNoNumberIsNoticedAndNoTime() {
        let record = PathText.parse(
            Array(
                "PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.\n64 bytes from 192.0.2.1: icmp_seq=1 ttl=57 time=1e400 ms\n64 bytes from 192.0.2.1: icmp_seq=2 ttl=57 time=2.5 ms\n"
                    .utf8))
        #expect(record.hops.first?.replies.first?.rttMS == [2.5])
        #expect(record.notices.contains { $0.severity > .info && $0.place == "line 2" })
    }

    @Test func silenceIsALossAndNoAnswer() throws {
        let record = PathText.parse(
            Array(
                "PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.\n\n--- 192.0.2.1 ping statistics ---\n3 packets transmitted, 0 received, 100% packet loss, time 2040ms\n"
                    .utf8))
        #expect(record.reached == false)
        #expect(record.hops.first?.lossPercent == 100)
    }
}
