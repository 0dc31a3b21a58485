import Foundation
import Testing

struct PictureTests {
    /// A picture of one black pixel.
    private static let png = Data(
        base64Encoded:
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")

    /// A picture is told by its bytes, whatever its name; its caption and what nobody looked at stand in the text.
    @Test func aScreenshotIsNamedAndItsLimitsAreSaid() async throws {
        let scratch = try Scratch()
        try #require(Self.png).write(to: scratch.url.appending(path: "shot.dat"))
        try scratch.write("notes\n", to: "notes.png")
        let case1 = """
            urls = ["https://www.example.com/"]
            attach = ["notes.png", "shot.dat"]
            caption = ["notes", "the error page"]

            """
        try scratch.write(case1, to: "case.toml")
        let lint = try await Program.run(["ticket", "lint", "case.toml"], in: scratch.url)
        #expect(!lint.output.contains("missing: screenshot"), "\(lint.output)")
        let run = try await Program.run(
            ["collect", "--case", "case.toml", "--offline", "--now", "2026-11-22T12:00:00Z"], in: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
        let show = try await Program.run(
            ["ticket", "show", "www.example.com-20261122T120000Z.zip"], in: scratch.url)
        let words = show.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            words.contains(
                "attachments/attachment-2.png, PNG 1×1: \"the error page\"; metadata removed, not checked for secrets in the "
                    + "picture"), "\(show.output)")
        let again = try await Program.run(
            ["ticket", "lint", "www.example.com-20261122T120000Z.zip"], in: scratch.url)
        #expect(!again.output.contains("missing: screenshot") && again.status == 1)
    }

    @Test func aTextThatIsCalledAPictureIsNone() async throws {
        let scratch = try Scratch()
        try scratch.write("notes\n", to: "notes.png")
        try scratch.write(
            "urls = [\"https://www.example.com/\"]\nattach = [\"notes.png\"]\n", to: "case.toml")
        let lint = try await Program.run(["ticket", "lint", "case.toml"], in: scratch.url)
        #expect(lint.output.contains("missing: screenshot"))
    }
}
