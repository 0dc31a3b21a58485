import CaseModel
import TestSupport
import Testing

@testable import CaseIngest

/// Lines by the format of their server's configuration; nginx 1.22 and Apache httpd 2.4 wrote the first of each.
struct LogTemplateTests {
    private static let nginx = """
        log_format odd '$host|$time_iso8601|$request_method|$request_uri|$status|$request_time|"$http_user_agent"|$http_cf_ray|$http_cookie|$remote_user|$remote_addr'
                       ' upstream=$upstream_addr;';
        """
    private static let apache =
        #"LogFormat "%V [%{%Y-%m-%d %H:%M:%S}t] %a %u \"%m %U%q\" %>s %D \"%{User-Agent}i\" \"%{Cookie}i\" %{CF-Ray}i" odd"#

    @Test(
        "lines of odd formats are read",
        arguments: [
            (
                nginx,
                #"shop.test|2026-11-30T18:41:12+00:00|GET|/x?q=blue|404|0.250|"te\x22st | x"|9f140b785e57c458-FRA|sid=k3; a=b|ann|127.0.0.1 upstream=-;"#,
                #"2026-11-30T18:41:12.000Z 127.0.0.1 GET /x?q=blue 404 - shop.test 9f140b785e57c458-FRA 250.0 te\x22st | x"#
            ),
            (
                apache,
                #"127.0.0.1 [2026-11-30 18:41:13] 127.0.0.1 - "GET /refused/x?q=1" 503 975 "te\"st" "sid=k3" 9f140b785e57c458-FRA"#,
                #"2026-11-30T18:41:13.000Z 127.0.0.1 GET /refused/x?q=1 503 - 127.0.0.1 9f140b785e57c458-FRA 0.975 te\"st"#
            ),
            (
                #"$remote_addr - $remote_user [$time_local] "$request" $status ${body_bytes_sent}b"#,
                #"203.0.113.9 - - [22/Nov/2026:11:31:04 +0100] "GET / HTTP/1.1" 200 12b"#,
                "2026-11-22T10:31:04.000Z 203.0.113.9 GET / 200 12 - - - -"
            ),
            (
                #"%{CF-Connecting-IP}i %h %t \"%r\" %>s %b %T %%"#,
                #"203.0.113.9 172.68.1.1 [22/Nov/2026:11:31:04 +0100] "GET / HTTP/1.1" 200 - 2 %"#,
                "2026-11-22T10:31:04.000Z 172.68.1.1 GET / 200 - - - 2000.0 -"
            ),
            (
                #"$remote_addr [$time_local] $upstream_addr $status $request_time $upstream_response_time $http_cf_ray"#,
                "203.0.113.9 [22/Nov/2026:11:31:04 +0100] 10.0.0.1:80, 10.0.0.2:80 : 10.0.0.3:80 502 1.234 0.5, 0.7 8f0a1b2c3d4e5f60-FRA",
                "2026-11-22T10:31:04.000Z 203.0.113.9 - - 502 - - 8f0a1b2c3d4e5f60-FRA 1234.0 -"
            ),
            (
                #"$scheme://$host$request_uri|$args|$time_iso8601|$status\t$msec"#,
                "https://shop.test/x?a=b|a=b|2026-11-22T10:31:04+00:00|200\t1795343464.000",
                "2026-11-22T10:31:04.000Z - - /x?a=b 200 - shop.test - - -"
            ),
            (
                #"%a [%{%d/%b/%Y:%T}t.%{msec_frac}t %{%z}t] "%r" %>s %{ms}T %{us}T %{s}T"#,
                #"203.0.113.9 [22/Nov/2026:11:31:04.250 +0100] "GET /x HTTP/1.1" 200 250 250123 0"#,
                "2026-11-22T10:31:04.250Z 203.0.113.9 GET /x 200 - - - 250.123 -"
            ),
            (
                #"%a %{%F %T %z}t "%r" %>s"#, #"203.0.113.9 2026-11-22 11:31:04 +0100 "GET /x HTTP/1.1" 200"#,
                "2026-11-22T10:31:04.000Z 203.0.113.9 GET /x 200 - - - - -"
            ),
        ])
    func lines(format: String, line: String, expected: String) throws {
        var reader = LogLineReader(zone: .utc, template: try LogTemplate(format))
        let bytes = Array(line.utf8)
        let read = reader.read(bytes.span, 0..<bytes.count, number: 1)
        let record = try #require(read)
        let fields: [String?] = [
            record.time?.description, record.client, record.method, record.target,
            record.status.map(String.init),
            record.bytes.map(String.init), record.host, record.ray?.description,
            record.durationMS.map { "\($0)" },
            record.userAgent,
        ]
        #expect(fields.map { $0 ?? "-" }.joined(separator: " ") == expected)
        #expect(reader.format == "given")
    }

