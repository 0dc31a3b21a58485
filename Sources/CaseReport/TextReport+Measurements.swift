import CaseModel
import JSONBytes

extension TextReport {
    mutating func journeys() {
        let correlation = report["correlation"]
        let journeys = correlation?["journeys"]?.array ?? []
        guard !journeys.isEmpty else { return }
        page.heading("Browser to origin")
        let total = Measure.count(correlation?["journey_count"]?.int ?? journeys.count, "request")
        for (name, says) in [
            ("at_both", "seen by the edge and in the origin's log"),
            ("at_edge_only", "seen by the edge and not in the origin's log, which covers the time"),
            ("not_covered", "no log of the origin could have it"),
        ] {
            let count = correlation?[name]?.int ?? 0
            if count > 0 { page.paragraph("\(Measure.count(count)) of \(total): \(says)") }
        }
        if let count = correlation?["at_origin_only"]?.int, count > 0 {
            page.paragraph(
                "\(Measure.count(count, "line")) of the origin's logs with a Ray ID nobody else saw")
        }
        page.table(
            ["ray", "asked by", "colo", "edge", "origin", "until sent", "edge", "origin", "in all"],
            journeys.prefix(60).map { journey in
                let place = journey["index"]?.int.map { "entry \($0)" } ?? journey["file"]?.string ?? ""
                let origin = journey["origin"]
                let logged = origin?["status"]?.int
                let status = journey["status"]?.int
                // A failure on one side alone.
                let differs =
                    logged.flatMap { logged in status.map { (logged >= 500) != ($0 >= 500) } } ?? false
                func took(_ part: String) -> JSONValue? {
                    journey["parts"]?.array?.first { $0["place"]?.string == part }?["duration_ms"]
                }
                return [
                    journey["ray"]?.string ?? "", place, journey["colo"]?.string ?? "",
                    status.map(String.init) ?? "none",
                    (differs ? "≠ " : "") + (logged.map(String.init) ?? origin?["seen"]?.string ?? ""),
                    Self.time(took("before")), Self.time(took("edge")),
                    Self.time(took("origin") ?? origin?["took_ms"]), Self.time(journey["total_ms"]),
                ]
            })
        page.more(journeys.count - 60, in: "timeline.json")
    }

    private func steps(with part: String) -> [(id: String, step: JSONValue, part: JSONValue)] {
        items("steps").compactMap { step in
            step[part].map { (step["id"]?.string ?? "", step, $0) }
        }
    }

    /// Requests in the steps' order, each with its step's name.
    private var requests: [(label: String, leg: String, exchange: JSONValue)] {
        steps(with: "http").filter { $0.part["samples"] == nil }.flatMap { id, _, http in
            (http["exchanges"]?.array ?? []).enumerated().map { index, exchange in
                (index == 0 ? id : "\(id) → \(index)", http["leg"]?.string ?? "", exchange)
            }
        }
    }

    mutating func exchanges() {
        let requests = requests
        guard !requests.isEmpty else { return }
        page.heading("Edge and origin")
        page.table(
            ["probe", "leg", "result", "first byte", "total", "remote", "ray", "cache"],
            requests.prefix(80).map { label, leg, exchange in
                [
                    label, leg,
                    exchange["status"]?.int.map(String.init) ?? exchange["failure"]?["code"]?.string
                        ?? "none",
                    Self.time(exchange["timings_ms"]?["first_byte"]),
                    Self.time(exchange["timings_ms"]?["total"]),
                    exchange["remote_address"]?.string ?? "", exchange["ray"]?.string ?? "",
                    exchange["cache_status"]?.string ?? "",
                ]
            })
        page.more(requests.count - 80, in: "http/")
        for (label, step, http) in steps(with: "http") {
            if let samples = http["samples"] {
                page.paragraph("\(label): \(Self.samples(samples))", hanging: 4)
            }
            if let reason = step["reason"]?.string { page.paragraph("\(label): \(reason)", hanging: 4) }
        }
    }

    /// `3 of 20 requests failed (95 % sure: 5 % to 36 %), first byte 82 ms in the median`.
    private static func samples(_ samples: JSONValue) -> String {
        let bounds = ["failed_percent_low", "failed_percent_high"].compactMap { name in
            samples[name]?.double.flatMap { Measure.percent($0) }
        }
        let median = time(samples["p50_ms"])
        return
            "\(samples["failed"]?.int ?? 0) of \(Measure.count(samples["count"]?.int ?? 0, "request")) failed"
            + (bounds.count == 2 ? " (95 % sure: \(bounds[0]) to \(bounds[1]))" : "")
            + (median.isEmpty ? "" : ", first byte \(median) in the median")
    }

    mutating func certificates() {
        let rows = requests.filter { $0.exchange["tls"] != nil }.flatMap { label, _, exchange -> [[String]] in
            let tls = exchange["tls"]
            let verdict = tls?["verify_error"]?.string ?? "accepted"
            return (tls?["chain"]?.array ?? []).prefix(8).enumerated().map { index, certificate in
                [
                    index == 0 ? label : "  issuer \(index)", index == 0 ? verdict : "",
                    certificate["subject"]?.string ?? "", certificate["issuer"]?.string ?? "",
                    String(certificate["not_after"]?.string?.prefix(10) ?? ""),
                ]
            }
        }
        guard !rows.isEmpty else { return }
        page.heading("Certificates")
        page.table(["probe", "verdict", "subject", "issuer", "to"], Array(rows.prefix(80)))
        page.more(rows.count - 80, in: "http/")
    }

