#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the operating system calls itself (`uname(2)`), without the host's name.
package enum SystemName {
    /// `Linux 6.1.0 x86_64`; empty when the system does not say.
    package static var text: String {
        var name = utsname()
        guard unsafe uname(&name) == 0 else { return "" }
        return "\(words(name.sysname)) \(words(name.release)) \(words(name.machine))"
    }

    /// A C string in a fixed array.
    private static func words<Chars>(_ chars: Chars) -> String {
        unsafe withUnsafeBytes(of: chars) { bytes in
            String(decoding: unsafe bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