    @Test func whatIsSomebodysIsKnownByItsName() throws {
        let line =
            #"shop.test|2026-11-30T18:41:12+00:00|GET|/x|404|0.000|"x"|-|sid=k3; a=b|ann lee|dsl-7.isp.test upstream=-;"#
        var reader = LineReader(zone: nil, template: try LogTemplate(Self.nginx))
        let bytes = Array(line.utf8)
        let place = reader.read(bytes.span)
        let found = reader.sensitiveFields(bytes.span, place).map {
            "\($0.kind) \(String(decoding: bytes[$0.range], as: UTF8.self))"
        }
        #expect(found == ["cookie sid=k3; a=b", "user ann lee", "clientName dsl-7.isp.test"])
    }

    @Test(
        "a variable nobody knows the content of is taken for a secret, one that is known is not",
        arguments: [
            ("$http_x_api_key", "credentials"), ("%{X-Session-Token}i", "credentials"),
            ("$arg_token", "query"),
            ("$ssl_client_s_dn", "credentials"), ("%{REMOTE_USER}e", "credentials"),
            ("$jwt_claim_sub", "credentials"),
            ("$http_referer", ""), ("$http_cf_ipcountry", ""), ("%{Accept-Language}i", ""),
            ("$upstream_addr", ""),
        ])
    func unknown(variable: String, kind: String) throws {
        let format = variable.hasPrefix("%") ? "%t|\(variable)|" : "[$time_local]|\(variable)|"
        var reader = LineReader(zone: nil, template: try LogTemplate(format))
        let bytes = Array("[22/Nov/2026:11:31:04 +0100]|k3Hn8Kd2|".utf8)
        let place = reader.read(bytes.span)
        let kinds = reader.sensitiveFields(bytes.span, place).map { "\($0.kind)" }
        #expect(kinds == (kind.isEmpty ? [] : [kind]))
    }

    @Test func otherLinesOfTheFileAreReadByTheirOwnFormat() throws {
        var reader = LogLineReader(template: try LogTemplate("$host $time_iso8601 $status"))
        let bytes = Array(#"203.0.113.9 - - [22/Nov/2026:11:31:04 +0100] "GET / HTTP/1.1" 200 12"#.utf8)
        let read = reader.read(bytes.span, 0..<bytes.count, number: 1)
        #expect(read?.status == 200)
        #expect(reader.format == "common")
    }

    @Test(
        "a format nobody can read lines by says why",
        arguments: [
            ("$host $status", "names no time"), ("$time_local$status", "next to each other"),
            ("%h %t %s%b", "next to each other"),
            ("$ $time_local", "dollar without a name"), ("%h %", "percent sign without a letter"),
            ("", "names no time"), ("$remote_addr [$time_local] %>s", "mixes"),
            ("%h %{%c}t %s", "form that is not read"),
        ])
    func errors(format: String, problem: String) {
        #expect {
            _ = try LogTemplate(format)
        } throws: {
            ($0 as? LogTemplateError)?.problem.contains(problem) == true
        }
    }

    @Test("what was written by a format is read by it", arguments: 0..<40)
    func rendered(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let names = [
            "remote_addr", "request_method", "request_uri", "status", "bytes_sent", "http_user_agent", "host",
            "other",
        ]
        let order = names.shuffled(using: &random).prefix(Int.random(in: 1...8, using: &random))
        var format = "$time_iso8601"
        var line = "2026-11-22T10:31:04+00:00"
        var values: [String: String] = [:]
        for name in order {
            let gap = ["|", " ", "\" \"", " x=", "]["].randomElement(using: &random) ?? " "
            let value =
                switch name {
                case "status": "\(Int.random(in: 100...599, using: &random))"
                case "bytes_sent": "\(Int.random(in: 0...9_999_999, using: &random))"
                case "request_uri": "/\(Int.random(in: 0...9999, using: &random))"
                default: ["alpha", "be-ta", "a.b", "203.0.113.9"].randomElement(using: &random) ?? ""
                }
            format += gap + "$" + name
            line += gap + value
            values[name] = value
        }
        var reader = LogLineReader(template: try LogTemplate(format))
        let bytes = Array(line.utf8)
        let read = reader.read(bytes.span, 0..<bytes.count, number: 1)
        let record = try #require(read, "\(format) | \(line)")
        #expect(record.status.map(String.init) == values["status"])
        #expect(record.bytes.map(String.init) == values["bytes_sent"])
        #expect(record.target == values["request_uri"] && record.method == values["request_method"])
        #expect(record.client == values["remote_addr"] && record.userAgent == values["http_user_agent"])
    }
}
