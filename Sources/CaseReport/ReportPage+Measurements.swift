import CaseModel
import CaseRedact

extension ReportPage {
    /// Edge and origin side by side, and where the time went.
    var exchanges: HTML {
        let rows = ExchangeRow.rows(evidence)
        guard !rows.isEmpty else { return .empty }
        let shown = Array(rows.prefix(40))
        let cells = shown.map { row -> [HTML] in
            let note: HTML =
                row.failureText.map { "<br><span class=\"note\">\($0.clipped(300))</span>" } ?? .empty
            return [
                "<span class=\"k\">\(row.label)</span>\(note)", "\(row.probe.leg.rawValue)",
                .status(row.exchange?.status, orElse: row.failure == nil ? row.outcome.word : "no answer"),
                .milliseconds(row.firstByte), .milliseconds(row.exchange?.timings.total?.milliseconds),
                .unbroken(row.remote), .known(row.exchange?.version), .known(row.exchange?.tls?.version),
                .unbroken(row.ray),
                .known(row.cache), .known(row.exchange?.field("server")),
            ]
        }
        let charts = PhaseChart.charts(shown)
        let phases = charts.prefix(PhaseChart.limit).map(\.figure)
        let table = HTML.table(
            "The same request through the edge and straight to the origin",
            [
                "Probe", "Leg", "Result", "#First byte", "#Total", "Remote", "HTTP", "TLS", "Ray ID", "Cache",
                "Server",
            ], cells)
        return
            "\(table)\(HTML.more(rows.count - shown.count, "http/"))\(phases)\(ways)\(samples)\(TimingChart(rows: shown).figure)"
    }

    /// The same URL with one thing done differently.
    private var ways: HTML {
        let rows = WayRow.rows(evidence).prefix(12)
        guard !rows.isEmpty else { return .empty }
        return .table(
            "The same with one thing done differently", ["Probe", "Leg", "What came"],
            rows.map { ["<span class=\"k\">\($0.label)</span>", "\($0.leg.rawValue)", "\($0.sentence)"] })
    }

    private var samples: HTML {
        let rows = SampleRow.rows(evidence)
        guard !rows.isEmpty else { return .empty }
        return .table(
            "The same again and again", ["Leg", "What came"],
            rows.map { ["\($0.label)", "\($0.summary.sentence)"] })
    }

    var certificates: HTML {
        var cells: [[HTML]] = []
        for row in ExchangeRow.rows(evidence).prefix(20) {
            guard let tls = row.exchange?.tls else { continue }
            let verdict: HTML =
                tls.verifyError.map { "<span class=\"bad\">✗ \($0.clipped(200))</span>" }
                ?? "<span class=\"good\">✓ accepted</span>"
            for (index, certificate) in tls.chain.prefix(8).enumerated() {
                let names = certificate.names.prefix(8).joined(separator: ", ")
                let hidden = certificate.names.count - 8
                cells.append([
                    index == 0
                        ? "<span class=\"k\">\(row.label)</span>"
                        : "<span class=\"none k\">↳ issuer \(index)</span>",
                    index == 0 ? verdict : .empty,
                    "\(certificate.subject.clipped(120))", "\(certificate.issuer.clipped(120))",
                    .unbroken(certificate.notBefore?.dateText), .unbroken(certificate.notAfter?.dateText),
                    "\(names)\(hidden > 0 ? " and \(hidden) more" : "")",
                    .known(key(certificate)),
                ])
            }
            if tls.chain.isEmpty { cells.append(["\(row.label)", verdict]) }
        }
        return HTML.table(
            "Certificate chains as sent, leaf first",
            ["Probe", "Verdict", "Subject", "Issuer", "From", "To", "Names", "Key"], cells)
    }

    private func key(_ certificate: Certificate) -> String? {
        certificate.keyAlgorithm.map { algorithm in
            certificate.keyBits.map { "\(algorithm) \($0)" } ?? algorithm
        }
    }

