import CCurl
import CaseModel

extension CurlTransfer {
    /// Reads from the handle all that is known about the transfer.
    func gather(_ code: CURLcode) {
        exchange.verbose = log.text
        exchange.requestFields = log.requestFields
        // An interim head (RFC 9110 §15.2) is no answer.
        if head.status.map({ $0 >= 200 }) ?? true {
            exchange.status = head.status
            exchange.version = head.version
            exchange.reason = head.reason
            exchange.fields = head.fields
        }
        exchange.body = body
        exchange.timings = timings
        if connected != nil {
            exchange.remote = log.connected?.peer ?? endpoint(CURLINFO_PRIMARY_IP, CURLINFO_PRIMARY_PORT)
            exchange.local = endpoint(CURLINFO_LOCAL_IP, CURLINFO_LOCAL_PORT)
        }
        // Our own cap stops a transfer with a write error; that is no failure.
        if code != CURLE_OK, !(body.truncated && code == CURLE_WRITE_ERROR) {
            let failure = CurlFailure(
                code: code.rawValue, systemError: CInt(truncatingIfNeeded: long(CURLINFO_OS_ERRNO)),
                verifyResult: long(CURLINFO_SSL_VERIFYRESULT), phase: phase, words: words(for: code),
                forcesTLSVersion: request.tlsVersion != nil)
            exchange.failure = failure.failure
            gatherTLS(verifyError: failure.isAboutCertificate ? failure.words : nil)
        } else {
            gatherTLS(verifyError: nil)
        }
    }

    /// The operation the transfer is in, or was in when it ended.
    var phase: FailedOperation {
        let asksForName = request.pin == nil && request.url.hostname != nil
        if connected == nil {
            return asksForName && time(CURLINFO_NAMELOOKUP_TIME_T) == nil ? .resolve : .connect
        }
        if request.url.scheme == .https, time(CURLINFO_APPCONNECT_TIME_T) == nil { return .tls }
        return log.requestFields.isEmpty ? .request : .response
    }

    /// When the connection stood, TLS not counted.
    private var connected: Duration? { time(CURLINFO_CONNECT_TIME_T) ?? log.connected?.after }

    private var timings: HTTPTimings {
        var timings = HTTPTimings()
        // With a pin or an address in the URL no name is looked up, though libcurl counts some microseconds.
        if request.pin == nil, request.url.hostname != nil {
            timings.nameLookup = time(CURLINFO_NAMELOOKUP_TIME_T)
        }
        timings.connect = connected
        timings.tls = time(CURLINFO_APPCONNECT_TIME_T)
        timings.requestSent = time(CURLINFO_PRETRANSFER_TIME_T)
        timings.firstByte = time(CURLINFO_STARTTRANSFER_TIME_T)
        timings.total = time(CURLINFO_TOTAL_TIME_T)
        return timings
    }

    private func gatherTLS(verifyError: String?) {
        guard request.url.scheme == .https else { return }
        var facts = log.handshake
        facts.chain = chain
        facts.verifyError = verifyError ?? facts.verifyError
        if request.asksForStaple, facts.staple == nil, exchange.failure?.code == .tlsStatusUnproven {
            facts.staple = words(for: CURLE_SSL_INVALIDCERTSTATUS).contains("No OCSP") ? "missing" : "invalid"
        }
        // No word was exchanged: then there is nothing to say about TLS.
        exchange.tls = facts == TLSFacts() ? nil : facts
    }

    /// Leaf first; a peer cannot make it longer than 16.
    private var chain: [Certificate] {
        var info: UnsafePointer<curl_certinfo>?
        guard unsafe ccurl_get_certificates(easy, &info) == CURLE_OK, let info = unsafe info,
            let lists = unsafe info.pointee.certinfo
        else { return [] }
        var chain: [Certificate] = []
        for index in 0..<min(16, max(0, Int(unsafe info.pointee.num_of_certs))) {
            var lines: [String] = []
            var node = unsafe lists[index]
            while let line = unsafe node {
                if let data = unsafe line.pointee.data { lines.append(unsafe String(cString: data)) }
                unsafe node = line.pointee.next
            }
            chain.append(Certificate(informationLines: lines))
        }
        return chain
    }

    private func endpoint(_ address: CURLINFO, _ port: CURLINFO) -> Endpoint? {
        var text: UnsafePointer<CChar>?
        guard unsafe ccurl_get_string(easy, address, &text) == CURLE_OK, let text = unsafe text,
            let address = IPAddress(unsafe String(cString: text))
        else { return nil }
        let port = UInt16(exactly: long(port)).flatMap { $0 == 0 ? nil : $0 }
        return Endpoint(address: address, port: port)
    }

    private func long(_ info: CURLINFO) -> Int {
        var value = 0
        return unsafe ccurl_get_long(easy, info, &value) == CURLE_OK ? value : 0
    }

    /// Time from the start to the end of a phase; libcurl's 0 means that it was not reached.
    private func time(_ info: CURLINFO) -> Duration? {
        var microseconds: curl_off_t = 0
        guard unsafe ccurl_get_offset(easy, info, &microseconds) == CURLE_OK, microseconds > 0 else {
            return nil
        }
        return .microseconds(microseconds)
    }
}
