import CaseModel

extension HTTPField {
    /// What stands for the value of a header that the user gave as a secret.
    static let mask = "SECRET"

    var masked: HTTPField { HTTPField(name: name, value: Self.mask) }
}

extension HTTPProbe {
    /// Values the user gave as secrets, the longest first.
    var secretValues: [String] {
        fields.filter { secretNames.contains($0.name.lowercased()) && !$0.value.isEmpty }.map(\.value)
            .sorted { $0.utf8.count > $1.utf8.count }
    }
}

extension HTTPExchange {
    /// The same without the values of some headers, wherever they stand: they were given to be sent and not to be kept.
    ///
    /// Values of fewer than four bytes go from their headers alone, for they stand everywhere.
    mutating func mask(_ names: Set<String>, _ values: [String]) {
        guard !names.isEmpty else { return }
        requestFields = requestFields.map { names.contains($0.name.lowercased()) ? $0.masked : $0 }
        for value in values where value.utf8.count >= 4 {
            verbose = verbose.replacing(value, with: HTTPField.mask)
            fields = fields.map {
                HTTPField(name: $0.name, value: $0.value.replacing(value, with: HTTPField.mask))
            }
            reason = reason?.replacing(value, with: HTTPField.mask)
            body.bytes = body.bytes.replacing(Array(value.utf8), with: Array(HTTPField.mask.utf8))
        }
    }
}
