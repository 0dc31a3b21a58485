import Foundation
import TestSupport

/// The rows of `Tables`: what secrets and their look-alikes are made of, and values drawn from that.
struct LeakTables {
    /// A secret where it stands.
    struct Secret: Sendable {
        let kind: String
        let value: String
        let text: String

        /// What must not be left: the value and its longest part that is one word.
        var parts: [String] {
            let words = value.split { !($0.isLetter || $0.isNumber || "+/_=-".contains($0)) }
            let longest = words.max { $0.count < $1.count }.map(String.init)
            return [value] + [longest].compactMap { $0 }.filter { $0.count >= 12 }
        }
    }

    /// Two values for each row.
    static let secrets: [Secret] = {
        var generator = SplitMix64(seed: 20_261_127)
        return rows("secrets").flatMap { row in
            (0..<2).map { _ in
                let value = unescaped(drawn(row[1], &generator))
                let text = unescaped(drawn(row[2], &generator)).replacingOccurrences(of: "{}", with: value)
                return Secret(kind: row[0], value: value, text: text)
            }
        }
    }()

    /// Kind and text, two for each row.
    static let benign: [(kind: String, text: String)] = {
        var generator = SplitMix64(seed: 20_261_128)
        return rows("benign").flatMap { row in (0..<2).map { _ in (row[0], drawn(row[1], &generator)) } }
    }()

    static func rows(_ name: String) -> [[String]] {
        let url = Repository.root.appending(path: "Tests/CaseRedactTests/Tables/\(name).tsv")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private static let alphabets: [Character: String] = {
        let digits = "0123456789"
        let small = "abcdefghijklmnopqrstuvwxyz"
        let alnum = small.uppercased() + small + digits
        return [
            "a": alnum, "h": digits + "abcdef", "d": digits, "u": small.uppercased() + digits, "l": small,
            "b": alnum + "-_", "B": alnum + "+/",
        ]
    }()

    /// The pattern with `[a12]` and the like replaced by characters that are drawn.
    private static func drawn(_ pattern: String, _ generator: inout SplitMix64) -> String {
        var output = ""
        var rest = pattern[...]
        while let character = rest.first {
            guard let piece = rest.prefixMatch(of: #/\[([abBcdhlu])(\d+)(?::(.))?\]/#),
                let count = Int(piece.2)
            else {
                output.append(character)
                rest.removeFirst()
                continue
            }
            rest = rest[piece.range.upperBound...]
            if piece.1 == "c" {
                output = card(output, count, groupedBy: piece.3.map(String.init), &generator)
            } else if let letters = alphabets[Character(String(piece.1))].map(Array.init) {
                output += String((0..<count).map { _ in letters.randomElement(using: &generator) ?? "a" })
            }
        }
        return output
    }

    /// A card's number that begins with the digits of a text, its check digit right (ISO/IEC 7812-1 annex B).
    private static func card(
        _ prefix: String, _ count: Int, groupedBy mark: String?, _ generator: inout SplitMix64
    ) -> String {
        let start = prefix.filter(\.isNumber)
        let body =
            start + String((1..<count).map { _ in "0123456789".randomElement(using: &generator) ?? "0" })
        let sum = body.reversed().enumerated().reduce(0) { sum, item in
            let digit = item.element.wholeNumberValue ?? 0
            return sum + (item.offset % 2 == 1 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2)
        }
        let digits = Array(body + "\((10 - sum % 10) % 10)")
        guard let mark else { return prefix + String(digits.dropFirst(start.count)) }
        let groups = stride(from: 0, to: digits.count, by: 4).map {
            String(digits[$0..<min($0 + 4, digits.count)])
        }
        return groups.joined(separator: mark == "4" ? " " : mark)
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing(#/\\(\\|n|r|t)/#) { match in
            switch match.1 {
            case "n": "\n"
            case "r": "\r"
            case "t": "\t"
            default: "\\"
            }
        }
    }
}
