/// A picture the user attached, told from its bytes.
package struct Picture: Sendable, Hashable {
    /// Path below the bundle's root.
    package var file: String
    /// `PNG`, `JPEG`.
    package var kind: String
    /// Pixels; `nil` when the head does not say.
    package var width: Int?
    package var height: Int?
    /// What it shows, in the user's words.
    package var caption: String?

    package init(file: String, kind: String, size: (width: Int, height: Int)?, caption: String?) {
        self.file = file
        self.kind = kind
        width = size?.width
        height = size?.height
        self.caption = caption
    }
}
