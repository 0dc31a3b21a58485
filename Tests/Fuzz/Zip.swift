import Archive

/// A zip archive of any bytes: what opens stays inside its own limits.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ pointer: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: pointer, count: count))
    var limits = ArchiveLimits()
    limits.totalBytes = 1 << 20
    guard let reader = try? ZipReader(ArchiveSource(bytes), limits: limits) else { return 0 }
    for (index, member) in reader.members.enumerated() {
        precondition(!member.name.hasPrefix("/") && !member.name.contains("\\") && !member.name.isEmpty)
        precondition(!member.name.split(separator: "/").contains(".."))
        var total = 0
        let isWhole = (try? reader.forEachChunk(of: index) { total += $0.count }) != nil
        precondition(isWhole ? total == member.byteCount : total <= member.byteCount)
    }
    return 0
}
