import Archive

/// A zip archive of any bytes: what opens stays inside its own limits.
func fuzzZip(_ bytes: [UInt8]) {
    var limits = ArchiveLimits()
    limits.totalBytes = 1 << 20
    guard let reader = try? ZipReader(ArchiveSource(bytes), limits: limits) else { return }
    for (index, member) in reader.members.enumerated() {
        precondition(!member.name.hasPrefix("/") && !member.name.contains("\\") && !member.name.isEmpty)
        precondition(!member.name.split(separator: "/").contains(".."))
        var total = 0
        let isWhole = (try? reader.forEachChunk(of: index) { total += $0.count }) != nil
        precondition(isWhole ? total == member.byteCount : total <= member.byteCount)
    }
}
