#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ends the program with a status.
package func endProcess(status: Int32) -> Never { exit(status) }
