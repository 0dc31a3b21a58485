package import CaseModel

/// Bounds on what one HAR may ask of memory.
package struct HARLimits: Sendable {
    /// Objects and arrays may be nested this deep, those of the HAR itself included.
    package var depth = 512
    /// The longest entry, page or other member, in bytes.
    package var entryBytes = 64 << 20

    package init() {}
}

/// Why a file cannot be read as a HAR, and where; never what it says.
package struct HARError: Error, Hashable, Sendable {
    package enum Problem: String, Sendable, CaseIterable {
        case empty, notJSON, notAHAR, truncated, tooDeep, entryTooLarge, version
    }

    package let problem: Problem
    /// Bytes of UTF-8 before the place, without a byte order mark.
    package let offset: Int
    /// A JSON path, `$.log.entries[17].response.content`; members no HAR is known to have are `*`.
    package let path: String

    package init(_ problem: Problem, offset: Int, path: String) {
        self.problem = problem
        self.offset = offset
        self.path = path
    }
}

extension HARError: ExplainedError {
    package var explanation: Explanation {
        let place = " at byte \(offset), in \(path)"
        return switch problem {
        case .empty:
            Explanation("the HAR file is empty", hints: "export it again from the browser's network panel")
        case .notJSON:
            Explanation(
                "the HAR is not valid JSON\(place)",
                hints: "export it again instead of editing it by hand",
                "har sanitize --salvage keeps the whole entries before it")
        case .notAHAR:
            Explanation(
                "the file is not a HAR: it has no log with entries,\(place)",
                hints: "in the browser's network panel choose \"Save all as HAR\"")
        case .truncated:
            Explanation(
                "the HAR ends too early\(place)",
                hints: "export or copy it again; har sanitize --salvage keeps the whole entries before it")
        case .tooDeep: Explanation("the HAR is nested too deep\(place)")
        case .entryTooLarge:
            Explanation("a part of the HAR is too large\(place)", hints: "export it without response bodies")
        case .version:
            Explanation(
                "the HAR is of a version this program does not know,\(place)",
                hints: "versions 1.1 and 1.2 are read")
        }
    }
}

/// What ended the reading of a HAR.
package enum HARReadError: Error, Hashable, Sendable {
    /// The source failed, or its gzip is damaged.
    case source(Failure)
    /// The bytes are not a HAR.
    case har(HARError)
}
