package import CaseModel

extension Redactor {
    /// Seals a path: names and annotations; addresses of hops stay.
    package mutating func seal(_ path: PathRecord, in file: BundlePath) -> Sealed<PathRecord> {
        begin(file)
        var path = path
        path.tool = clean(path.tool, .path)
        path.target = clean(optional: path.target, .path)
        for hop in path.hops.indices {
            for reply in path.hops[hop].replies.indices {
                var cleaned = path.hops[hop].replies[reply]
                cleaned.name = clean(optional: cleaned.name, .path)
                cleaned.annotation = clean(optional: cleaned.annotation, .path)
                cleaned.asn = clean(optional: cleaned.asn, .path)
                cleaned.asName = clean(optional: cleaned.asName, .path)
                cleaned.mpls = clean(optional: cleaned.mpls, .path)
                path.hops[hop].replies[reply] = cleaned
            }
        }
        path.notices = clean(path.notices)
        return Sealed(minting: path)
    }

    /// Seals what a service answered: names of incidents and components stay, addresses in a zone's records do not.
    package mutating func seal(_ record: ServiceRecord, in file: BundlePath) -> Sealed<ServiceRecord> {
        begin(file)
        switch record {
        case .status(var report):
            report.indicator = clean(optional: report.indicator, .path)
            report.degraded = report.degraded.map {
                .init(name: clean($0.name, .path), status: clean($0.status, .path))
            }
            report.events = report.events.map { clean($0) }
            return Sealed(minting: .status(report))
        case .api(var answer):
            answer.errors = answer.errors.map { .init(code: $0.code, message: clean($0.message)) }
            answer.items = answer.items.map { item in
                var cleaned: [String: String] = [:]
                for name in item.keys.sorted() { cleaned[name] = clean(item[name] ?? "") }
                return cleaned
            }
            return Sealed(minting: .api(answer))
        }
    }

    private mutating func clean(_ event: StatusReport.Event) -> StatusReport.Event {
        var event = event
        event.name = clean(event.name, .path)
        event.status = clean(event.status, .path)
        event.impact = clean(optional: event.impact, .path)
        event.components = event.components.map { clean($0, .path) }
        event.link = clean(optional: event.link, .path)
        return event
    }

    /// Seals a pasted lookup: names and data; addresses in answers stay.
    package mutating func seal(_ lookup: PastedLookup, in file: BundlePath) -> Sealed<PastedLookup> {
        begin(file)
        var lookup = lookup
        for index in lookup.answers.indices {
            var answer = lookup.answers[index]
            answer.message = clean(answer.message, .path)
            answer.server = clean(optional: answer.server, .path)
            answer.transport = clean(optional: answer.transport, .path)
            answer.when = clean(optional: answer.when, .path)
            lookup.answers[index] = answer
        }
        lookup.notices = clean(lookup.notices)
        return Sealed(minting: lookup)
    }

    /// Seals what the user wrote about the incident.
    package mutating func seal(_ incident: Incident, in file: BundlePath) -> Sealed<Incident> {
        begin(file)
        var incident = incident
        incident.targets = incident.targets.map { clean($0) }
        incident.summary = clean(optional: incident.summary)
        incident.expected = clean(optional: incident.expected)
        incident.actual = clean(optional: incident.actual)
        incident.steps = incident.steps.map { clean($0) }
        incident.frequency = clean(optional: incident.frequency)
        incident.errorMessages = incident.errorMessages.map { clean($0) }
        incident.impact = clean(optional: incident.impact)
        incident.cc = incident.cc.map { clean($0) }
        incident.statedWindow = clean(optional: incident.statedWindow)
        return Sealed(minting: incident)
    }

    /// Seals what is said of a picture.
    package mutating func seal(_ picture: Picture, in file: BundlePath) -> Sealed<Picture> {
        begin(file)
        var picture = picture
        picture.caption = clean(optional: picture.caption)
        return Sealed(minting: picture)
    }

    /// Seals a gap.
    package mutating func seal(_ gap: Gap, in file: BundlePath) -> Sealed<Gap> {
        begin(file)
        return Sealed(minting: Gap(subject: clean(gap.subject, .path), reason: clean(gap.reason, .path)))
    }

    /// Seals a note about the collecting host.
    package mutating func seal(_ note: HostNote, in file: BundlePath) -> Sealed<HostNote> {
        begin(file)
        return Sealed(minting: HostNote(note.kind, clean(note.says, .path)))
    }

    /// Seals the conclusions: they are made of sealed evidence, and are sealed once more before they are written.
    package mutating func seal(_ analysis: Analysis, in file: BundlePath) -> Sealed<Analysis> {
        begin(file)
        var analysis = analysis
        analysis.findings = analysis.findings.map { clean($0) }
        for index in analysis.timeline.indices {
            analysis.timeline[index].says = clean(analysis.timeline[index].says, .path)
            analysis.timeline[index].source = clean(analysis.timeline[index].source, .path)
        }
        for index in analysis.correlation.journeys.indices {
            var journey = analysis.correlation.journeys[index]
            journey.host = clean(optional: journey.host, .path)
            journey.cacheStatus = clean(optional: journey.cacheStatus, .path)
            analysis.correlation.journeys[index] = journey
        }
        for index in analysis.setAside.indices {
            analysis.setAside[index].says = clean(analysis.setAside[index].says, .path)
        }
        analysis.statusPage = clean(optional: analysis.statusPage, .path)
        return Sealed(minting: analysis)
    }

    private mutating func clean(_ finding: Finding) -> Finding {
        var finding = finding
        finding.title = clean(finding.title, .path)
        finding.because = clean(finding.because)
        finding.against = clean(finding.against)
        finding.nextSteps = finding.nextSteps.map { clean($0, .path) }
        finding.evidenceToAdd = finding.evidenceToAdd.map { clean($0, .path) }
        return finding
    }

    private mutating func clean(_ citations: [Finding.Citation]) -> [Finding.Citation] {
        var cleaned = citations
        for index in cleaned.indices {
            cleaned[index].says = clean(citations[index].says, .path)
            cleaned[index].pointer = clean(optional: citations[index].pointer, .path)
        }
        return cleaned
    }
}
