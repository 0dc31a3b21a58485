import CaseFacts
import CaseModel

extension AnalysisRule {
    static let zoneState = AnalysisRule(
        "zone-state", .cause,
        help: "Says when the zone of the given ID has another name, is not active, or is paused.",
        needs: .all(.api), against: "A change of the zone after the failure.", asks: [], source: .evidence
    ) { view, _ in
        view.apiItems("api-zone").flatMap { reading, zone -> [Finding?] in
            let name = zone["name"] ?? ""
            var findings: [Finding?] = []
            if !name.isEmpty, name != view.incident.zone.description {
                findings.append(
                    Finding(
                        "zone-state-other", "the zone ID is that of \(name), not of \(view.incident.zone)",
                        .edgeConfiguration, .high, because: [reading.cite("name: \(name)")],
                        next: ["Give the ID from the overview of \(view.incident.zone) in the dashboard."]))
            }
            if let status = zone["status"], status != "active" {
                findings.append(
                    Finding(
                        "zone-state-\(StepID(status))",
                        "the zone is \(status), so the CDN does not serve it as set up",
                        .edgeConfiguration, .high, because: [reading.cite("status: \(status)")],
                        next: [
                            "Compare the name servers at the registrar with the assigned ones: \(Self.list("name_servers", zone))."
                        ]))
            }
            if zone["paused"] == "true" {
                findings.append(
                    Finding(
                        "zone-state-paused", "the zone is paused: requests go past the CDN to the origin",
                        .edgeConfiguration, .high, because: [reading.cite("paused: true")],
                        next: ["Start it again in the dashboard's overview when that is not meant."]))
            }
            return findings
        }.compactMap { $0 }
    }

    static let zoneSSLMode = AnalysisRule(
        "zone-ssl-mode", .lead,
        help: "Says when the zone's SSL mode lets the edge ask the origin without TLS.",
        needs: .all(.api), against: "A rule that sets another mode for this host.", asks: [.originProbe],
        source: .edition("network")
    ) { view, _ in
        view.apiItems("api-setting-ssl").compactMap { reading, setting -> Finding? in
            guard setting["id"] == "ssl", let mode = setting["value"], ["off", "flexible"].contains(mode)
            else { return nil }
            return Finding(
                "zone-ssl-mode-\(mode)",
                "the zone's SSL mode is \(mode): the edge asks the origin over plain http",
                .edgeConfiguration, .possible, because: [reading.cite("ssl: \(mode)")],
                next: ["Put a certificate on the origin and set the mode to full (strict)."])
        }
    }

    static let zoneRecord = AnalysisRule(
        "zone-record", .lead,
        help: "Says when the zone's record of the host is not proxied.",
        needs: .all(.api), against: "A record of the same name that is proxied.",
        asks: [], source: .edition("network")
    ) { view, _ in
        let hosts = Set(view.incident.targets.compactMap(\.hostname?.description))
        let records = view.apiItems("api-records")
        return hosts.sorted().compactMap { host -> Finding? in
            let own = records.filter {
                $0.item["name"] == host && ["A", "AAAA", "CNAME"].contains($0.item["type"] ?? "")
            }
            // One proxied record of a name makes all of them proxied.
            guard !own.isEmpty, own.allSatisfy({ $0.item["proxied"] == "false" }) else { return nil }
            return Finding(
                "zone-record-dns-only",
                "the record of \(host) is DNS-only: the CDN has no part in its requests",
                .edgeConfiguration, .high,
                because: own.map { $0.reading.cite("\($0.item["type"] ?? "") record, proxied: false") },
                next: ["If the CDN should serve \(host), set its record to proxied."])
        }
    }

    static let zoneCertificate = AnalysisRule(
        "zone-certificate", .lead,
        help: "Says when no certificate pack of the zone that is active covers the host.",
        needs: .all(.api), against: "A certificate of the owner's own, uploaded elsewhere.", asks: [],
        source: .edition("network")
    ) { view, _ in
        let packs = view.apiItems("api-certificates")
        guard !packs.isEmpty else { return [] }
        return Set(view.incident.targets.compactMap(\.hostname?.description)).sorted().compactMap {
            host -> Finding? in
            let covering = packs.filter { pack in
                pack.item.contains { $0.key.hasPrefix("hosts.") && CertificateReading.covers($0.value, host) }
            }
            guard !covering.contains(where: { $0.item["status"] == "active" }) else { return nil }
            let says =
                covering.isEmpty
                ? "no certificate pack of the zone covers \(host)"
                : "the certificate pack for \(host) is not active"
            return Finding(
                "zone-certificate-\(covering.isEmpty ? "missing" : "inactive")", says, .edgeConfiguration,
                .likely,
                because: (covering.isEmpty ? packs : covering).map {
                    $0.reading.cite("\($0.item["type"] ?? "pack"): \($0.item["status"] ?? "no status")")
                },
                next: [
                    "See Edge Certificates in the dashboard: what the pack waits for, and which names it covers."
                ])
        }
    }

    static let zoneDNSSEC = AnalysisRule(
        "zone-dnssec", .context,
        help: "Says when DNSSEC is on at the CDN and its DS record is not at the registrar.",
        needs: .all(.api), against: "A DS record that was published since.", asks: [.walk],
        source: .standard("RFC 4035 §5")
    ) { view, _ in
        view.apiItems("api-dnssec").compactMap { reading, item -> Finding? in
            guard item["status"] == "pending" else { return nil }
            return Finding(
                "zone-dnssec-pending", "DNSSEC is on and its DS record is not at the registrar yet",
                .edgeConfiguration,
                .possible, because: [reading.cite("status: pending")],
                next: ["Put the DS record the dashboard shows into the registrar's form."])
        }
    }

    private static func list(_ name: String, _ item: [String: String]) -> String {
        let values = item.keys.filter { $0.hasPrefix(name + ".") }.sorted().compactMap { item[$0] }
        return values.isEmpty ? "see the dashboard" : values.prefix(4).joined(separator: ", ")
    }
}
