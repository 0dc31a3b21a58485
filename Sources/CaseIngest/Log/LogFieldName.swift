/// What a field of a log in JSON or logfmt says, by its name with everything but letters and digits gone, in lower case.
enum LogFieldName {
    case time, client, host, method, target, request, status, byteCount, agent, ray, message
    /// Who asked, in the words of Logpush's `ClientRequestSource`.
    case source
    /// The status the client got, in a log whose durations are nanoseconds (Traefik).
    case statusOfTraefik
    /// Only Tomcat has it, which calls the client `host` (AccessLogValve's `%h`).
    case userOfTomcat
    /// A duration of which the unit is known, or is told by how it is written.
    case seconds, milliseconds, duration
    /// How bad it is, of a line that is no request.
    case level
    /// Only errors of a request have it, whatever else they have of a request (Caddy's `err_id`).
    case errorOfRequest
    /// Members that hold the answer's own fields, whose names mean something else there.
    case ignored

    /// The meaning of the key with this `ByteHash.name`.
    static func named(_ hash: UInt64) -> LogFieldName? { known[hash] }

    /// The key of an object whose durations are nanoseconds (Elastic Common Schema 8, `event.duration`).
    static let event = hash("event")

    private static func hash(_ name: String) -> UInt64 {
        let bytes = Array(name.utf8)
        return ByteHash.name(bytes.span, bytes.indices)
    }

    // Names of nginx variables, of Caddy 2, Traefik 3, Envoy 1.40, HAProxy 2.6, Tomcat 10, Varnish 7, Squid 5, of the
    // Elastic Common Schema 8, Google Cloud's httpRequest and Logpush's http_requests.
    private static let names: [(LogFieldName, [String])] = [
        (
            .time,
            [
                "time", "timestamp", "ts", "starttime", "startutc", "startlocal", "timelocal", "timeiso8601",
                "msec",
                "datetime", "t", "edgestarttimestamp", "requesttimestamp",
            ]
        ),
        (
            .client,
            [
                "remoteaddr", "remoteip", "remote", "clientip", "clienthost", "client", "clientaddr",
                "remotehost",
                "remoteaddress",
                "clientaddress", "sourceip", "xforwardedfor", "h", "downstreamremoteaddress", "ip",
            ]
        ),
        (
            .host,
            [
                "host", "requesthost", "httphost", "vhost", "authority", "servername", "clientrequesthost",
                "domain",
            ]
        ),
        (.method, ["method", "requestmethod", "httpmethod", "verb", "clientrequestmethod"]),
        (
            .target,
            [
                "uri", "requesturi", "path", "url", "requestpath", "requesturl", "target", "clientrequesturi",
                "original",
            ]
        ),
        (.request, ["request", "req", "r", "requestline"]),
        (
            .status,
            [
                "status", "statuscode", "responsecode", "httpstatus", "httpstatuscode", "s",
                "edgeresponsestatus", "responsestatus",
            ]
        ),
        (.level, ["level", "severity", "loglevel", "lvl"]), (.errorOfRequest, ["errid", "errtrace"]),
        (.statusOfTraefik, ["downstreamstatus"]), (.userOfTomcat, ["logicalusername"]),
        (
            .byteCount,
            [
                "bytes", "bytessent", "bodybytessent", "size", "downstreamcontentsize", "responsesize",
                "edgeresponsebytes",
                "responsebytes", "bytesout", "b",
            ]
        ),
        (
            .agent,
            ["useragent", "ua", "httpuseragent", "agent", "clientrequestuseragent", "requestuseragent"]
        ),
        (.source, ["clientrequestsource"]),
        (.ray, ["cfray", "httpcfray", "rayid", "ray", "requestcfray", "cfrayid"]),
        (.seconds, ["requesttime", "rt", "reqtime", "latencyseconds"]),
        (
            .milliseconds,
            [
                "durationms", "requesttimems", "responsetimems", "latencyms", "ta", "elapsedms",
                "edgetimetofirstbytems",
            ]
        ),
        (.duration, ["duration", "latency", "elapsed", "elapsedtime", "responsetime"]),
        (.message, ["log", "message", "msg"]),
        (.ignored, ["respheaders", "responseheaders", "tls"]),
    ]

    private static let known: [UInt64: LogFieldName] = {
        var known: [UInt64: LogFieldName] = [:]
        for (name, texts) in names { for text in texts { known[hash(text)] = name } }
        return known
    }()
}
