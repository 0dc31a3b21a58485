import CaseModel
import JSONBytes

@testable import CaseIngest

/// Hand-made HARs in the dialects of the browsers.
enum HARSamples {
    static let chrome = """
        {
          "log": {
            "version": "1.2",
            "creator": {"name": "WebInspector", "version": "537.36"},
            "pages": [
              {"startedDateTime": "2026-03-14T09:26:53.589Z", "id": "page_1", "title": "https://shop.example.com/",
               "pageTimings": {"onContentLoad": 812.4, "onLoad": -1}}
            ],
            "entries": [
              {
                "_initiator": {"type": "script", "stack": {"callFrames": [{"functionName": "a\\"b\\\\", "lineNumber": 1}]}},
                "connection": "443", "pageref": "page_1",
                "request": {"method": "GET", "url": "https://shop.example.com/checkout?id=1", "httpVersion": "h3",
                  "headers": [{"name": ":authority", "value": "shop.example.com"}], "queryString": [], "cookies": [],
                  "headersSize": -1, "bodySize": 0},
                "response": {"status": 522, "statusText": "", "httpVersion": "h3",
                  "headers": [{"name": "CF-Ray", "value": "9f140b785e57c458-FRA"},
                    {"name": "cf-cache-status", "value": "DYNAMIC"}, {"value": "challenge", "name": "Cf-Mitigated"},
                    {"name": "date", "value": "Sat, 14 Mar 2026 09:26:54 GMT"}],
                  "cookies": [], "content": {"size": 1234, "mimeType": "text/html; charset=UTF-8", "text": "<p>}]{[\\"</p>"},
                  "redirectURL": "", "headersSize": -1, "bodySize": -1, "_transferSize": 900, "_error": null},
                "serverIPAddress": "[2606:4700::6810:84e5]", "startedDateTime": "2026-03-14T09:26:53.600Z", "time": 19.125,
                "timings": {"blocked": 1.25, "dns": -1, "ssl": -1, "connect": -1, "send": 0.125, "wait": 17, "receive": 0.75}
              },
              {
                "request": {"method": "POST", "url": "https://api.example.com/poll", "httpVersion": "", "headers": []},
                "response": {"status": 0, "statusText": "", "httpVersion": "", "headers": [], "content": {"size": 0, "mimeType": "x-unknown"},
                  "redirectURL": "", "_error": "net::ERR_CONNECTION_RESET"},
                "serverIPAddress": "", "startedDateTime": "2026-03-14T09:26:54.000Z", "time": 3.5,
                "timings": {"blocked": 3.5, "dns": -1, "connect": -1, "send": 0, "wait": 0, "receive": 0, "ssl": -1}
              }
            ]
          }
        }

        """

    static let firefox = """
        {"log":{"entries":[{"startedDateTime":"2026-03-14T14:56:53.589+05:30","request":{"bodySize":0,"method":"GET",\
        "url":"https://www.example.com/\\u00e9","httpVersion":"HTTP/2","headers":[]},"response":{"status":301,"httpVersion":"HTTP/2",\
        "headers":[{"name":"cf-ray","value":"9F140B785E57C459-DEL"}],"content":{"mimeType":"text/html","size":0,"text":""},\
        "redirectURL":"https://www.example.com/new"},"cache":{},"timings":{"blocked":0,"dns":10,"connect":20,"ssl":21,"send":0,\
        "wait":30,"receive":0},"time":81,"_securityState":"secure","serverIPAddress":"104.16.132.229","connection":"443"}],\
        "version":"1.1","creator":{"name":"Firefox","version":"133.0"},"browser":{"name":"Firefox","version":"133.0"},\
        "pages":[{"id":"page_1","pageTimings":{"onContentLoad":-50,"onLoad":1}}, {"id":"page_2"} ]}}
        """

    static let safari = """
        { "log" : { "version" : "1.2" , "creator" : { "name" : "WebKit Web Inspector", "version" : "1.0" } ,
        "pages" : [ { "id" : "page_0" } ] , "entries" : [ { "pageref" : "page_0", "startedDateTime": "2026-03-14T09:26:53.589Z",
        "time": 12.5, "request": {"method": "GET", "url": "https://www.example.com/a.png", "httpVersion": "HTTP/2"},
        "response": {"status": 200, "content": {"size": 4, "mimeType": "image/png", "encoding": "base64", "text": "AAAA"},
        "headers": [{"name": "Server", "value": "cloudflare"}], "_transferSize": 4}, "cache": {},
        "timings": {"blocked": -1, "wait": 12.5}, "serverIPAddress": "104.16.132.229", "_fetchType": "Network Load" } ] } , "extra" : [1, {"a": null}] }
        """

    /// Every shape the frame can have.
    static let all: [String] = [
        chrome, firefox, safari,
        #"{"log":{"entries":[]}}"#,
        #" { "x" : 1 , "log" : { "entries" : [ ] , "pages" : [ ] } , "y" : "z" } "#,
        #"{"log":{"entries":[{}],"entries":[{"a":1},{"b":2}]},"log":{"entries":[{"c":[]}]}}"#,
        #"{"log":{"entries":[1,"two",null,[3],{"four":-4.5e+6}],"pages":{"odd":true}}}"#,
        #"{"\u006cog":{"\u0065ntries":[{"a":"\\\"]}"}],"comment":"","version":""}}"#,
    ]

    static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}

/// What reading a HAR to its end gave.
struct HARRun {
    var pieces: [HARPiece] = []
    var error: HARReadError?
    var closing: [UInt8] = []
    var entriesRead = 0

    init(_ bytes: [UInt8], chunk: Int = .max, limits: HARLimits = .init()) {
        var reader = HARReader(MemorySource(bytes, chunk: chunk), limits: limits)
        do {
            while let piece = try reader.next() { pieces.append(piece) }
        } catch {
            self.error = error
        }
        closing = reader.closing
        entriesRead = reader.entriesRead
    }

    var text: [UInt8] { pieces.flatMap(\.bytes) }

    var entries: [[UInt8]] {
        pieces.compactMap { if case .entry(_, let bytes) = $0 { bytes } else { nil } }
    }

    var memberNames: [String] {
        pieces.compactMap { if case .member(let name, _) = $0 { name } else { nil } }
    }
}

/// Gzip of bytes without compressing them (RFC 1951 §3.2.4).
func gzipStored(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    var rest = bytes[...]
    repeat {
        let part = rest.prefix(1000)
        rest = rest.dropFirst(part.count)
        let count = UInt16(part.count)
        output += [
            rest.isEmpty ? 1 : 0, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255),
            UInt8(~count >> 8),
        ]
        output += part
    } while !rest.isEmpty
    var checksum: UInt32 = 0xffff_ffff
    for byte in bytes {
        checksum ^= UInt32(byte)
        for _ in 0..<8 { checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xedb8_8320 : checksum >> 1 }
    }
    checksum = ~checksum
    for word in [checksum, UInt32(bytes.count)] {
        for shift in [0, 8, 16, 24] { output.append(UInt8(word >> UInt32(shift) & 255)) }
    }
    return output
}
