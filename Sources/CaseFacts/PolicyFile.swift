import JSONBytes

/// A file of the user's that says otherwise than some of the data: a contract's hours, another timeout, new addresses.
///
/// An object with `as_of`, `source` and a part of any data file under that file's name. Objects are changed member by
/// member, rows of a list by their name or number; every other list is replaced as a whole. Members the data does not
/// have are refused, so that a misspelt one is not passed over.
package struct PolicyFile: Sendable {
    /// As the user wrote it.
    package let path: String
    package let edition: DataEdition
    private let root: JSONValue

    /// - Throws: `FactsError.policy` that names the place.
    package init(_ bytes: [UInt8], path: String) throws(FactsError) {
        guard bytes.count <= FactsFile.byteLimit else { throw .policy(path: path, .tooBig) }
        let root: JSONValue
        do { root = try JSONValue(parsing: bytes, depthLimit: 32) } catch {
            throw .policy(path: path, .notJSON(offset: error.offset))
        }
        guard let members = root.members else { throw .policy(path: path, .notJSON(offset: 0)) }
        let known = Set(FactsFiles.names + ["as_of", "source", "fresh_days"])
        if let stray = members.first(where: { !known.contains($0.name) }) {
            throw .policy(path: path, .unknown(place: stray.name, known: FactsFiles.names))
        }
        do {
            let head = try FactsFile("policy", root: root)
            let changed = FactsFiles.names.filter { root[$0] != nil }
            edition = DataEdition(
                name: "policy", asOf: head.asOf, source: head.source,
                freshDays: root["fresh_days"] == nil ? nil : head.freshDays, overrides: changed)
        } catch {
            guard case .wrongMember(_, let member) = error else { throw error }
            throw .policy(path: path, .wrong(place: member))
        }
        guard !edition.overrides.isEmpty else { throw .policy(path: path, .empty) }
        self.path = path
        self.root = root
    }

    /// A data file with what this file says about it.
    func applied(to file: FactsFile) throws(FactsError) -> FactsFile {
        guard let change = root[file.name] else { return file }
        let overlay = Overlay(asOf: edition.asOf, source: edition.source)
        do {
            return try FactsFile(file.name, root: try overlay.merged(file.root, change, at: file.name))
        } catch let error as Overlay.Stray {
            throw .policy(path: path, .unknown(place: error.place, known: error.known))
        } catch let error as FactsError {
            throw translated(error)
        } catch { throw .policy(path: path, .wrong(place: file.name)) }
    }

    /// An error in a file this one changes is an error of this one: the bundled data is sound.
    func translated(_ error: FactsError) -> FactsError {
        guard case .wrongMember(let file, let member) = error, edition.overrides.contains(file) else {
            return error
        }
        return .policy(path: path, .wrong(place: "\(file).\(member)"))
    }
}

/// Lays a part of a document over the whole.
struct Overlay {
    let asOf: String
    let source: String

    /// A member the document has no place for.
    struct Stray: Error {
        let place: String
        /// What it has there.
        var known: [String] = []
    }

    /// Dictionaries that may get new names.
    private static let open: Set = ["evidence_keys", "check_keys"]
    private static let always: Set = ["source", "as_of", "note"]

    func merged(_ base: JSONValue, _ change: JSONValue, at place: String) throws(Stray) -> JSONValue {
        switch (base, change) {
        case (.object(let members), .object(let changes)):
            let isOpen = Self.open.contains { place.hasSuffix("." + $0) }
            return try object(members, changes, isOpen ? nil : [], at: place)
        case (.array(let rows), .array(let changes)) where rows.contains { RowKey($0) != nil }:
            return .array(try list(rows, changes, at: place))
        default: return change
        }
    }

    // `more` holds names that may be added besides those that are there; `nil` stands for any.
    private func object(
        _ members: [JSONValue.Member], _ changes: [JSONValue.Member], _ more: Set<String>?, at place: String
    ) throws(Stray) -> JSONValue {
        var members = members
        for change in changes {
            let here = "\(place).\(change.name)"
            guard let index = members.firstIndex(where: { $0.name == change.name }) else {
                if let more, !more.contains(change.name), !Self.always.contains(change.name) {
                    throw Stray(place: here, known: more.union(members.map(\.name)).sorted())
                }
                members.append(change)
                continue
            }
            members[index].value = try merged(members[index].value, change.value, at: here)
        }
        return .object(members)
    }

    private func list(_ rows: [JSONValue], _ changes: [JSONValue], at place: String) throws(Stray)
        -> [JSONValue]
    {
        let names = Set(rows.flatMap { $0.members ?? [] }.map(\.name))
        var rows = rows
        for (index, change) in changes.enumerated() {
            let key = RowKey(change)
            let here = "\(place)[\(key?.text ?? String(index))]"
            guard case .object(let members) = change else { throw Stray(place: here) }
            let old = key.flatMap { key in rows.first { Self.isSame($0, key) } }
            let row = try object(old?.members ?? [], members, names, at: here)
            rows = rows.compactMap { Self.without(key, $0) } + [stamped(row, members)]
        }
        return rows
    }

    private static func isSame(_ row: JSONValue, _ key: RowKey) -> Bool {
        RowKey(row)?.all.contains { key.all.contains($0) } ?? false
    }

    /// The row without the numbers another now stands for; `nil` when none is left.
    private static func without(_ key: RowKey?, _ row: JSONValue) -> JSONValue? {
        guard let key, isSame(row, key), let mine = RowKey(row) else { return row }
        let left = mine.all.filter { !key.all.contains($0) }
        guard !left.isEmpty, var members = row.members else { return nil }
        for index in members.indices where members[index].name == "codes" {
            members[index].value = .array(left.map { .number($0) })
        }
        return .object(members)
    }

    /// The row as the user's word; one that only holds other lists keeps its own source.
    private func stamped(_ row: JSONValue, _ changes: [JSONValue.Member]) -> JSONValue {
        let isContainer = changes.contains { $0.value.array?.contains { $0.members != nil } ?? false }
        guard !isContainer, var members = row.members else { return row }
        for (name, value) in [("source", source), ("as_of", asOf)]
        where !changes.contains(where: { $0.name == name }) {
            members.removeAll { $0.name == name }
            members.append(.init(name, .string(value)))
        }
        return .object(members)
    }
}
