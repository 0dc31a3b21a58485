import CaseModel

/// Decides whether an answer is a redirect that is followed, and how the next request differs from the last.
///
/// Pure: what was asked so far comes in, a decision goes out.
struct RedirectPolicy: Sendable {
    /// What to do after an answer.
    enum Decision: Sendable, Equatable {
        /// The answer is the last word.
        case done
        /// Ask there next.
        case follow(HTTPRequest)
        /// It is a redirect, and it is not followed for this reason.
        case stop(String)
        /// Following would not end.
        case fail(Failure)
    }

    let probe: HTTPProbe

    /// Reads an answer to `request`.
    ///
    /// - Parameters:
    ///   - exchange: The answer.
    ///   - request: What was asked for it.
    ///   - asked: What was asked so far, this exchange last.
    /// - Returns: What to do next.
    func decide(after exchange: HTTPExchange, to request: HTTPRequest, asked: [HTTPExchange]) -> Decision {
        guard let status = exchange.status, [301, 302, 303, 307, 308].contains(status),
            let location = exchange.field("location")
        else { return .done }
        guard probe.redirectLimit > 0 else { return .stop("redirects are not followed") }
        guard let next = request.url.resolving(location: location) else {
            return .stop("the redirect does not lead to a web address that can be asked")
        }
        guard isAllowed(next) else {
            return .stop(
                probe.zone == nil
                    ? "the redirect leads to another host than the one that was named"
                    : "the redirect leaves the zone")
        }
        let following = self.request(request, to: next, status: status)
        // A form that was sent and leads back to its own page is asked for with GET, which is another request.
        guard !asked.contains(where: { $0.url == next && $0.method == following.method }) else {
            return .fail(Self.tooMany("the redirect leads back to a URL already asked"))
        }
        guard asked.count <= probe.redirectLimit else {
            return .fail(Self.tooMany("more than \(probe.redirectLimit) redirects"))
        }
        return .follow(following)
    }

    /// In the zone; without a zone, the very host that was named or a name below it.
    private func isAllowed(_ url: WebURL) -> Bool {
        if url.host == probe.url.host { return true }
        guard let name = url.hostname, let zone = probe.zone ?? probe.url.hostname else { return false }
        return name.isInside(zone)
    }

    private func request(_ last: HTTPRequest, to url: WebURL, status: Int) -> HTTPRequest {
        var next = last
        next.url = url
        next.pin = pin(for: url)
        next.verifiesCertificate = true
        // RFC 9110 §15.4.2-4: what clients do, a POST becomes a GET, and 303 asks for anything but HEAD with GET.
        if status == 303 ? last.method != "HEAD" : status < 303 && last.method == "POST" {
            next.method = "GET"
            next.body = []
        }
        if url.origin != last.url.origin {
            // Meant for the host they were given for, and for no other.
            next = next.withoutSecrets(probe.secretNames)
        }
        return next
    }

    /// The pinned address holds for every host on this leg; its port only where it can mean the same service.
    private func pin(for url: WebURL) -> Endpoint? {
        guard let pin = probe.pin else { return nil }
        if url.host == probe.url.host, url.port == probe.url.port { return pin }
        return Endpoint(address: pin.address, port: url.scheme == probe.url.scheme ? pin.port : nil)
    }

    private static func tooMany(_ detail: String) -> Failure {
        Failure(.response, .tooManyRedirects, detail: detail)
    }
}
