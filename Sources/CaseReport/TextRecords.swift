package import CaseModel

/// Evidence as text for a terminal, one record at a time.
///
/// Every text ends in a line feed and holds no control character of the evidence.
package enum TextRecords {
    /// A path: what became of it, then a row for each hop.
    package static func path(_ record: PathRecord) -> String {
        var page = TextPage()
        let target = record.targetAddress.map { address in
            record.target.map { $0 == address.description ? $0 : "\($0) (\(address))" } ?? address.description
        }
        page.paragraph(
            "\(record.tool) to \(target ?? record.target ?? "an unnamed target"): \(record.verdict)",
            indent: 0)
        let showsLoss = record.hops.contains { $0.shownLoss != nil }
        page.table(
            ["hop", "who", showsLoss ? "loss" : "", "best", "avg", "worst", "rtt", ""],
            record.hops.map { hop in
                let rtts = hop.replies.flatMap(\.rttMS).compactMap { Measure.milliseconds($0) }
                return [
                    String(hop.ttl), hop.who, hop.shownLoss.flatMap { Measure.percent($0) } ?? "",
                    hop.bestMS.flatMap { Measure.milliseconds($0) } ?? "",
                    hop.avgMS.flatMap { Measure.milliseconds($0) } ?? "",
                    hop.worstMS.flatMap { Measure.milliseconds($0) } ?? "",
                    hop.avgMS == nil ? rtts.joined(separator: ", ") : "", hop.remarks,
                ]
            })
        notices(record.notices, &page)
        return page.text
    }

    /// One HTTP step: a paragraph for each request, with its phases, certificate and body.
    package static func http(_ evidence: HTTPEvidence) -> String {
        var page = TextPage()
        for (index, exchange) in evidence.exchanges.enumerated() {
            if index > 0 { page.blank() }
            show(exchange, &page)
        }
        if let reason = evidence.stoppedBecause { page.paragraph("stopped: \(reason)") }
        return page.text
    }

    /// Wide enough for `cf-cache-status`.
    private static let column = 19

    private static func show(_ exchange: HTTPExchange, _ page: inout TextPage) {
        page.paragraph("\(exchange.method) \(exchange.url)", indent: 0)
        if let status = exchange.status {
            let version = exchange.version.map { "\($0) " } ?? ""
            page.field("status", "\(version)\(status) \(exchange.reason ?? "")", column: column)
        }
        if let failure = exchange.failure { page.field("failed", failure.words, column: column) }
        if let remote = exchange.remote { page.field("remote", remote.description, column: column) }
        if let ray = exchange.ray { page.field("ray", ray.description, column: column) }
        for name in ["cf-cache-status", "cf-mitigated", "server", "location", "content-type"] {
            if let value = exchange.field(name) { page.field(name, value.clipped(300), column: column) }
        }
        let phases = Phase.phases(exchange.timings).compactMap { phase in
            Measure.milliseconds(phase.length).map { "\(phase.name) \($0)" }
        }
        if !phases.isEmpty {
            let total = Measure.time(exchange.timings.total).map { ", total \($0)" } ?? ""
            page.field("time", phases.joined(separator: ", ") + total, column: column)
        }
        if let tls = exchange.tls { show(tls, &page) }
        guard exchange.status != nil else { return }
        let cut = exchange.body.truncated ? ", stopped at the cap" : ""
        page.field("body", "\(Measure.bytes(exchange.body.length))\(cut)", column: column)
    }

    private static func show(_ tls: TLSFacts, _ page: inout TextPage) {
        let parts = [tls.version, tls.cipher, tls.alpn].compactMap(\.self)
        if !parts.isEmpty { page.field("tls", parts.joined(separator: " "), column: column) }
        if let leaf = tls.chain.first {
            let until = leaf.notAfter.map { ", valid to \($0.dateText)" } ?? ""
            page.field("certificate", "\(leaf.subject), issued by \(leaf.issuer)\(until)", column: column)
        }
        if let error = tls.verifyError { page.field("not trusted", error, column: column) }
    }

    /// An answer: who said it, how, and the records.
    ///
    /// - Parameters:
    ///   - evidence: The answer.
    ///   - server: Who was asked, when it should be shown.
    /// - Returns: The answer's first line, then a row for each record.
    package static func dns(_ evidence: DNSEvidence, server: Endpoint? = nil) -> String {
        var page = TextPage()
        let message = evidence.message
        let question = message.questions.first.map { "\($0.name) \($0.type)" } ?? "no question"
        let from = server.map { " from \($0)" } ?? ""
        let time = Measure.time(evidence.queryTime).map { " in \($0)" } ?? ""
        let flags = message.flags.authenticData ? ", DNSSEC validated by the server" : ""
        page.paragraph(
            "\(question): \(message.rcodeName)\(from) over \(evidence.transport.rawValue)\(time)\(flags)",
            indent: 0)
        page.table(
            ["name", "ttl", "type", "data"],
            message.answers.map { [$0.name, String($0.ttl), $0.type.description, $0.data] })
        if message.answers.isEmpty { page.paragraph("no records") }
        for error in message.edns?.errors ?? [] {
            page.paragraph("extended error \(error.code)\(isSaid(error.text) ? ": " + error.text : "")")
        }
        if let nsid = message.edns?.nsid {
            page.paragraph("nsid \(BinaryText.ascii(nsid) ?? BinaryText.hex(nsid))")
        }
        return page.text
    }

    static func notices(_ notices: [Notice], _ page: inout TextPage) {
        for notice in notices.prefix(50) {
            let place = notice.place.map { " (\($0))" } ?? ""
            page.paragraph("\(notice.severity.rawValue): \(notice.message)\(place)", hanging: 4)
        }
        if notices.count > 50 { page.paragraph("… \(notices.count - 50) more notices") }
    }
}
