/// `1 line`, `27 lines`; a plural of its own where an `s` will not do.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(count) " + (count == 1 ? noun : plural ?? noun + "s")
}
