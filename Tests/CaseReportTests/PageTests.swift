import CaseModel
import Testing

@testable import CaseRedact
@testable import CaseReport

/// Reads a page tag by tag, as strictly as XML, and looks at what a browser would load or run.
struct PageCheck {
    struct Tag {
        let name: String
        let closes: Bool
        let attributes: [(name: String, value: String)]
    }

    private(set) var tags: [Tag] = []
    /// What is wrong with the page; empty when nothing is.
    private(set) var problems: [String] = []

    init(_ page: String) {
        read(Array(page.utf8)[...])
        checkNesting()
        checkAttributes()
    }

    private mutating func read(_ page: ArraySlice<UInt8>) {
        var rest = page
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            if rest[..<open].contains(UInt8(ascii: ">")) { problems.append("a stray > before byte \(open)") }
            guard let close = rest[open...].firstIndex(of: UInt8(ascii: ">")) else {
                problems.append("a tag without an end at byte \(open)")
                return
            }
            let inside = String(decoding: rest[(open + 1)..<close], as: UTF8.self)
            if inside.contains("<") { problems.append("a tag in a tag: \(inside)") }
            let tag = Self.tag(inside)
            tags.append(tag)
            rest = rest[(close + 1)...]
            // A style element is text up to its end.
            if tag.name == "style", !tag.closes { rest = rest.drop { $0 != UInt8(ascii: "<") } }
        }
        if rest.contains(UInt8(ascii: ">")) { problems.append("a stray > at the end") }
    }

    private static func tag(_ inside: String) -> Tag {
        let closes = inside.hasPrefix("/")
        let body = closes ? String(inside.dropFirst()) : inside
        let name = String(body.prefix { $0 != " " && $0 != "/" })
        // Quotes part the text into names and values by turns; a quote in a value would shift them.
        let parts = body.dropFirst(name.count).split(separator: "\"", omittingEmptySubsequences: false)
        var attributes: [(String, String)] = []
        for index in stride(from: 0, to: parts.count - 1, by: 2) {
            let key = parts[index].split(separator: " ").last ?? ""
            attributes.append((String(key.dropLast()), String(parts[index + 1])))
        }
        return Tag(name: name, closes: closes, attributes: attributes)
    }

    private mutating func checkNesting() {
        let void: Set = ["meta", "br", "!DOCTYPE", "rect", "line"]
        var open: [String] = []
        for tag in tags {
            if tag.name == "script" { problems.append("a script") }
            // In SVG rect and line may close themselves; rect may also hold a title.
            if void.contains(tag.name), tag.name != "rect" { continue }
            if tag.closes {
                if open.popLast() != tag.name { problems.append("</\(tag.name)> closes something else") }
            } else if tag.name != "rect" || !tag.attributes.contains(where: { $0.name == "rx" }) {
                open.append(tag.name)
            }
        }
        if !open.isEmpty { problems.append("left open: \(open)") }
    }

    private mutating func checkAttributes() {
        var ids: Set<String> = []
        for (name, value) in tags.flatMap(\.attributes) {
            if name.hasPrefix("on") { problems.append("a handler \(name)") }
            if ["src", "href", "action", "data", "srcset"].contains(name),
                value.contains(":") || value.hasPrefix("/")
            {
                problems.append("\(name)=\(value) leaves the page's folder")
            }
            if name == "id", !ids.insert(value).inserted { problems.append("id \(value) twice") }
        }
    }
}

struct PageTests {
    static func page() throws -> String {
        let evidence = try Sample.evidence()
        return try reportPage(evidence, Sample.analysis(), Sample.context(evidence))
    }

    @Test func thePageIsWellFormedAndLoadsNothing() throws {
        #expect(PageCheck(try Self.page()).problems == [])
    }

    @Test func anEmptyCaseIsAPageToo() throws {
        let page = reportPage(
            try Sample.empty(), Sealed(minting: Analysis()), try Sample.emptyContext())
        #expect(PageCheck(page).problems == [])
        #expect(page.contains("No rule matched"))
    }

    @Test(arguments: [
        "<script>", "<p", "<a href=\"https://example.com\">x</a>", "<p><b></p></b>",
        "<td onclick=\"x\"></td>",
    ])
    func theCheckFindsWhatIsWrong(page: String) {
        #expect(PageCheck(page).problems != [])
    }

    @Test func everySourceOfWordsIsForbiddenByThePolicy() throws {
        #expect(
            try Self.page().contains(
                "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""))
    }

    @Test func everyLinkInsideThePageHasItsTarget() throws {
        let tags = PageCheck(try Self.page()).tags
        let ids = Set(tags.flatMap(\.attributes).filter { $0.name == "id" }.map(\.value))
        let links = tags.flatMap(\.attributes).filter { $0.name == "href" && $0.value.hasPrefix("#") }.map {
            String($0.value.dropFirst())
        }
        #expect(links.filter { !ids.contains($0) } == [])
        #expect(links.count > 10)
    }

    @Test func everyDrawingHasANameAndEveryTableACaption() throws {
        let page = try Self.page()
        let drawings = page.ranges(of: "<svg ").count
        let named = page.ranges(of: "role=\"img\"><title>").count
        #expect(drawings == named + page.ranges(of: "aria-hidden=\"true\">").count)
        #expect(named == page.ranges(of: "</title><desc>").count)
        #expect(named >= 8)
        #expect(page.ranges(of: "<table>").count == page.ranges(of: "<caption>").count)
    }

    @Test(arguments: [
        "findings", "missing", "case", "journeys", "edge-origin", "tls", "dns", "path", "har", "logs", "rays",
        "timeline",
        "files",
        "redactions",
    ])
    func theFullCaseHasTheSection(id: String) throws {
        #expect(try Self.page().contains("<section id=\"\(id)\">"))
    }

    @Test func aWaterfallDrawsAtMostItsLimit() throws {
        var entries = try Sample.har().first
        while entries.count < 300 { entries += entries }
        let figure = Waterfall(entries: entries, total: 9000).figure.text
        #expect(
            figure.ranges(of: "<g class=\"works\">").count + figure.ranges(of: "<g class=\"fails\">").count
                == 200)
    }
}
