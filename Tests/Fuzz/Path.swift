import CaseIngest

/// Any bytes as the output of a path tool.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ p: UnsafePointer<UInt8>?, _ n: Int) -> CInt {
    let record = PathText.parse(Array(UnsafeBufferPointer(start: p, count: n)))
    precondition(record.hops.count <= 255)
    return 0
}
