/// A value that has been through redaction.
///
/// The initializer is internal on purpose: no other target can make one, so a function that takes `Sealed` cannot be
/// handed raw bytes by mistake.
package struct Sealed<Value: Sendable>: Sendable {
    package let value: Value

    init(minting value: Value) { self.value = value }
}

extension Sealed where Value == [UInt8] {
    /// Sealed parts of one file, in order.
    package init(joining parts: [Sealed<[UInt8]>]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(parts.reduce(0) { $0 + $1.value.count })
        for part in parts { bytes += part.value }
        self.init(minting: bytes)
    }
}
