import CCurl
import CaseModel

extension CurlTransfer {
    /// Sets every option of the request.
    func configure() {
        setCallbacks()
        set(CURLOPT_URL, request.url.description)
        // The target is asked for as it stands: dot segments may be what the case is about.
        set(CURLOPT_PATH_AS_IS, 1)
        setMethod()
        setFields()
        setIsolation()
        setLimits()
        setTrust()
        setWay()
        set(CURLOPT_VERBOSE, 1)
        set(CURLOPT_CERTINFO, 1)
        // "" asks for every coding this libcurl can undo.
        let coding = request.fields.first { $0.name.lowercased() == "accept-encoding" }
        if coding == nil { set(CURLOPT_ACCEPT_ENCODING, "") }
        if let pin = request.pin {
            // CONNECT_TO and never RESOLVE: the latter leaks into the multi handle's name cache.
            set(CURLOPT_CONNECT_TO, ["::\(pin.address.bracketed):\(pin.port ?? request.url.port)"])
        }
    }

    private func setMethod() {
        switch request.method {
        case "GET": set(CURLOPT_HTTPGET, 1)
        case "HEAD": set(CURLOPT_NOBODY, 1)
        default: set(CURLOPT_CUSTOMREQUEST, request.method)
        }
        guard !request.body.isEmpty else { return }
        setBody(request.body)
        set(CURLOPT_CUSTOMREQUEST, request.method)
    }

    private func setFields() {
        let words = request.fields.flatMap { [$0.name, $0.value] } + [request.userAgent, request.method]
        guard words.allSatisfy({ $0.utf8.allSatisfy { $0 != 0 && $0 != 10 && $0 != 13 } }) else {
            // A line break in a field would be a field of its own on the wire.
            refuse(CURLE_BAD_FUNCTION_ARGUMENT)
            return
        }
        set(CURLOPT_USERAGENT, request.userAgent)
        // libcurl sends a field without a value when a semicolon stands for the colon.
        set(
            CURLOPT_HTTPHEADER,
            request.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" })
    }

    /// Nothing of another request, of the environment or of the person's own curl set-up takes part.
    private func setIsolation() {
        set(CURLOPT_FRESH_CONNECT, 1)
        // A conversation begins when libcurl is done with the connection; nobody else is given one of that kind.
        set(CURLOPT_FORBID_REUSE, request.conversation == nil ? 1 : 0)
        set(CURLOPT_SSL_SESSIONID_CACHE, 0)
        set(CURLOPT_DNS_CACHE_TIMEOUT, 0)
        set(CURLOPT_PROXY, request.proxy ?? "")
        set(CURLOPT_NOPROXY, "")
        // What a proxy answers to CONNECT is not the site's word.
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        // Debian's libcurl also speaks ldap, smb, file, gopher, scp.
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_NOSIGNAL, 1)
        // Without it, ending a transfer waits for a name lookup that may take its whole timeout.
        set(CURLOPT_QUICK_EXIT, 1)
    }

    private func setLimits() {
        set(CURLOPT_TIMEOUT_MS, Self.milliseconds(request.deadline))
        set(CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(request.connectTimeout))
    }

    private func setTrust() {
        if let file = request.authorityFile { set(CURLOPT_CAINFO, file) }
        guard !request.verifiesCertificate else { return }
        set(CURLOPT_SSL_VERIFYPEER, 0)
        set(CURLOPT_SSL_VERIFYHOST, 0)
    }

    /// Family, version of HTTP and version of TLS, where only one of each may be used.
    private func setWay() {
        if let family = request.family {
            set(CURLOPT_IPRESOLVE, family == .v4 ? 1 : 2)
        }
        switch request.version {
        case nil: break
        case .http1: set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        case .http2: set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2_0)
        // CURL_HTTP_VERSION_3ONLY, of libcurl 7.88.
        case .http3: set(CURLOPT_HTTP_VERSION, 31)
        }
        if request.isHandshakeOnly || request.conversation != nil { set(CURLOPT_CONNECT_ONLY, 1) }
        // What is said then is no HTTP, or none that libcurl chose.
        if request.conversation != nil { set(CURLOPT_SSL_ENABLE_ALPN, 0) }
        if request.asksForStaple { set(CURLOPT_SSL_VERIFYSTATUS, 1) }
        guard let version = request.tlsVersion else { return }
        let (least, most) =
            switch version {
            case .tls10: (CURL_SSLVERSION_TLSv1_0, CURL_SSLVERSION_MAX_TLSv1_0)
            case .tls11: (CURL_SSLVERSION_TLSv1_1, CURL_SSLVERSION_MAX_TLSv1_1)
            case .tls12: (CURL_SSLVERSION_TLSv1_2, CURL_SSLVERSION_MAX_TLSv1_2)
            case .tls13: (CURL_SSLVERSION_TLSv1_3, CURL_SSLVERSION_MAX_TLSv1_3)
            }
        set(CURLOPT_SSLVERSION, least | most)
        // OpenSSL 3 signs nothing for these above level 0: it would be we who refuse, and not the peer.
        if version == .tls10 || version == .tls11 { set(CURLOPT_SSL_CIPHER_LIST, "DEFAULT@SECLEVEL=0") }
    }

    /// At least 1, since 0 means no limit; at most what a C long of 32 bits holds.
    private static func milliseconds(_ duration: Duration) -> Int {
        Int(max(1, min(2_000_000_000, duration.milliseconds)))
    }
}
