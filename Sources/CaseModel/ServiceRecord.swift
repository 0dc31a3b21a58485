/// What a service around the case answered, read.
package enum ServiceRecord: Sendable, Hashable {
    case status(StatusReport)
    case api(APIAnswer)
}

/// A document of a status page (Atlassian Statuspage, API v2).
package struct StatusReport: Sendable, Hashable {
    /// When the page last changed.
    package var updatedAt: Timestamp?
    /// `none`, `minor`, `major`, `critical` or `maintenance`; `nil` where the document does not say.
    package var indicator: String?
    package var componentCount = 0
    /// Components that are not `operational`.
    package var degraded: [Component] = []
    /// Incidents and maintenances, in the order of the page.
    package var events: [Event] = []

    package init() {}

    /// A part of the service: a product, or a data centre named `City, Country - (IATA)`.
    package struct Component: Sendable, Hashable {
        package var name: String
        /// `degraded_performance`, `partial_outage`, `major_outage` or `under_maintenance`.
        package var status: String

        package init(name: String, status: String) {
            self.name = name
            self.status = status
        }

        /// The data centre's code, when it is one.
        package var colo: String? { Self.colo(in: name) }

        /// `FRA` of `Frankfurt, Germany - (FRA)`.
        package static func colo(in name: String) -> String? {
            guard name.hasSuffix(")"), let open = name.lastIndex(of: "(") else { return nil }
            let code = name[name.index(after: open)...].dropLast()
            return code.utf8.count == 3 && code.utf8.allSatisfy { (65...90).contains($0) }
                ? String(code) : nil
        }
    }

    /// Something that happened or was planned.
    package struct Event: Sendable, Hashable {
        package enum Kind: String, Sendable { case incident, maintenance }

        package var kind: Kind
        package var name: String
        /// In the page's words, such as `investigating`, `resolved` or `scheduled`.
        package var status: String
        /// `none`, `minor`, `major` or `critical`.
        package var impact: String?
        package var start: Timestamp?
        /// `nil` while it lasts.
        package var end: Timestamp?
        /// Names of the components it concerns.
        package var components: [String] = []
        package var link: String?

        package init(kind: Kind, name: String, status: String) {
            self.kind = kind
            self.name = name
            self.status = status
        }

        /// Whether it was going on in a stretch of time.
        package func overlaps(_ window: TimeWindow) -> Bool {
            guard let start else { return false }
            return start <= window.end && end.map { window.start <= $0 } ?? true
        }
    }
}

/// An answer of the vendor's API: its envelope, and the result as flat members (Cloudflare API v4).
package struct APIAnswer: Sendable, Hashable {
    package var success: Bool
    package var errors: [Problem] = []
    /// One result, or each of a list; names of members within members are joined by dots: `plan.name`,
    /// `name_servers.0`.
    package var items: [[String: String]] = []

    package init(success: Bool) { self.success = success }

    package struct Problem: Sendable, Hashable {
        package var code: Int?
        package var message: String

        package init(code: Int?, message: String) {
            self.code = code
            self.message = message
        }
    }
}
