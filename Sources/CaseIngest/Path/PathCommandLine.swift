import CaseModel

/// A line that is not output but the command that was typed, with or without its prompt.
struct PathCommandLine {
    /// What was typed as target; `nil` when it cannot be told from an option's value.
    let target: String?

    private static let tools: Set<String> = [
        "traceroute", "traceroute6", "tracepath", "tracepath6", "tracert", "mtr", "sudo",
    ]

    /// - Returns: `nil` when the line is output.
    init?(_ line: PathLine) {
        guard let last = line.words.last else { return nil }
        for (index, word) in line.words.enumerated() {
            guard Self.isTool(word) else { continue }
            // `traceroute to …` is the tool's own first line.
            if index == 0, line.words.count > 1, line.words[1] == "to" { return nil }
            guard index == 0 || Self.endsPrompt(line.words[index - 1]) || word.contains(">") else {
                return nil
            }
            guard index + 1 < line.words.count || index > 0 || word.contains(">") else { return nil }
            let isHost =
                index + 1 < line.words.count && !last.hasPrefix("-") && last.contains { ".:".contains($0) }
            target = isHost ? String(last.prefix(255)) : nil
            return
        }
        // A bare prompt, as it stands below a pasted trace.
        guard line.words.count <= 2, let first = line.words.first, Self.endsPrompt(last),
            first.contains(":\\") || first.contains("@") || (line.words.count == 1 && last.utf8.count == 1)
        else { return nil }
        target = nil
    }

    private static func endsPrompt(_ word: Substring) -> Bool {
        guard let last = word.last else { return false }
        return "$#%>".contains(last) || isTool(word)
    }

    private static func isTool(_ word: Substring) -> Bool {
        let afterPrompt = word.split(separator: ">", omittingEmptySubsequences: false).last ?? word
        var name = (afterPrompt.split { $0 == "/" || $0 == "\\" }.last ?? "").lowercased()
        if name.hasSuffix(".exe") { name.removeLast(4) }
        return tools.contains(name)
    }
}
