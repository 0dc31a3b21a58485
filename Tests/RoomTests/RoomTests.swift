import Foundation
import TestSupport
import Testing

/// The floor plan, as tests; a failure names the room and the file.
struct RoomTests {
    struct Source {
        let room: String
        let name: String
        let text: String

        var imports: [String] {
            text.matches(of: #/(?m)^[@a-zA-Z() ]*\bimport (?:(?:struct|enum|class|protocol|func) )?(\w+)/#)
                .map {
                    String($0.1)
                }
        }

        /// Whether a line of code says the word; comments and string literals don't count.
        func says(_ word: String) -> Bool {
            text.split(separator: "\n").contains { line in
                guard !line.drop(while: { $0 == " " }).hasPrefix("//") else { return false }
                let code = line.replacing(#/"(?:[^"\\]|\\.)*"/#, with: "")
                return code.split { !$0.isLetter && !$0.isNumber && $0 != "@" && $0 != "_" }.contains(
                    Substring(word))
            }
        }
    }

    /// Whether a line of code calls or reaches into the word: `print(`, `FileManager.`.
    static func uses(_ word: String, _ source: Source) -> Bool {
        source.text.split(separator: "\n").contains { line in
            guard !line.drop(while: { $0 == " " }).hasPrefix("//") else { return false }
            return line.ranges(of: word).contains { range in
                let before = line[..<range.lowerBound].last
                let after = line[range.upperBound...].first
                return (after == "(" || after == ".")
                    && !(before.map { $0.isLetter || $0 == "." || $0 == "_" } ?? false)
            }
        }
    }

    static func sources() throws -> [Source] {
        let folder = Repository.root.appending(path: "Sources")
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path()).sorted()
            .filter { $0.hasSuffix(".swift") }
            .map { path in
                let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
                return Source(room: String(path.prefix { $0 != "/" }), name: path, text: text)
            }
    }

    @Test func everyImportIsADoorOnThePlan() throws {
        for source in try Self.sources() {
            let doors = try #require(FloorPlan.doors[source.room], "\(source.room) is not on the plan")
            #expect(Set(source.imports).subtracting(doors) == [], "\(source.name)")
        }
    }

    @Test func stagesDoNotImportEachOtherExceptTheSealedSide() throws {
        for (room, doors) in FloorPlan.doors where FloorPlan.stages.contains(room) {
            #expect(doors.intersection(FloorPlan.stages).subtracting(["CaseRedact"]) == [], "\(room)")
        }
    }

    @Test func onlyOutdoorRoomsTouchTheWorld() throws {
        for source in try Self.sources() where !FloorPlan.outdoorRooms.contains(source.room) {
            #expect(FloorPlan.outdoorWords.filter { Self.uses($0, source) } == [], "\(source.name)")
        }
    }

    @Test func unsafeCodeStaysInItsRooms() throws {
        for source in try Self.sources() where !FloorPlan.unsafeRooms.contains(source.room) {
            #expect(!source.says("unsafe") && !source.says("@unsafe"), "\(source.name)")
        }
    }

    @Test func nothingWaitsInAPureRoom() throws {
        for source in try Self.sources() where FloorPlan.synchronousRooms.contains(source.room) {
            // A port's declaration is async; the room that declares it does not wait.
            guard !source.name.contains("/Ports/") else { continue }
            #expect(["await", "Task", "actor", "Mutex"].filter(source.says) == [], "\(source.name)")
        }
    }

    @Test func nothingIsPublicAndNothingIsPickedOpen() throws {
        for source in try Self.sources() {
            #expect(!source.says("public") && !source.says("@testable"), "\(source.name)")
        }
    }

    @Test func nothingImportsFoundation() throws {
        for source in try Self.sources() {
            #expect(!source.imports.contains { $0.hasPrefix("Foundation") }, "\(source.name)")
        }
    }

    @Test func filesStayUnderThreeHundredLines() throws {
        for source in try Self.sources() {
            let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= 300, "\(source.name): \(lines) lines")
        }
    }

    @Test func onlyRedactionMintsSealedValues() throws {
        for source in try Self.sources() where source.room != "CaseRedact" {
            #expect(!source.text.contains("Sealed(minting"), "\(source.name)")
        }
    }

    @Test func everyRoomOnThePlanIsInThePackage() throws {
        let package = try String(
            contentsOf: Repository.root.appending(path: "Package.swift"), encoding: .utf8)
        for room in FloorPlan.doors.keys {
            #expect(package.contains("\"\(room)\""), "\(room) is on the plan and not in Package.swift")
        }
    }
}
