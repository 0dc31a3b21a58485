package import CaseModel

/// What a step left, for tests that know of what kind it is.
extension Observation.Evidence {
    package struct OfAnotherKind: Error { let evidence: Observation.Evidence }

    package var http: HTTPEvidence {
        get throws {
            guard case .http(let http) = self else { throw OfAnotherKind(evidence: self) }
            return http
        }
    }

    package var dns: DNSEvidence {
        get throws {
            guard case .dns(let dns) = self else { throw OfAnotherKind(evidence: self) }
            return dns
        }
    }

    package var delegation: DelegationEvidence {
        get throws {
            guard case .delegation(let delegation) = self else { throw OfAnotherKind(evidence: self) }
            return delegation
        }
    }

    package var path: ToolOutput {
        get throws {
            guard case .path(let path) = self else { throw OfAnotherKind(evidence: self) }
            return path
        }
    }

    package var time: TimeEvidence {
        get throws {
            guard case .time(let time) = self else { throw OfAnotherKind(evidence: self) }
            return time
        }
    }
}
