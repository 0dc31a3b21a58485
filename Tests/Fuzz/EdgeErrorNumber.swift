import CaseAnalyze

/// Looks for the number of an error page, a trace's time and a date in any bytes.
func fuzzEdgeErrorNumber(_ bytes: [UInt8]) {
    _ = EdgeErrorNumber.find(bytes.span)
    _ = HTTPDate.parseTrace(bytes)
    _ = HTTPDate.parse(String(decoding: bytes, as: UTF8.self))
}
