import Foundation
import TestSupport
import Testing

@testable import CaseRedact

/// E-mails: what folding, soft breaks, encoded words and base64 hide is found, and the message stays one.
struct MailTests {
    /// A message with one body.
    static func message(_ encoding: String, _ body: String, type: String = "text/plain; charset=utf-8")
        -> String
    {
        """
        From: Ann <ann@mail.test>
        To: support@mail.test
        Subject: broken
        MIME-Version: 1.0
        Content-Type: \(type)
        Content-Transfer-Encoding: \(encoding)

        \(body)

        """
    }

    @Test func whatStandsAroundThePartsIsReadAsText() {
        let output = sealed(
            Self.message(
                "7bit", "before password=hunter2hunter2\n--b\n\nhello\n--b--\nafter Cookie: a=q7Wm2Zk9Rt4Y",
                type: "multipart/mixed; boundary=\"b\""))
        #expect(output.contains("before password=~password.") && output.contains("\n--b\n\nhello\n--b--\n"))
        #expect(!output.contains("hunter2") && !output.contains("q7Wm2Zk9Rt4Y"))
    }

    @Test func aTextInLatin1StaysAText() throws {
        let body = Base64.encoded(Array("Gr".utf8) + [0xfc, 0xdf] + Array("e password=hunter2hunter2".utf8))
        let output = sealed(Self.message("base64", text(body), type: "text/plain; charset=iso-8859-1"))
        let lines = output.components(separatedBy: "\n\n")
        let plain = try #require(Base64.decoded(Array(lines[1].utf8.filter { $0 != 0x0a })))
        #expect(plain.starts(with: Array("Gr".utf8) + [0xfc, 0xdf]))
        #expect(!text(plain).contains("hunter2") && text(plain).contains("password=~password."))
    }

    @Test func anAddressBesideAnEncodedNameStandsAsItIs() {
        let output = sealed(
            Self.message("7bit", "hello").replacing(
                "Ann <ann@mail.test>", with: "=?utf-8?Q?Ann_L=C3=A9e?= <ann@mail.test>"))
        #expect(output.contains("From: =?utf-8?B?") && output.contains("?= <~email."))
    }

    @Test func softBreaksHaveTheLineEndsOfTheMessage() {
        let body = "password=3Dhunter2hunter2 " + String(repeating: "word ", count: 30)
        let output = sealed(Self.message("quoted-printable", body).replacing("\n", with: "\r\n"))
        #expect(output.contains("=\r\n") && !output.contains("=\n") && !output.contains("hunter2"))
    }

    @Test(
        "a soft break or a code in the middle of a secret hides nothing",
        arguments: [
            ("password=hunter2=\nhunter2 and more", "hunter2", "password=~"),
            ("open https://e.com/?token=3Dabc", "abc", "?token=~"),
            ("pass=77ord=3Dhunter2hunter2", "hunter2hunter2", "password=3D~"),
            ("Authorization: Bearer mF_9.B5f=\r\n-4.1JqM", "1JqM", "Bearer ~"),
        ])
    func quotedPrintable(body: String, secret: String, kept: String) {
        let output = sealed(Self.message("quoted-printable", body))
        let plain = text(QuotedPrintable.decoded(bytes(output)[...]))
        #expect(!plain.contains(secret) && !output.contains(secret))
        #expect(output.contains(kept.replacingOccurrences("=~", "=3D~")) || output.contains(kept))
        #expect(output.hasPrefix("From: Ann <~email."))
    }

    @Test func base64InLinesIsReadAsOneText() throws {
        let body = String(repeating: "The quick brown fox jumps. ", count: 4) + "password=hunter2hunter2 ok"
        let encoded = CaseRedactTests.text(Base64.encoded(bytes(body)))
        let lines = stride(from: 0, to: encoded.count, by: 76).map { encoded.dropFirst($0).prefix(76) }
        let output = sealed(Self.message("base64", lines.joined(separator: "\n")))
        let after = try #require(Base64.decoded(bytes(output.components("\n\n")[1])))
        #expect(!CaseRedactTests.text(after).contains("hunter2"))
        #expect(CaseRedactTests.text(after).hasSuffix("password=\(outlined(after)) ok"))
        #expect(output.split(separator: "\n").allSatisfy { $0.utf8.count <= 78 })
    }

    private func outlined(_ bytes: [UInt8]) -> String {
        let text = CaseRedactTests.text(bytes)
        let start = text.firstIndex(of: "~") ?? text.endIndex
        let stop = text.lastIndex(of: "~").map { text.index(after: $0) } ?? text.endIndex
        return String(text[start..<stop])
    }

