#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the program itself used.
package enum ProcessFacts {
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
