package import CaseModel

extension Plan {
    /// The way back: paths from this host to an address of the edge that connected to it.
    ///
    /// - Parameters:
    ///   - address: As the origin's log has it.
    ///   - options: The tools and the deadline.
    /// - Returns: A step for each tool.
    package static func reverseSteps(to address: IPAddress, _ options: PlanOptions) -> [Step] {
        let family: PathProbe.Family = address.isV4 ? .v4 : .v6
        return (options.pathTools ?? PathProbe.Tool.allCases).map { tool in
            var probe = PathProbe(tool: tool, target: address.description, family: family, leg: .edge)
            probe.yields = options.pathTools == nil && tool == .builtIn
            return Step(
                id: StepID("path-\(tool.rawValue)-reverse-\(family.rawValue)"), action: .path(probe),
                deadline: min(.seconds(45), options.deadline))
        }
    }
}
