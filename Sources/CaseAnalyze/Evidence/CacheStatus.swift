/// What `cf-cache-status` says of where an answer came from.
enum CacheStatus {
    /// Whether the edge answered without asking the origin for it.
    static func isWithoutOrigin(_ status: String?) -> Bool {
        ["HIT", "STALE", "UPDATING"].contains(status?.uppercased() ?? "")
    }

    /// Whether the answer is a copy the edge had stored, asked after or not.
    static func isStored(_ status: String?) -> Bool {
        isWithoutOrigin(status) || status?.uppercased() == "REVALIDATED"
    }
}
