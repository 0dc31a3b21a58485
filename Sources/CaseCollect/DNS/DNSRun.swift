package import CaseModel

/// Asks one server one question and says what came of it.
///
/// UDP with EDNS first, `probe.tries` times; without EDNS when the server does not understand it (RFC 6891 §7); over
/// TCP when the answer did not fit (RFC 7766 §5). Another carrier is asked once. After SERVFAIL the server is asked
/// once more, without validation: an answer to that is the mark of broken signatures.
///
/// - Parameters:
///   - probe: What to ask, and whom.
///   - id: Of the query; unpredictable, as it tells an answer from a forged one.
///   - cookie: Eight bytes nobody can guess, which the answer repeats where the server knows cookies; empty for none.
///   - deadline: For all of it.
///   - transport: Carries the messages.
///   - clock: Measures the query time and the deadline.
/// - Returns: `saw` with NOERROR, also with no answer in it; every other code is `failed` in `resolve`, with the
///   evidence kept; `timedOut` when nothing came; `failed` in `response` with `dns_bad_message` and the raw bytes
///   when what came cannot be read.
package func runDNS(
    _ probe: DNSProbe, id: UInt16, cookie: [UInt8] = [], deadline: Duration, transport: any DNSTransport,
    clock: any WallClock
) async -> ProbeResult {
    var run = DNSRun(
        probe: probe, id: id, cookie: cookie, transport: transport, clock: clock,
        end: clock.monotonic() + deadline)
    return await run.result()
}

/// One question on its way.
private struct DNSRun {
    let probe: DNSProbe
    let id: UInt16
    let cookie: [UInt8]
    let transport: any DNSTransport
    let clock: any WallClock
    /// Monotonic.
    let end: Duration
    private var usesEDNS = true
    private var remarks: [String] = []

    init(
        probe: DNSProbe, id: UInt16, cookie: [UInt8], transport: any DNSTransport, clock: any WallClock,
        end: Duration
    ) {
        self.probe = probe
        self.id = id
        self.cookie = cookie
        self.transport = transport
        self.clock = clock
        self.end = end
    }

    /// An answer and how it came.
    struct Reply {
        let raw: [UInt8]
        let transport: DNSEvidence.Transport
        let time: Duration
        let message: Result<DNSMessage, DNSMessageError>
    }

    mutating func result() async -> ProbeResult {
        let result = await probe.carrier == .udp ? overUDP() : overOther()
        guard case .dns(var evidence) = result.evidence, evidence.message.rcode == 2,
            end > clock.monotonic(), !Task.isCancelled,
            let reply = try? await ask(probe.carrier == .udp ? .tcp : probe.carrier, checkingDisabled: true),
            case .success(let message) = reply.message
        else { return result }
        evidence.unchecked = message
        evidence.text +=
            ";; Without validation (CD): \(message.rcodeName), \(message.answers.count) records\n"
        return ProbeResult(result.outcome, .dns(evidence))
    }

    /// Over TCP, TLS or HTTPS nothing is lost without a word.
    private mutating func overOther() async -> ProbeResult {
        do throws(Failure) {
            return conclude(try await ask(probe.carrier))
        } catch {
            if Task.isCancelled { return ProbeResult(.cancelled) }
            return ProbeResult(error.code == .timeout ? .timedOut(error) : .failed(error))
        }
    }

    private mutating func overUDP() async -> ProbeResult {
        var failure = Failure(.resolve, .timeout)
        // What a server that does not know EDNS said, should it say nothing more.
        var objection: Reply?
        var tries = max(1, probe.tries)
        while tries > 0, end > clock.monotonic(), !Task.isCancelled {
            do throws(Failure) {
                let reply = try await ask(.udp)
                if DNSCodec.isTruncated(reply.raw.span) {
                    return await overTCP(after: reply, because: "Truncated")
                }
                // A server that wants a cookie of its own first does not need one over TCP (RFC 7873 §5.3).
                if case .success(let message) = reply.message, message.rcode == 23 {
                    return await overTCP(after: reply, because: message.rcodeName)
                }
                guard usesEDNS, let code = Self.objectionToEDNS(reply) else { return conclude(reply) }
                remarks.append("\(code) with EDNS, retrying without EDNS.")
                objection = reply
                usesEDNS = false
            } catch {
                failure = error
                tries -= 1
            }
        }
        if Task.isCancelled { return ProbeResult(.cancelled) }
        if let objection { return conclude(objection) }
        guard failure.code == .timeout else { return ProbeResult(.failed(failure)) }
        return ProbeResult(.timedOut(Failure(.resolve, .timeout, detail: "no answer over UDP")))
    }

