/// Which tool's way of printing a text follows.
enum PathDialect {
    case mtrReport, mtrJSON, mtrRaw, mtrCSV, winMTR, traceroute, tracepath, tracert, ping

    /// Looks for a header first and counts shapes of lines when there is none.
    ///
    /// - Returns: `nil` when no line looks like a path tool's.
    init?(of lines: [PathLine]) {
        for line in lines {
            if let dialect = Self(header: line) {
                self = dialect
                return
            }
        }
        let shapes: [(PathDialect, (PathLine) -> Bool)] = [
            (.ping, PingText.isReply), (.tracert, TracertText.isHop), (.tracepath, TracepathText.isHop),
            (.mtrReport, MTRReportText.isRow),
            (.traceroute, TracerouteText.isHop), (.mtrRaw, MTRRawText.isRecord),
        ]
        var best: (dialect: PathDialect, count: Int)?
        for (dialect, isShaped) in shapes {
            let count = lines.count(where: isShaped)
            if count > (best?.count ?? 0) { best = (dialect, count) }
        }
        guard let best else { return nil }
        self = best.dialect
    }

    private init?(header line: PathLine) {
        guard let first = line.words.first else { return nil }
        if first.hasPrefix("{") {
            self = .mtrJSON
        } else if first.hasPrefix("Mtr_Version")
            || (first.hasPrefix("MTR.") && first.contains { $0 == "," || $0 == ";" })
        {
            self = .mtrCSV
        } else if first == "HOST:" || line.words.contains("Loss%") {
            self = .mtrReport
        } else if first == "|", line.words.contains("Sent"), line.words.contains("Recv") {
            self = .winMTR
        } else if PingText.isHeader(line) {
            self = .ping
        } else if TracerouteText.isHeader(line) {
            self = .traceroute
        } else {
            return nil
        }
    }
}