    mutating func names() {
        let answers = steps(with: "dns")
        let walks = steps(with: "delegation")
        let failed = items("steps").filter {
            $0["kind"]?.string == "dns" && $0["dns"] == nil && $0["delegation"] == nil
        }
        guard !answers.isEmpty || !walks.isEmpty || !failed.isEmpty else { return }
        page.heading("DNS")
        page.table(
            ["question", "server", "code", "time", "answer"],
            answers.prefix(200).map { _, _, dns in
                let type = dns["type"]?.string ?? ""
                let data = (dns["answers"]?.array ?? []).filter { $0["type"]?.string != "RRSIG" }
                    .compactMap { $0["data"]?.string }
                return [
                    "\(dns["name"]?.string ?? "") \(type)", dns["server"]?.string ?? "",
                    dns["rcode"]?.string ?? "", Self.time(dns["query_time_ms"]),
                    data.isEmpty ? "no records" : data.joined(separator: ", "),
                ]
            })
        page.more(answers.count - 200, in: "dns/")
        for step in failed.prefix(40) { ending(of: step) }
        for (_, _, walk) in walks.prefix(5) { show(walk) }
    }

    /// A walk from the root: the verdict, then each name server of the zones on the way.
    private mutating func show(_ walk: JSONValue) {
        let security = [walk["security"]?["state"]?.string, walk["security"]?["reason"]?.string]
        page.paragraph(
            "from the root to \(walk["name"]?.string ?? "?"): DNSSEC "
                + security.compactMap(\.self).joined(separator: ", "), hanging: 4)
        var rows: [[String]] = []
        for zone in walk["zones"]?.array ?? [] {
            for server in zone["servers"]?.array ?? [] {
                let said = server["failure"]?["code"]?.string ?? server["rcode"]?.string
                let serial = server["serial"]?.int.map(String.init)
                rows.append([
                    zone["name"]?.string ?? "", server["name"]?.string ?? "",
                    server["address"]?.string ?? "", said ?? "", serial ?? "",
                    Self.time(server["query_time_ms"]),
                ])
            }
        }
        if !rows.isEmpty {
            page.table(
                ["zone", "server", "address", "said", "serial", "time"], Array(rows.prefix(60)), indent: 4)
        }
    }

    /// How a step ended that has no evidence.
    private mutating func ending(of step: JSONValue) {
        let words = [step["outcome"]?.string, step["code"]?.string, step["reason"]?.string]
        page.paragraph(
            "\(step["id"]?.string ?? "?"): \(words.compactMap(\.self).joined(separator: ", "))", hanging: 4)
    }

    mutating func paths() {
        let traced = steps(with: "path").map { ($0.id, $0.part) }
        let pasted = items("paths").compactMap { input in
            input["record"].map { (input["file"]?.string ?? "", $0) }
        }
        let failed = items("steps").filter { $0["kind"]?.string == "path" && $0["path"] == nil }
        guard !traced.isEmpty || !pasted.isEmpty || !failed.isEmpty else { return }
        page.heading("Path")
        for (label, path) in (traced + pasted).prefix(20) { show(path, label) }
        for step in failed.prefix(20) { ending(of: step) }
        page.more(traced.count + pasted.count - 20, in: "path/")
    }

    /// What the vendor's status page and API said.
    mutating func services() {
        let rows = items("steps").compactMap { step -> ServiceRow? in
            guard let id = step["id"]?.string else { return nil }
            return Records.service(reading: step).map { ServiceRow(id, $0, file: nil) }
        }
        let words = report["status_page"]?.string
        guard !rows.isEmpty || words != nil else { return }
        page.heading("Status page and API")
        if let words { page.paragraph("Status page \(words).", hanging: 4) }
        for row in rows.prefix(60) { page.paragraph("\(row.subject): \(row.says.clipped(300))", hanging: 4) }
        page.more(rows.count - 60, in: "status/")
    }

    private mutating func show(_ path: JSONValue, _ label: String) {
        let reached = path["reached"]?.bool.map { $0 ? ", reached" : ", not reached" } ?? ""
        let target = path["target_address"]?.string ?? path["target"]?.string ?? "an unnamed target"
        page.paragraph("\(label): \(path["tool"]?.string ?? "path") to \(target)\(reached)")
        page.table(
            ["hop", "who", "loss", "best", "avg", "worst"],
            (path["hops"]?.array ?? []).prefix(64).map { hop in
                let replies = hop["replies"]?.array ?? []
                let times = replies.flatMap { $0["rtt_ms"]?.array ?? [] }.compactMap(\.double).sorted()
                let middle = times.isEmpty ? nil : JSONValue.double(times[times.count / 2])
                return [
                    hop["ttl"]?.int.map(String.init) ?? "",
                    replies.compactMap { $0["name"]?.string ?? $0["address"]?.string }.joined(separator: " "),
                    hop["loss_percent"]?.double.flatMap { Measure.percent($0) } ?? "",
                    Self.time(hop["best_ms"]), Self.time(hop["avg_ms"] ?? middle), Self.time(hop["worst_ms"]),
                ]
            }, indent: 4)
    }
}
