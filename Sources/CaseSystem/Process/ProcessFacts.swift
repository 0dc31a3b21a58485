#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the program itself may do and has used.
package enum ProcessFacts {
    /// Whether it may do what only root may.
    package static var isRoot: Bool { geteuid() == 0 }

    /// The most memory it had at once, bytes.
    package static var peakResidentBytes: Int? {
        var usage = rusage()
        #if canImport(Glibc)
            guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return nil }
            return usage.ru_maxrss * 1024
        #else
            guard unsafe getrusage(RUSAGE_SELF, &usage) == 0 else { return nil }
            return usage.ru_maxrss
        #endif
    }
}