    var names: HTML {
        let groups = NameAnswers.groups(evidence)
        let cells = groups.flatMap { group in
            group.answers.map { answer -> [HTML] in
                let isOdd = !group.agree && answer.evidence != nil
                return [
                    "\(group.name) <strong>\(group.type.description)</strong>",
                    "\(answer.label)\(answer.source == .system ? " (system)" : "")",
                    answer.evidence == nil
                        ? "<span class=\"bad\">✗ \(answer.words.clipped(200))</span>"
                        : "\(isOdd ? "<span class=\"warn\">≠ </span>" : .empty)<code>\(answer.words.clipped(300))</code>",
                    .known(answer.evidence?.message.rcodeName), .known(answer.ttl.map { String($0) }),
                    .milliseconds(answer.evidence?.queryTime.milliseconds),
                    .known(answer.evidence.map { $0.message.flags.authenticData ? "yes" : "no" }),
                ]
            }
        }
        let odd = groups.filter { !$0.agree }.map { "\($0.name) \($0.type)" }
        let verdict: HTML =
            odd.isEmpty
            ? .empty
            : "<p class=\"warn\">! Servers differ on \(odd.prefix(10).joined(separator: ", ")); marked ≠.</p>"
        return
            "\(verdict)\(NamesChart(groups: groups).figure)\(HTML.table("What each server answered", ["Question", "Server", "Answer", "Code", "#TTL (s)", "#Time", "Validated"], Array(cells.prefix(200))))\(HTML.more(cells.count - 200, "dns/"))\(walks)"
    }

    /// The way from the root, a row for each name server of a zone that is somebody's own.
    private var walks: HTML {
        let rows = WalkRow.rows(evidence).prefix(5)
        guard !rows.isEmpty else { return .empty }
        let verdicts = rows.map { row -> HTML in
            let isBogus = if case .bogus = row.walk.security { true } else { false }
            return
                "<p class=\"\(isBogus ? "bad" : "note")\">From the root to \(row.name): DNSSEC \(row.security.clipped(300))</p>"
        }
        let cells = rows.flatMap { row in
            row.walk.zones.flatMap { zone in
                zone.servers.map { server -> [HTML] in
                    [
                        "\(zone.name)", "\(server.name)", .unbroken(server.address.description),
                        server.isOutOfReach
                            ? "no way there from this host"
                            : server.isLame
                                ? "<span class=\"bad\">✗ \(server.failure?.words.clipped(120) ?? "does not serve it")</span>"
                                : "<span class=\"good\">✓ serves it</span>",
                        .known(server.serial.map { String($0) }),
                        .milliseconds(server.queryTime?.milliseconds),
                    ]
                }
            }
        }
        let table =
            cells.isEmpty
            ? HTML.empty
            : HTML.table(
                "Name servers on the way", ["Zone", "Server", "Address", "Verdict", "#Serial", "#Time"],
                Array(cells.prefix(60)))
        return "\(verdicts)\(table)"
    }

    var paths: HTML {
        let rows = PathRow.rows(evidence)
        let charts = PathChart.charts(rows).prefix(3).map(\.figure)
        let note: HTML =
            charts.isEmpty
            ? .empty
            : """
            <p class="note">Routers answer probes when they have time: loss that does not go on to the last hop is theirs, \
            not the path's.</p>
            """
        return "\(charts)\(note)\(rows.prefix(20).map { path($0) })\(HTML.more(rows.count - 20, "path/"))"
    }

    private func path(_ row: PathRow) -> HTML {
        let title: HTML =
            "<h3>\(row.label)</h3><p>\(row.sentence)\(row.file.map { " \(cite($0))" as HTML } ?? .empty)</p>\n"
        guard let record = row.record, !record.hops.isEmpty else { return title }
        let slowest = record.hops.compactMap(\.typicalMS).max() ?? 0
        let cells = record.hops.prefix(64).map { hop -> [HTML] in
            [
                "\(hop.ttl)",
                hop.replies.isEmpty ? "<span class=\"none\">no answer</span>" : "\(hop.who.clipped(160))",
                "\(Bar(share: (hop.shownLoss ?? 0) / 100, kind: "loss").svg)\(HTML.known(hop.shownLoss.flatMap { Measure.percent($0) }))",
                "\(Bar(share: slowest > 0 ? (hop.typicalMS ?? 0) / slowest : 0, kind: "rtt").svg)\(HTML.milliseconds(hop.typicalMS))",
                .milliseconds(hop.bestMS), .milliseconds(hop.worstMS), "\(hop.remarks.clipped(80))",
            ]
        }
        return """
            \(title)\(HTML.table("\(record.tool) hop by hop", ["Hop", "Who", "Loss", "Typical", "#Best", "#Worst", "Remarks"], cells))

            """
    }
}
