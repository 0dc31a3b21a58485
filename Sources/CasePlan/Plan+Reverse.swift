package import CaseModel

extension Plan {
    /// The way back: paths from this host to an address of the edge that connected to it.
    ///
    /// - Parameters:
    ///   - address: As the origin's log has it.
    ///   - options: The tools and the deadline.
    /// - Returns: A step for each tool.
    package static func reverseSteps(to address: IPAddress, _ options: PlanOptions) -> [Step] {
        pathSteps("reverse", address.description, address.isV4 ? .v4 : .v6, .edge, options)
    }
}
