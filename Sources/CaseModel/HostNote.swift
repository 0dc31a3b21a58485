/// Something about the collecting host that colours what its probes and its user see.
package struct HostNote: Sendable, Hashable {
    package enum Kind: String, Sendable {
        /// The hosts file has an entry for a target.
        case hostsFile = "hosts-file"
        /// A proxy is set in the environment.
        case proxy
        /// A tunnel is up: a VPN, or WARP.
        case tunnel
    }

    package var kind: Kind
    /// A sentence without a full stop.
    package var says: String

    package init(_ kind: Kind, _ says: String) {
        self.kind = kind
        self.says = says
    }
}
