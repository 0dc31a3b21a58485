package import CaseModel

/// Reads what a path tool printed, whichever tool it was.
///
/// Grammars: traceroute 2.x and its BSD and BusyBox relatives, iputils tracepath, mtr 0.7x to 0.96, Windows tracert,
/// WinMTR's text export, ping of iputils, BSD and Windows.
package enum PathText {
    /// Reads one trace; the tool is told by the shape of the lines, because prose is localised.
    ///
    /// - Parameter bytes: UTF-8, an OEM code page, or UTF-16 of either order; more than
    ///   `PathInput.byteLimit` is cut off with a notice.
    /// - Returns: Tool `unknown`, no hops and an error notice when nothing was readable.
    package static func parse(_ bytes: [UInt8]) -> PathRecord {
        let input = PathInput(bytes)
        var builder = PathBuilder(notices: input.notices)
        var lines: [PathLine] = []
        var names: [PathNameLine] = []
        for line in input.lines {
            if let name = PathNameLine(line) {
                names.append(name)
            } else if let command = PathCommandLine(line) {
                builder.pass(command, at: line)
            } else {
                lines.append(line)
            }
        }
        switch PathDialect(of: lines) {
        case .mtrReport: MTRReportText.read(lines, into: &builder)
        case .mtrJSON: MTRJSONText.read(lines, into: &builder)
        case .mtrRaw: MTRRawText.read(lines, into: &builder)
        case .mtrCSV: MTRCSVText.read(lines, into: &builder)
        case .winMTR: WinMTRText.read(lines, into: &builder)
        case .traceroute: TracerouteText.read(lines, into: &builder)
        case .tracepath: TracepathText.read(lines, into: &builder)
        case .tracert: TracertText.read(lines, into: &builder)
        case .ping: PingText.read(lines, into: &builder)
        case nil: break
        }
        for name in names { name.apply(to: &builder.record) }
        return builder.finish()
    }
}
