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
        let bytes = unsafe withUnsafeBytes(of: chars) { raw in unsafe [UInt8](raw) }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}
