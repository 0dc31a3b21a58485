/// Headers that differ between any two recordings of the same page, and so say nothing of what went wrong.
enum HARHeaderNoise {
    private static let names: Set<String> = [
        ":authority", ":path", "age", "cf-ray", "cf-request-id", "content-length", "cookie", "date", "etag",
        "expires", "host",
        "if-modified-since",
        "if-none-match", "last-modified", "nel", "priority", "report-to", "server-timing", "set-cookie",
        "traceparent",
        "tracestate", "x-amz-cf-id", "x-amzn-trace-id", "x-b3-spanid", "x-b3-traceid", "x-correlation-id",
        "x-request-id", "x-runtime", "x-timer", "x-trace-id",
    ]

    /// Whether a value may differ without a reason; that the header is there may not.
    static func isNoise(_ name: String) -> Bool { names.contains(name) }
}
