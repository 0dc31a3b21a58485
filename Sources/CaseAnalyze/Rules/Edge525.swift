import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge525 = AnalysisRule(
        "edge-525", .cause,
        help: "Says whether the origin's TLS handshake fails for everybody (525).",
        needs: .any(.edge, .har),
        against: "A handshake of the origin with this host that succeeds.",
        asks: [.originProbe, .errorLog, .capture], source: .error(525)
    ) { view, facts in
        view.edgeFindings(525) { error, origin in
            let check = "Try the handshake: openssl s_client -connect ORIGIN:443 -servername \(error.host)"
            switch origin {
            case .notProbed: return error.unknownOrigin(facts, next: [check])
            case .answered(let step, _):
                guard let tls = step.exchanges.first?.tls else {
                    return error.finding(
                        "origin-without-tls",
                        "the origin was asked without TLS and answered: port 443 may be closed",
                        .origin, .possible, origin: origin, facts: facts, next: [check])
                }
                let agreed = [tls.version, tls.cipher].compactMap { $0 }.joined(separator: ", ")
                return error.finding(
                    "origin-answers",
                    "the origin's handshake with this host succeeds\(agreed.isEmpty ? "" : " (\(agreed))"): it fails "
                        + "at times, or wants what the edge does not offer", .origin, .possible,
                    origin: origin,
                    facts: facts, next: [check])
            case .failed(_, let failure) where failure.code == .connectionRefused:
                return error.finding(
                    "port-closed", "the origin refuses connections to the port of TLS", .origin, .high,
                    origin: origin, facts: facts,
                    next: ["On the origin run: ss -ltnp, and let the server listen with TLS on that port."])
            case .failed(let step, let failure) where failure.operation == .tls:
                return failedHandshake(view, error, origin, step, facts, check)
            case .failed(_, let failure): return error.originFails(failure, origin, facts, next: [check])
            }
        }
    }

    private static func failedHandshake(
        _ view: EvidenceView, _ error: EdgeError, _ origin: OriginResult, _ step: WebStep, _ facts: Facts,
        _ check: String
    ) -> Finding? {
        guard let versions = view.takenTLSVersions(of: step) else {
            return error.finding(
                "origin-handshake-fails", "the origin's handshake with this host fails as well", .origin,
                .high,
                origin: origin, facts: facts, next: [check])
        }
        return error.finding(
            "origin-versions", "the origin takes only TLS \(versions.words)", .origin, .high, origin: origin,
            facts: facts, next: [check], more: versions.steps.map { $0.cite() })
    }
}
