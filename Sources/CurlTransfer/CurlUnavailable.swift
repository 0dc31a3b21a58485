package import CaseModel

/// Why libcurl cannot be used on this host.
package enum CurlUnavailable: ExplainedError, Hashable {
    /// The library that was found is this one.
    case tooOld(String)
    /// The library refused to start.
    case cannotStart

    package var explanation: Explanation {
        switch self {
        case .tooOld(let version):
            Explanation(
                "libcurl \(version) is too old; 7.87 or newer is needed",
                hints: "update the package libcurl4 (Debian, Ubuntu) or curl (Homebrew)")
        case .cannotStart:
            Explanation(
                "libcurl could not be started", hints: "check that memory and file descriptors are left")
        }
    }
}
