import CaseModel
import JSONBytes
import TestSupport
import Testing

@testable import CaseIngest

struct HARReaderTests {
    @Test("the pieces in order are the input, whatever places it is cut at", arguments: HARSamples.all)
    func piecesAreTheInput(text: String) {
        let bytes = HARSamples.bytes(text)
        let whole = HARRun(bytes)
        #expect(whole.error == nil)
        #expect(whole.closing == [])
        for chunk in [1, 2, 3, 7, 64, .max] {
            let run = HARRun(bytes, chunk: chunk)
            #expect(run.text == bytes)
            #expect(run.pieces == whole.pieces)
        }
    }

    @Test func piecesAreCutAroundValues() {
        let run = HARRun(
            HARSamples.bytes(#"{"log":{"pages":[{"id":"p"},1], "entries":[{"a":1} ,2]},"x":[3]}"# + "\n"))
        #expect(
            run.pieces.map { String(decoding: $0.bytes, as: UTF8.self) } == [
                #"{"log":{"pages":["#, #"{"id":"p"}"#, ",", "1", #"], "entries":["#, #"{"a":1}"#, " ,", "2",
                #"]},"x":"#,
                "[3]", "}\n",
            ])
        #expect(run.memberNames == ["pages", "pages", "x"])
        #expect(run.entriesRead == 2)
        #expect(run.pieces[7] == .entry(index: 1, [UInt8(ascii: "2")]))
    }

    @Test func namesOfMembersAreUnescaped() {
        let run = HARRun(HARSamples.bytes(HARSamples.all[7]))
        #expect(run.entriesRead == 1)
        #expect(run.memberNames == ["comment", "version"])
    }

    @Test(
        "cut at any byte, what was given and the closing are a HAR with whole entries",
        arguments: HARSamples.all)
    func truncated(text: String) throws {
        let bytes = HARSamples.bytes(text)
        let whole = HARRun(bytes).entries
        let end = bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0
        for length in 0...end {
            let run = HARRun(Array(bytes[..<length]))
            guard case .har(let error) = run.error else {
                Issue.record("cut at \(length): no error")
                continue
            }
            let isBlank = bytes[..<length].allSatisfy { $0 == 0x20 }
            #expect(error.problem == (isBlank ? .empty : .truncated))
            #expect(error.offset == length)
            let value = try JSONValue(parsing: run.text + run.closing)
            // With a second member of the same name the first is the one found.
            #expect(value["log"]?["entries"]?.array != nil)
            #expect(run.entries == Array(whole[..<run.entriesRead]))
        }
    }

    @Test("stopping after any piece leaves valid JSON with the closing", arguments: HARSamples.all)
    func stopped(text: String) throws {
        var reader = HARReader(MemorySource(HARSamples.bytes(text)))
        var given: [UInt8] = []
        while let piece = try reader.next() {
            given += piece.bytes
            let value = try JSONValue(parsing: given + reader.closing)
            #expect(value["log"]?["entries"]?.array != nil)
        }
    }

    @Test(
        "an error says what is wrong and where",
        arguments: [
            ("", HARError.Problem.empty, 0, "$"),
            (" \n", .empty, 2, "$"),
            ("[]", .notAHAR, 0, "$"),
            ("17", .notAHAR, 0, "$"),
            ("<html>", .notJSON, 0, "$"),
            ("{}", .notAHAR, 1, "$"),
            (#"{"log":[]}"#, .notAHAR, 7, "$.log"),
            (#"{"log":{}}"#, .notAHAR, 8, "$.log"),
            (#"{"log":{"entries":{}}}"#, .notAHAR, 18, "$.log.entries"),
            (#"{"log":{"entries":[]},}"#, .notJSON, 22, "$"),
            (#"{"log":{"entries":[]}}x"#, .notJSON, 22, "$"),
            (#"{"log":{"entries":[{},]}}"#, .notJSON, 22, "$.log.entries[1]"),
            (#"{"log":{"entries":[{},{"a" 1}]}}"#, .notJSON, 27, "$.log.entries[1].*"),
            (#"{"log":{"entries":[{"a":[}]}]}}"#, .notJSON, 25, "$.log.entries[0].*[0]"),
            (#"{"log":{"entries":[01]}}"#, .notJSON, 20, "$.log.entries[0]"),
            (#"{"log":{"entries":[{"a":"\q"}]}}"#, .notJSON, 25, "$.log.entries[0].*"),
            (#"{"log":{"pages":[tru],"entries":[]}}"#, .notJSON, 20, "$.log.pages[0]"),
            (#"{"log" {"entries":[]}}"#, .notJSON, 7, "$"),
            (#"{"log":{"version":"2.0","entries":[]}}"#, .version, 18, "$.log.version"),
            (#"{"log":{"version":"10","entries":[]}}"#, .version, 18, "$.log.version"),
            (#"{"log":{"entries":[{"a"#, .truncated, 22, "$.log.entries[0]"),
            (
                #"{"log":{"entries":[{},{"response":{"content":{"text":"se\"cret"#, .truncated, 62,
                "$.log.entries[1].response.content.text"
            ),
            (
                #"{"log":{"entries":[{"request":{"headers":[{},{"name":"x","value":nul}]}}]}}"#, .notJSON, 68,
                "$.log.entries[0].request.headers[1].value"
            ),
            (#"{"log":{"creator":{"name":"x","version":1,}}}"#, .notJSON, 42, "$.log.creator"),
            (#"{"s3cr3t":{"log":[1,{]}}"#, .notJSON, 21, "$.*.log[1]"),
        ])
    func errors(text: String, problem: HARError.Problem, offset: Int, path: String) {
        for chunk in [1, 5, Int.max] {
            let error = HARRun(HARSamples.bytes(text), chunk: chunk).error
            #expect(error == .har(HARError(problem, offset: offset, path: path)))
        }
    }

    @Test func anErrorIsThrownAgain() throws {
        var reader = HARReader(MemorySource(HARSamples.bytes("{}")))
        #expect(throws: HARReadError.self) { while try reader.next() != nil {} }
        #expect(throws: HARReadError.self) { try reader.next() }
    }

    @Test func nestingAndSizeAreLimited() {
        let deep = #"{"log":{"entries":["# + String(repeating: "[", count: 100_000)
        var limits = HARLimits()
        #expect(HARRun(HARSamples.bytes(deep), limits: limits).error?.problem == .tooDeep)
        let justDeep = String(repeating: "[", count: 20) + String(repeating: "]", count: 20)
        limits.depth = 22
        let text = #"{"log":{"entries":["# + justDeep + "]}}"
        #expect(HARRun(HARSamples.bytes(text), limits: limits).error?.problem == .tooDeep)
        limits.depth = 23
        #expect(HARRun(HARSamples.bytes(text), limits: limits).error == nil)
        limits.entryBytes = 10
        for body in [#""0123456789""#, "[0,0,0,0,0,0]", "12345678901"] {
            let long = HARSamples.bytes(#"{"log":{"entries":[{},"# + body + "]}}")
            for chunk in [1, Int.max] {
                let run = HARRun(long, chunk: chunk, limits: limits)
                #expect(run.error?.problem == .entryTooLarge)
                #expect(run.entriesRead == 1)
            }
        }
    }

    @Test("blanks without end are refused, not gathered")
    func blanksWithoutEnd() {
        var limits = HARLimits()
        limits.entryBytes = 1000
        let bytes = HARSamples.bytes(#"{"log":"#) + [UInt8](repeating: 0x20, count: 1 << 19)
        #expect(HARRun(bytes, limits: limits).error?.problem == .entryTooLarge)
    }

    @Test(
        "read in one pass or piece by piece, cut at any place, the records are the same",
        arguments: HARSamples.all)
    func records(text: String) throws {
        let bytes = HARSamples.bytes(text)
        let expected = HARRun(bytes).pieces.compactMap { piece -> HARRecord? in
            switch piece {
            case .structure: nil
            case .member(let name, let bytes): .member(name: name, bytes)
            case .entry(let index, let bytes):
                (try? readHAREntry(bytes, index: index)).map { .entry($0) } ?? .other(index: index)
            }
        }
        for chunk in [1, 2, 3, 7, 64, .max] {
            var reader = HARReader(MemorySource(bytes, chunk: chunk))
            var records: [HARRecord] = []
            while let record = try reader.nextRecord() { records.append(record) }
            let isTop: (HARRecord) -> Bool = {
                if case .member(let name, _) = $0 { "xyextra".contains(name) } else { false }
            }
            #expect(records.filter { !isTop($0) } == expected.filter { !isTop($0) })
            #expect(reader.entriesRead == HARRun(bytes).entriesRead)
        }
    }

    @Test("an error is the same when entries are read in one pass", arguments: HARSamples.all)
    func recordErrors(text: String) throws {
        let bytes = HARSamples.bytes(text)
        for length in stride(from: 0, to: bytes.count, by: 7) {
            let cut = Array(bytes[..<length])
            var reader = HARReader(MemorySource(cut, chunk: 50))
            var error: HARReadError?
            do { while try reader.nextRecord() != nil {} } catch let failure { error = failure }
            #expect(error == HARRun(cut).error)
        }
    }

    @Test func charactersCutInHalfBecomeReplacements() throws {
        let bytes =
            HARSamples.bytes(#"{"log":{"entries":[{"a":""#) + [0xe2, 0x82] + HARSamples.bytes(#""}]}}"#)
        let run = HARRun(bytes)
        #expect(run.error == nil)
        #expect(
            String(decoding: run.text, as: UTF8.self)
                == #"{"log":{"entries":[{"a":"\u{fffd}"}]}}"#.replacing("\\u{fffd}", with: "\u{fffd}"))
    }

    @Test func structureIsCutAroundItsNames() {
        let bytes = HARSamples.bytes(#"],"a\"b":{ "c d":"#)
        let parts = HARPiece.parts(ofStructure: bytes).map { String(decoding: $0, as: UTF8.self) }
        #expect(parts == ["],", #""a\"b""#, ":{ ", #""c d""#, ":"])
        #expect(HARPiece.parts(ofStructure: HARSamples.bytes(#","\"#)).map(\.count) == [1, 2])
    }

    @Test("changed bytes never crash it, and what it gives stays valid", arguments: HARSamples.all.indices)
    func mutants(sample: Int) throws {
        var numbers = SplitMix64(seed: UInt64(sample))
        let bytes = HARSamples.bytes(HARSamples.all[sample])
        for _ in 0..<500 {
            let mutant = numbers.mutant(of: bytes, alphabet: Array(#"{}[]",:\ 01-etn"#.utf8))
            let run = HARRun(mutant, chunk: Int.random(in: 1...200, using: &numbers))
            let isText = String(validating: mutant, as: UTF8.self) != nil
            if run.error == nil, isText, !mutant.contains(0) { #expect(run.text == mutant) }
            #expect(String(validating: run.text, as: UTF8.self) != nil)
            _ = try JSONValue(parsing: run.text + run.closing, depthLimit: 600)
            for (index, entry) in run.entries.enumerated() { _ = try? readHAREntry(entry, index: index) }
        }
    }
}

extension HARReadError {
    fileprivate var problem: HARError.Problem? {
        if case .har(let error) = self { error.problem } else { nil }
    }
}
