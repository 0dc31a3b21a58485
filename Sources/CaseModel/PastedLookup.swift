/// What a person pasted of dig, kdig, drill or nslookup.
package struct PastedLookup: Sendable, Hashable {
    /// `dig`, `kdig`, `drill`, `nslookup`, or `unknown`.
    package var tool: String
    /// In the order of the text.
    package var answers: [Answer] = []
    package var notices: [Notice] = []

    package init(tool: String) { self.tool = tool }

    /// One answer, or one question that got none.
    package struct Answer: Sendable, Hashable {
        /// As printed; records have no wire form.
        package var message = DNSMessage()
        /// Whether the text said how it ended; `+short` and parts of `+trace` do not.
        package var hasStatus = false
        /// Address and port, or a name, as printed.
        package var server: String?
        /// `udp`, `tcp`, `tls` or `https`.
        package var transport: String?
        package var queryMS: Double?
        package var byteCount: Int?
        /// The clock's words, in the zone of the host it was run on.
        package var when: String?
        /// Why there is no answer, such as `timed out` or `connection refused`.
        package var problem: String?

        package init() {}
    }
}
