package import CaseModel

extension Redactor {
    /// Seals what came of a step: fields by their names, bodies by their type, every text by the rules.
    ///
    /// Who answered is infrastructure and stays readable from here on.
    package mutating func seal(_ observation: Observation, in file: BundlePath) -> Sealed<Observation> {
        begin(file)
        keepInfrastructure(of: observation)
        let sealed = Observation(
            step: clean(observation.step), outcome: clean(observation.outcome),
            startedAt: observation.startedAt,
            duration: observation.duration, command: clean(observation.command, .path),
            evidence: clean(observation.evidence, names: observation.step.textMode))
        return Sealed(minting: sealed)
    }

    private mutating func keepInfrastructure(of observation: Observation) {
        if case .http(let evidence) = observation.evidence {
            for exchange in evidence.exchanges {
                if let remote = exchange.remote { keep(remote.address) }
            }
        }
        switch observation.step.action {
        case .http(let probe): if let pin = probe.pin { keep(pin.address) }
        case .dns(let probe): keep(probe.server.address)
        case .delegation(let probe): for server in probe.roots + probe.resolvers { keep(server.address) }
        case .path: break
        }
    }

    private mutating func clean(_ step: Step) -> Step {
        guard case .http(var probe) = step.action else { return step }
        probe.url = clean(probe.url)
        probe.fields = clean(probe.fields)
        probe.userAgent = clean(probe.userAgent)
        probe.body = []
        return Step(id: step.id, action: .http(probe), deadline: step.deadline)
    }

    private mutating func clean(_ outcome: Outcome) -> Outcome {
        switch outcome {
        case .saw, .cancelled: outcome
        case .failed(let failure): .failed(clean(failure))
        case .timedOut(let failure): .timedOut(clean(failure))
        case .skipped(let reason): .skipped(SkipReason(clean(reason.text, .path), chosen: reason.chosen))
        }
    }

    private mutating func clean(_ failure: Failure) -> Failure {
        var failure = failure
        failure.detail = clean(optional: failure.detail, .path)
        return failure
    }

    /// `names` is what answers of name servers are read as.
    private mutating func clean(_ evidence: Observation.Evidence, names: TextMode) -> Observation.Evidence {
        switch evidence {
        case .none: return .none
        case .http(let http):
            var http = http
            http.exchanges = http.exchanges.map { clean($0) }
            http.stoppedBecause = clean(optional: http.stoppedBecause)
            return .http(http)
        case .dns(let dns):
            return .dns(clean(dns, names))
        case .delegation(let walk):
            return .delegation(clean(walk))
        case .path(let output):
            var output = output
            output.output = cleaned(output.output, options(.path))
            return .path(output)
        }
    }

    private mutating func clean(_ walk: DelegationEvidence) -> DelegationEvidence {
        var walk = walk
        walk.text = clean(walk.text, .path)
        walk.stopped = clean(optional: walk.stopped, .path)
        walk.answers = walk.answers.map { answer in
            var answer = answer
            answer.values = answer.values.map { clean($0, .path) }
            return answer
        }
        return walk
    }

    private mutating func clean(_ exchange: HTTPExchange) -> HTTPExchange {
        var exchange = exchange
        exchange.url = clean(exchange.url)
        exchange.method = clean(exchange.method)
        exchange.reason = clean(optional: exchange.reason)
        exchange.requestFields = clean(exchange.requestFields)
        exchange.fields = clean(exchange.fields)
        exchange.failure = exchange.failure.map { clean($0) }
        exchange.verbose = clean(exchange.verbose)
        exchange.balancedServer = clean(optional: exchange.balancedServer, .path)
        if var tls = exchange.tls {
            tls.verifyError = clean(optional: tls.verifyError, .path)
            tls.chain = tls.chain.map { clean($0) }
            exchange.tls = tls
        }
        exchange.body = clean(exchange.body, type: exchange.field("content-type"))
        return exchange
    }

    private mutating func clean(_ certificate: Certificate) -> Certificate {
        var certificate = certificate
        certificate.subject = clean(certificate.subject, .path)
        certificate.issuer = clean(certificate.issuer, .path)
        certificate.names = certificate.names.map { clean($0, .path) }
        return certificate
    }

    /// A text body is redacted; of any other, length and digest stay and the bytes go.
    private mutating func clean(_ body: BodyCapture, type: String?) -> BodyCapture {
        var body = body
        if isText(body.bytes, type: type?.lowercased()) {
            body.bytes = cleaned(body.bytes, options(.evidence))
        } else if !body.bytes.isEmpty {
            note(RulePlace.body)
            body.bytes = []
        }
        return body
    }

    private func isText(_ bytes: [UInt8], type: String?) -> Bool {
        if let type {
            let words = ["text/", "json", "xml", "javascript", "html", "yaml", "csv", "x-www-form"]
            guard words.contains(where: type.contains) else { return false }
        }
        // A NUL in what calls itself text is no text.
        return !bytes.contains(0)
    }

    /// A URL whose path and query are clean.
    mutating func clean(_ url: WebURL) -> WebURL {
        let target = clean(url.target)
        return target == url.target ? url : url.with(target: target)
    }

    /// Header fields, each by its name.
    mutating func clean(_ fields: [HTTPField]) -> [HTTPField] {
        var cleaned: [HTTPField] = []
        for field in fields {
            let value = clean(field.value, under: field.name)
            cleaned.append(HTTPField(name: clean(field.name), value: value))
        }
        return cleaned
    }

    private mutating func clean(_ evidence: DNSEvidence, _ mode: TextMode) -> DNSEvidence {
        var evidence = evidence
        evidence.text = clean(evidence.text, mode)
        evidence.message = clean(evidence.message, mode)
        if var unchecked = evidence.unchecked {
            unchecked.answers = clean(unchecked.answers, mode)
            // Nothing is drawn from what stands beside them.
            (unchecked.authority, unchecked.additional) = ([], [])
            evidence.unchecked = unchecked
        }
        // The wire form says the same; it leaves only when the texts made of it had nothing to remove.
        if rewrite(evidence.raw, 0..<evidence.raw.count, options(mode)) != nil { evidence.raw = [] }
        return evidence
    }

    /// A message whose names, data and words are clean.
    mutating func clean(_ message: DNSMessage, _ mode: TextMode) -> DNSMessage {
        var message = message
        message.questions = message.questions.map { question in
            DNSMessage.Question(
                name: clean(question.name, .path), type: question.type, recordClass: question.recordClass)
        }
        message.answers = clean(message.answers, mode)
        message.authority = clean(message.authority, mode)
        message.additional = clean(message.additional, mode)
        guard var edns = message.edns else { return message }
        for index in edns.errors.indices { edns.errors[index].text = clean(edns.errors[index].text, .path) }
        message.edns = edns
        return message
    }

    private mutating func clean(_ records: [DNSMessage.Record], _ mode: TextMode) -> [DNSMessage.Record] {
        var cleaned = records
        for index in cleaned.indices {
            cleaned[index].name = clean(records[index].name, .path)
            cleaned[index].data = clean(records[index].data, mode)
            if cleaned[index].data != records[index].data { cleaned[index].rdata = [] }
        }
        return cleaned
    }
}
