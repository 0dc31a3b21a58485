#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the program itself may do.
package enum ProcessFacts {
    /// Whether it may do what only root may.
    package static var isRoot: Bool { geteuid() == 0 }
}
