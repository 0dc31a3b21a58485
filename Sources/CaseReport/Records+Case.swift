package import CaseModel
package import CaseRedact
package import JSONBytes

extension Records {
    /// `findings.json`: every finding with the files it cites.
    package static func findings(_ analysis: Analysis) -> JSONValue {
        JSONValue(members: [
            "format": "casefile-findings/1",
            "findings": .array(analysis.findings.map { finding($0) }),
            "set_aside": .array(analysis.setAside.map { setAside($0) }),
            "priority": analysis.priority.map { priority($0) },
            "status_page": .text(analysis.statusPage),
        ])
    }

    private static func priority(_ suggestion: PrioritySuggestion) -> JSONValue {
        let scope = suggestion.scope
        func share(_ share: MeasuredScope.Share) -> JSONValue? {
            guard share.total > 0 else { return nil }
            return JSONValue(members: ["failed": .int(share.failed), "total": .int(share.total)])
        }
        return JSONValue(members: [
            "suggested": .string(suggestion.priority.rawValue),
            "limit": suggestion.limit.map { .string($0.rawValue) },
            "urls": share(scope.urls), "origin_requests": share(scope.originRequests),
            "ways": share(scope.ways), "samples": share(scope.samples), "har_entries": share(scope.entries),
            "log_lines": share(scope.logLines), "failing_families": .texts(scope.failingFamilies),
            "tried_families": .texts(scope.triedFamilies), "places": .texts(scope.places),
        ])
    }

    private static func finding(_ finding: Finding) -> JSONValue {
        JSONValue(members: [
            "id": .text(finding.id),
            "title": .text(finding.title),
            "attribution": .string(finding.attribution.rawValue),
            "confidence": .string(finding.confidence.rawValue),
            "because": .array(finding.because.map { citation($0) }),
            "against": .array(finding.against.map { citation($0) }),
            "next_steps": .array(finding.nextSteps.map { .text($0) }),
            "evidence_to_add": .texts(finding.evidenceToAdd),
            "source": .text(finding.source),
            "as_of": .text(finding.asOf),
        ])
    }

    private static func citation(_ citation: Finding.Citation) -> JSONValue {
        JSONValue(members: [
            "file": .text(citation.file), "pointer": .text(citation.pointer), "says": .text(citation.says),
        ])
    }

    /// `timeline.json`: what happened when, each Ray ID with everywhere it was seen, and the way of each request.
    package static func timeline(_ analysis: Analysis) -> JSONValue {
        JSONValue(members: [
            "format": "casefile-timeline/1",
            "events": .array(
                analysis.timeline.map { event in
                    JSONValue(members: [
                        "at": .time(event.at),
                        "skew_ms": event.skew == .zero ? nil : .milliseconds(event.skew),
                        "uncertainty_ms": .milliseconds(event.uncertainty),
                        "zone_source": .string(event.zoneSource.rawValue),
                        "source": .text(event.source),
                        "file": .text(event.file),
                        "says": .text(event.says),
                    ])
                }),
            "ray_joins": .array(analysis.rayJoins.map { join($0) }),
            "correlation": correlation(analysis.correlation),
        ])
    }

    private static func setAside(_ aside: SetAside) -> JSONValue {
        JSONValue(members: [
            "kind": .string(aside.kind.rawValue), "count": .int(aside.count), "file": .text(aside.file),
            "says": .text(aside.says),
        ])
    }

    private static func join(_ join: RayJoin) -> JSONValue {
        JSONValue(members: [
            "ray": .string(join.ray.hex),
            "colo": join.ray.colo.map { .string($0) },
            "har_entries": .array(join.harEntries.map { seen($0, place: "index") }),
            "log_lines": .array(join.logLines.map { seen($0, place: "line") }),
            "steps": .array(join.steps.map { .string($0.description) }),
        ])
    }

    static func seen(_ seen: RayJoin.Seen, place: String) -> JSONValue {
        .object([
            .init("file", .text(seen.file)), .init(place, .int(seen.place)),
        ])
        .merging(JSONValue(members: ["status": .count(seen.status), "at": .time(seen.at)]))
    }

    /// `redactions.json`: how often each rule removed something from each file, and no removed value.
    package static func redactions(_ ledger: Ledger) -> JSONValue {
        JSONValue(members: [
            "format": "casefile-redactions/1",
            "total": .int(ledger.total),
            // Pairs, not members: a rule's name as a key would make its count look like a secret.
            "rules": .array(
                ledger.countsByRule.sorted { $0.key < $1.key }.map { rule, count in
                    JSONValue(members: ["rule": .text(rule), "count": .int(count)])
                }),
            "removals": .array(
                ledger.rows.map { row in
                    JSONValue(members: [
                        "rule": .text(row.entry.rule), "file": .string(row.entry.file.description),
                        "count": .int(row.count),
                    ])
                }),
        ])
    }

    /// The ticket's fields, as far as they were given.
    package static func incident(_ incident: Incident) -> JSONValue {
        JSONValue(members: [
            "zone": .string(incident.zone.description),
            "zone_id": incident.zoneID.map { .string($0.description) },
            "targets": .array(incident.targets.map { .text($0.description) }),
            "priority": incident.priority.map { .string($0.rawValue) },
            "plan": incident.plan.map { .string($0.rawValue) },
            "summary": .text(incident.summary),
            "expected": .text(incident.expected),
            "actual": .text(incident.actual),
            "steps": .texts(incident.steps),
            "frequency": .text(incident.frequency),
            "error_messages": .texts(incident.errorMessages),
            "impact": .text(incident.impact),
            "cc": .texts(incident.cc),
            "playbook": .text(incident.playbook),
            "stated_window": .text(incident.statedWindow),
            "window": incident.window.map { window in
                JSONValue(members: ["start": .time(window.start), "end": .time(window.end)])
            },
        ])
    }

    /// Something that was asked for and is not there.
    package static func gap(_ gap: Gap) -> JSONValue {
        JSONValue(members: ["subject": .text(gap.subject), "reason": .text(gap.reason)])
    }
}
