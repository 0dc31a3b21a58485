import CaseAnalyze

/// Looks for the number of an error page, a trace's time and a date in any bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ p: UnsafePointer<UInt8>?, _ n: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: p, count: n))
    _ = EdgeErrorNumber.find(bytes.span)
    _ = HTTPDate.parseTrace(bytes)
    _ = HTTPDate.parse(String(decoding: bytes, as: UTF8.self))
    return 0
}
