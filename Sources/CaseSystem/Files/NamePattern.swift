#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Patterns of file names as shells have them (`fnmatch(3)`).
package enum NamePattern {
    /// Whether a name is one of `access.log*`; a leading dot has to be in the pattern.
    package static func matches(_ name: String, _ pattern: String) -> Bool {
        unsafe fnmatch(pattern, name, FNM_PERIOD) == 0
    }
}