    @Test func encodedWordsAndFoldedFieldsAreRead() {
        let word = CaseRedactTests.text(Base64.encoded(bytes("token=q7Wm2Zk9Rt4Yx8Lp für")))
        let output = sealed(
            """
            Received: from a.test ([198.51.100.7])
             by mx.test
            From: Ann <ann@mail.test>
            Subject: =?utf-8?B?\(word)?=
             =?utf-8?Q?_password=3Dhunter2hunter2?=
            X-Api-Key:
             q7Wm2Zk9Rt4Yx8LpQ

            hello

            """)
        #expect(!output.contains("198.51.100.7") && !output.contains("q7Wm2Zk9"))
        let decoded = text(EncodedWords.pieces(MailMessage.unfolded(bytes(output)[...])).flatMap(\.text))
        #expect(decoded.contains("token=~secret.") && decoded.contains("für password=~password."))
        #expect(output.hasSuffix("\n\nhello\n"))
    }

    @Test func partsAreReadByTheirOwnEncodingAndWhatOneGivesAwayIsGoneFromAll() {
        let known = CaseRedactTests.text(Base64.encoded(bytes("we saw q7Wm2Zk9Rt4Yx8Lp there")))
        let output = sealed(
            """
            From: a
            To: b
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b 1"

            preamble
            --b 1
            Content-Transfer-Encoding: base64

            \(known)
            --b 1
            Content-Type: message/rfc822

            From: c
            Content-Transfer-Encoding: quoted-printable

            token=3Dq7Wm2Zk9R=
            t4Yx8Lp
            --b 1
            Content-Type: image/png
            Content-Transfer-Encoding: base64

            iVBORw0KGgoAAAD/
            --b 1--
            epilogue

            """)
        let parts = output.components("--b 1")
        #expect(parts.count == 5 && parts[0].hasSuffix("\n\npreamble\n") && parts[4].hasSuffix("epilogue\n"))
        let first = text(Base64.decoded(bytes(parts[1].components("\n\n").last ?? "")) ?? [])
        #expect(first.hasPrefix("we saw ~known-secret.") && first.hasSuffix("~ there"))
        #expect(parts[2].contains("token=3D~secret."))
        let note = text(Base64.decoded(bytes(parts[3].components("\n\n").last ?? "")) ?? [])
        #expect(note.hasPrefix("[binary part removed: 12 bytes, sha256 "))
    }

    @Test(
        "changes nothing the second time",
        arguments: [
            message(
                "quoted-printable",
                "password=3Dhunter2hunter2 =C3=BC and a line that is long =\nenough to be cut"),
            message("base64", "cGFzc3dvcmQ9aHVudGVyMmh1bnRlcjI="), message("7bit", "password=hunter2hunter2"),
            message("base64", "iVBORw0KGgoAAAD/", type: "image/png"),
        ])
    func twice(message: String) {
        let once = sealed(message)
        #expect(once != message)
        #expect(sealed(once) == once)
        #expect(gateHits(bytes(once)).isEmpty)
    }

    @Test(
        "a message without secrets stays to the byte",
        arguments: [
            "Received: by mx.test\r\nFrom: Ann\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n\r\nhello =\r\nworld\r\n",
            "Message-ID: 1\nTo: x\nContent-Transfer-Encoding: base64\n\nSGVsbG8sIHdvcmxkIGhlbGxv\n",
            "From: x\nReceived: y", "Received:\nFrom:\n\n",
        ])
    func untouched(message: String) { #expect(sealed(message) == message) }

    @Test(
        "an answer's head is no message",
        arguments: [
            "Date: x\nContent-Type: text/html\nServer: cloudflare\n\n", "HTTP/1.1 200 OK\nFrom: a\n", "",
        ])
    func noMessage(text: String) {
        let isMessage = MailMessage.begins(bytes(text).span)
        #expect(!isMessage)
    }

    @Test func quotedPrintableComesBack() {
        var generator = SplitMix64(seed: 5)
        for length in 0..<300 {
            let body = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }.filter {
                $0 != 13
            }
            let encoded = QuotedPrintable.encoded(body)
            #expect(QuotedPrintable.decoded(encoded[...]) == body)
            #expect(encoded.split(separator: 0x0a).allSatisfy { $0.count <= 76 })
        }
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [String] {
        var parts: [String] = [""]
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(separator) {
                parts.append("")
                rest = rest.dropFirst(separator.count)
            } else {
                parts[parts.count - 1].append(rest.removeFirst())
            }
        }
        return parts
    }

    fileprivate func replacingOccurrences(_ old: String, _ new: String) -> String {
        components(old).joined(separator: new)
    }
}
