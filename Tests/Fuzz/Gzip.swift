import Archive

/// Gzip in pieces of any size, and tar behind it.
func fuzzGzip(_ bytes: [UInt8]) {
    var inflater = GzipInflater()
    var buffer = [UInt8](repeating: 0, count: 512)
    let size = max(1, Int(bytes.first ?? 1))
    var start = 0
    var total = 0
    do {
        while start < bytes.count, total < 1 << 20 {
            let end = min(start + size, bytes.count)
            let piece = Array(bytes[start..<end])
            var position = 0
            while true {
                let read = try inflater.read(from: piece.span, at: &position, into: &buffer)
                guard read > 0, total < 1 << 20 else { break }
                total += read
            }
            start = end
        }
        try inflater.finish()
    } catch {}
    var limits = ArchiveLimits()
    limits.totalBytes = 1 << 20
    if let reader = try? TarGzipReader(ArchiveSource(bytes), limits: limits) {
        for index in reader.members.indices { try? reader.forEachChunk(of: index) { _ in } }
    }
}
