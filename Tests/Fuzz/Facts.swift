import CaseFacts

/// Reads any bytes as each of the four data files.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ p: UnsafePointer<UInt8>?, _ n: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: p, count: n))
    _ = try? Facts(errors: bytes, ranges: bytes, support: bytes, limits: bytes)
    return 0
}
