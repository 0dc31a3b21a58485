/// A value that has been through redaction.
///
/// The initializer is internal on purpose: no other target can make one, so a function that takes `Sealed` cannot be
/// handed raw bytes by mistake.
package struct Sealed<Value: Sendable>: Sendable {
    package let value: Value

    init(minting value: Value) { self.value = value }
}
