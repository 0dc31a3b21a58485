import Testing

/// Outputs in the grammar of each tool, with documentation addresses.
enum PathSamples {
    static let linux = """
        traceroute to www.example.com (203.0.113.34), 30 hops max, 60 byte packets
         1  gateway (192.0.2.1)  0.451 ms  0.395 ms  0.373 ms
         2  198.51.100.1 (198.51.100.1) [AS64500] <MPLS:L=24001,E=0,S=1,T=1>  4.100 ms  4.200 ms *
         3  a.example.net (198.51.100.9) [AS64501/AS64502]  9.000 ms b.example.net (198.51.100.10) [*]  9.500 ms 198.51.100.9 (198.51.100.9)  10.000 ms
         4  * * *
         5  203.0.113.34 (203.0.113.34)  12.000 ms !X  13.000 ms !F-1400  14.000 ms !X

        """
    static let linuxNumbers = """
        traceroute to 2001:db8::1 (2001:db8::1), 12 hops max, 80 byte packets
         1  fd00::2  3054.382 ms !H  3054.275 ms !H  3054.254 ms !H

        """
    static let macOS = """
        traceroute: Warning: www.example.com has multiple addresses; using 203.0.113.34
        traceroute to www.example.com (203.0.113.34), 64 hops max, 40 byte packets
         1  gateway (192.0.2.1)  1.234 ms  1.101 ms  1.050 ms
         2  a.example.net (198.51.100.9)  9.000 ms
            b.example.net (198.51.100.10)  9.500 ms
            a.example.net (198.51.100.9)  10.000 ms
         3  * * *
         4  [AS64500] edge.example.net (203.0.113.34)  12.000 ms  12.500 ms * (33% loss)

        """
    static let busyBox = """
        traceroute to 203.0.113.34 (203.0.113.34), 30 hops max, 46 byte packets
         1  192.0.2.1 (192.0.2.1)  0.100 ms  0.200 ms  0.300 ms
         2  203.0.113.34 (203.0.113.34)  1.100 ms  1.200 ms  1.300 ms

        """
    static let tracepath = """
         1?: [LOCALHOST]                        0.023ms pmtu 1500
         1:  gateway (192.0.2.1)                                   0.255ms asymm  2
         1:  gateway (192.0.2.1)                                   0.122ms
         2:  gateway (192.0.2.1)                                   0.300ms pmtu 1400
         2:  no reply
         3:  198.51.100.1                                          4.500ms !H
         4:  www.example.com                                      12.250ms reached
             Resume: pmtu 1400 hops 4 back 5

        """
    static let mtrWide = """
        Start: 2026-11-22T20:02:15+0100
        HOST: vm                             Loss%   Snt   Last   Avg  Best  Wrst StDev
          1. AS???    gateway (192.0.2.1)     0.0%    10    0.1   0.2   0.1   0.9   0.1
          2. AS64500  a.example.net (198.51.100.9)  10.0%    10    4.1   4.2   4.0   5.0   0.3
             AS64501  b.example.net (198.51.100.10)
          3. AS???    ???                    100.0    10    0.0   0.0   0.0   0.0   0.0
          4. AS13335  203.0.113.34            0.0%    10   12.1  12.2  12.0  13.0   0.3

        """
    static let mtrTree = """
        Start: Sun Nov 22 20:02:15 2026
        HOST: vm                          Loss%   Snt   Last   Avg  Best  Wrst StDev
          1.|-- gateway                    0.00%     3    0.1   0.2   0.1   0.9   0.1
          2.|-- 198.51.100.9              33.33%     3    4.1   4.2   4.0   5.0   0.3
            |   +-- [MPLS: Lbl 24001 TC 0 S 1 TTL 1]
            |   +-- [MPLS: Lbl 24002 TC 0 S 1 TTL 1]
            |  `|-- 198.51.100.10
            |   |-- 198.51.100.11
          3.|-- ???                       100.0     3    0.0   0.0   0.0   0.0   0.0

        """
    static let mtrColumns = """
        HOST: vm                          Snt  Rcv Drop  Wrst   Best   Avg Jttr
          1.|-- 192.0.2.1                   5    4    1   9.5    0.5   2.5  0.1

        """
    static let mtrOldJSON = """
        { "report": { "mtr": { "src": "vm", "dst": "203.0.113.34", "tos": "0x0", "psize": "64",
            "bitpattern": "0x00", "tests": "10" },
          "hubs": [
            { "count": "1", "host": "gateway (192.0.2.1)", "ASN": "AS???", "Loss%": 0.00, "Snt": "10", "Last": 0.1, "Avg": 0.2, "Best": 0.1, "Wrst": 0.9, "StDev": 0.1 },
            { "count": "2", "host": "???", "Loss%": 100.00, "Snt": "10", "Last": 0, "Avg": 0, "Best": 0, "Wrst": 0, "StDev": 0 },
            { "count": "3", "host": "203.0.113.34", "ASN": "AS13335", "Loss%": " 0.00", "Snt": "10", "Last": 12.1, "Avg": 12.2, "Best": 12.0, "Wrst": 13.0, "StDev": 0.3 } ] } }
        """
    static let mtrNewJSON = """
        {
            "report": {
                "mtr": { "src": "vm", "dst": "127.0.0.1", "tos": 0, "tests": 2, "psize": "64", "bitpattern": "0x00" },
                "hubs": [
                    { "count": 1, "host": "localhost (127.0.0.1)", "Loss%": 0.0, "Snt": 2, "Last": 0.056,
                      "Avg": 0.059, "Best": 0.056, "Wrst": 0.062, "StDev": 0.004 }
                ]
            }
        }
        """
    static let mtrRaw = """
        x 0 33000
        h 0 192.0.2.1
        p 0 570 33000
        x 1 33001
        h 1 203.0.113.34
        d 1 www.example.com
        m 1 24001 0 1 1
        p 1 12000 33001
        x 2 33002
        h 2 203.0.113.34
        p 2 12100 33002
        x 0 33003
        x 1 33004
        p 1 14000 33004

        """
    static let mtrCSV = """
        Mtr_Version,Start_Time,Status,Host,Hop,Ip,Loss%,Snt, ,Last,Avg,Best,Wrst,StDev,
        MTR.0.95,1795387590,OK,203.0.113.34,1,gateway,0.00,2,0,0.07,0.06,0.04,0.07,0.02
        MTR.0.95,1795387590,OK,203.0.113.34,2,???,100.00,2,0,0.00,0.00,0.00,0.00,0.00
        MTR.0.95,1795387590,OK,203.0.113.34,3,203.0.113.34,50.00,2,0,9.07,9.06,9.04,9.07,0.02

        """
    static let tracert = """

        Tracing route to www.example.com [203.0.113.34]
        over a maximum of 30 hops:

          1    <1 ms    <1 ms     1 ms  192.0.2.1
          2     4 ms     *        6 ms  a.example.net [198.51.100.9]
          3     *        *        *     Request timed out.
          4    12 ms    12 ms    13 ms  www.example.com [203.0.113.34]

        Trace complete.

        """
    static let tracertGerman = """

        Routenverfolgung zu www.example.com [203.0.113.34]
        \u{fc}ber maximal 30 Hops:

          1    <1 ms    <1 ms    <1 ms  fritz.box [192.0.2.1]
          2     *        *        *     Zeit\u{fc}berschreitung der Anforderung.
          3  192.0.2.7  meldet: Zielhost nicht erreichbar.

        Ablaufverfolgung beendet.

        """
    static let tracertChinese = """

        \u{901a}\u{8fc7}\u{6700}\u{591a} 30 \u{4e2a}\u{8dc3}\u{70b9}\u{8ddf}\u{8e2a}
        \u{5230} www.example.com [203.0.113.34] \u{7684}\u{8def}\u{7531}:

          1    <1 \u{6beb}\u{79d2}   <1 \u{6beb}\u{79d2}   <1 \u{6beb}\u{79d2} 192.0.2.1
          2     *        *        *     \u{8bf7}\u{6c42}\u{8d85}\u{65f6}\u{3002}
          3    11 ms    12 ms    13 ms  203.0.113.34

        \u{8ddf}\u{8e2a}\u{5b8c}\u{6210}\u{3002}

        """
    static let winMTR = """
        |------------------------------------------------------------------------------------------|
        |                                      WinMTR statistics                                   |
        |                       Host              -   %  | Sent | Recv | Best | Avrg | Wrst | Last |
        |------------------------------------------------|------|------|------|------|------|------|
        |                               192.0.2.1 -    0 |  100 |  100 |    0 |    1 |   15 |    1 |
        |                   No response from host -  100 |   20 |    0 |    0 |    0 |    0 |    0 |
        |                            203.0.113.34 -    2 |  100 |   98 |   11 |   12 |   40 |   12 |
        |________________________________________________|______|______|______|______|______|______|
           WinMTR v0.92 GPL V2 by Appnor MSP - Fully Managed Hosting & Cloud Provider

        """

    static let all = [
        PathSample("linux", linux), PathSample("linuxNumbers", linuxNumbers), PathSample("macOS", macOS),
        PathSample("busyBox", busyBox), PathSample("tracepath", tracepath), PathSample("mtrWide", mtrWide),
        PathSample("mtrTree", mtrTree), PathSample("mtrColumns", mtrColumns),
        PathSample("mtrOldJSON", mtrOldJSON),
        PathSample("mtrNewJSON", mtrNewJSON), PathSample("mtrRaw", mtrRaw), PathSample("mtrCSV", mtrCSV),
        PathSample("tracert", tracert), PathSample("tracertGerman", tracertGerman),
        PathSample("tracertChinese", tracertChinese), PathSample("winMTR", winMTR),
    ]
}

/// A sample with a short name for the test's report.
struct PathSample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String

    init(_ name: String, _ text: String) {
        testDescription = name
        self.text = text
    }
}
