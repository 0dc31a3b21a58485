import CaseIngest
import CaseModel
import CaseRedact

/// Pieces of a HAR that are sealed together.
struct HARBatch: Sendable {
    /// How many bytes are worth a lane's while.
    static let size = 1 << 18

    /// Each piece with what would make the pieces before it a whole HAR.
    private var pieces: [(piece: HARPiece, closing: [UInt8])] = []
    private var byteCount = 0
    /// Whether the pieces are read as well, for a summary.
    private let reads: Bool

    init(reads: Bool) { self.reads = reads }

    var isFull: Bool { byteCount >= Self.size }
    var isEmpty: Bool { pieces.isEmpty }

    mutating func append(_ piece: HARPiece, closing: [UInt8]) {
        pieces.append((piece, closing))
        byteCount += piece.bytes.count
    }

    /// Seals and reads the pieces, up to one that cannot be.
    func sealed(by redactor: inout Redactor, file: BundlePath) -> SealedBatch {
        var batch = SealedBatch()
        var parts: [Sealed<[UInt8]>] = []
        for (piece, closing) in pieces {
            do throws(Failure) {
                switch piece {
                case .structure(let bytes): parts += try Self.structure(bytes, &redactor, file)
                case .member(let name, let bytes):
                    parts.append(try Self.member(bytes, named: name, &redactor, file))
                    if reads { batch.records.append(.member(name: name, bytes)) }
                case .entry(let index, let bytes):
                    parts.append(try Self.entry(bytes, index, &redactor, file))
                    if reads { batch.records.append(try Self.record(bytes, index)) }
                    batch.entries += 1
                }
            } catch {
                batch.failure = (error, closing)
                break
            }
        }
        batch.text = Sealed(joining: parts)
        return batch
    }

    private static func entry(
        _ bytes: [UInt8], _ index: Int, _ redactor: inout Redactor, _ file: BundlePath
    ) throws(Failure) -> Sealed<[UInt8]> {
        do { return try redactor.seal(harEntry: bytes, in: file) } catch {
            throw withheld("entry \(index) could not be redacted")
        }
    }

    private static func record(_ bytes: [UInt8], _ index: Int) throws(Failure) -> HARRecord {
        guard bytes.first == UInt8(ascii: "{") else { return .other(index: index) }
        do { return .entry(try readHAREntry(bytes, index: index)) } catch {
            throw withheld("entry \(index) could not be read")
        }
    }

    private static func member(
        _ bytes: [UInt8], named name: String, _ redactor: inout Redactor, _ file: BundlePath
    ) throws(Failure) -> Sealed<[UInt8]> {
        do { return try redactor.seal(harMember: bytes, named: name, in: file) } catch {
            throw withheld("a member of the log could not be redacted")
        }
    }

    /// Structure with a name in it that is not plain: the name as a text of its own, the rest as it stands.
    private static func structure(
        _ bytes: [UInt8], _ redactor: inout Redactor, _ file: BundlePath
    ) throws(Failure) -> [Sealed<[UInt8]>] {
        if let sealed = redactor.sealStructure(bytes) { return [sealed] }
        var sealed: [Sealed<[UInt8]>] = []
        for part in HARPiece.parts(ofStructure: bytes) {
            if let plain = redactor.sealStructure(part) {
                sealed.append(plain)
            } else if part.first == UInt8(ascii: "\"") {
                sealed.append(try member(part, named: "name", &redactor, file))
            } else {
                throw withheld("a key outside the entries is not plain")
            }
        }
        return sealed
    }

    private static func withheld(_ detail: String) -> Failure { Failure(.read, .withheld, detail: detail) }
}

/// What became of a batch.
struct SealedBatch: Sendable {
    var text = Sealed(joining: [])
    /// Entries in the text.
    var entries = 0
    /// What was read in it, if it was.
    var records: [HARRecord] = []
    /// Why it ends early, and what makes the HAR whole then.
    var failure: (reason: Failure, closing: [UInt8])?
}
