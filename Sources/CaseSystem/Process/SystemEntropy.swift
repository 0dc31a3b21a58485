/// Random bytes for keys, from the kernel.
package enum SystemEntropy {
    /// - Returns: `count` bytes, none when it is negative.
    package static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<max(0, count)).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