    private func ask(_ carrier: DNSCarrier, checkingDisabled: Bool = false) async throws(Failure) -> Reply {
        var options = DNSQueryOptions(udpSize: usesEDNS ? 1232 : 0)
        options.recordClass = probe.recordClass
        options.checkingDisabled = checkingDisabled
        options.cookie = cookie
        options.pads = carrier.isEncrypted
        let query = DNSCodec.query(id: id, name: probe.name, type: probe.type, options)
        let start = clock.monotonic()
        let raw = try await transport.ask(
            query, of: probe.server, over: carrier, timeout: min(probe.timeout, end - start)
        ) { [id, probe, cookie] bytes in
            // One that forges an answer knows no cookie; what cannot be read is told as such.
            DNSCodec.answers(
                bytes.span, id: id, name: probe.name, type: probe.type, recordClass: probe.recordClass)
                && ((try? DNSCodec.decode(bytes.span)).map { Self.repeats(cookie, $0) } ?? true)
        }
        let time = clock.monotonic() - start
        return Reply(raw: raw, transport: carrier.transport, time: time, message: read(raw))
    }

    private func read(_ raw: [UInt8]) -> Result<DNSMessage, DNSMessageError> {
        do throws(DNSMessageError) {
            let message = try DNSCodec.decode(raw.span)
            let isAnswer = DNSCodec.answers(
                raw.span, id: id, name: probe.name, type: probe.type, recordClass: probe.recordClass)
            guard isAnswer, Self.repeats(cookie, message) else {
                throw DNSMessageError(.notAnAnswer, offset: 0)
            }
            return .success(message)
        } catch {
            return .failure(error)
        }
    }

    /// An answer with another cookie than ours is somebody else's (RFC 7873 §5.3); a server may know no cookies.
    private static func repeats(_ cookie: [UInt8], _ message: DNSMessage) -> Bool {
        guard !cookie.isEmpty, let theirs = message.edns?.otherOptions.first(where: { $0.code == 10 }) else {
            return true
        }
        return theirs.data.starts(with: cookie)
    }

    private mutating func overTCP(after reply: Reply, because reason: String) async -> ProbeResult {
        remarks.append("\(reason), retrying in TCP mode.")
        var kept = reply
        var outcome: Outcome?
        do throws(Failure) {
            kept = try await ask(.tcp)
        } catch {
            if Task.isCancelled {
                outcome = .cancelled
            } else if error.code == .timeout {
                outcome = .timedOut(
                    Failure(.resolve, .timeout, detail: "\(reason.lowercased()) over UDP, no answer over TCP")
                )
            } else {
                outcome = .failed(error)
            }
        }
        var result = conclude(kept)
        if case .dns(var evidence) = result.evidence {
            evidence.truncatedOverUDP = DNSCodec.isTruncated(reply.raw.span)
            result.evidence = .dns(evidence)
        }
        if let outcome { result.outcome = outcome }
        return result
    }

    private func conclude(_ reply: Reply) -> ProbeResult {
        var evidence = DNSEvidence(
            transport: reply.transport, queryTime: reply.time, raw: reply.raw, message: DNSMessage())
        switch reply.message {
        case .failure(let error):
            let words = "\(error.problem.rawValue), byte \(error.offset) of \(reply.raw.count)"
            evidence.text = "; <<>> casefile <<>> \(probe.arguments)\n;; Got bad packet: \(words)\n"
            return ProbeResult(.failed(Failure(.response, .dnsBadMessage, detail: words)), .dns(evidence))
        case .success(let message):
            evidence.message = message
            evidence.text = message.dnsText(
                server: probe.server, transport: reply.transport, queryTime: reply.time, at: clock.now(),
                size: reply.raw.count, probe: probe, remarks: remarks)
            return ProbeResult(Self.outcome(of: message), .dns(evidence))
        }
    }

    /// The code a server answers with that does not take EDNS as we send it.
    private static func objectionToEDNS(_ reply: Reply) -> String? {
        guard case .success(let message) = reply.message, [1, 4, 16].contains(message.rcode) else {
            return nil
        }
        return message.rcodeName
    }

    private static func outcome(of message: DNSMessage) -> Outcome {
        let code: FailureCode
        switch message.rcode {
        case 0: return .saw
        case 3: code = .dnsNXDomain
        case 5: code = .dnsRefused
        default: code = .dnsServerFailure
        }
        let reasons = message.edns?.errors.map { "EDE \($0.code)" + ($0.name.map { " (\($0))" } ?? "") } ?? []
        return .failed(
            Failure(.resolve, code, detail: ([message.rcodeName] + reasons).joined(separator: ", ")))
    }
}
