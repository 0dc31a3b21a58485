import CaseIngest
import CaseModel
import JSONBytes

/// Reads any bytes as a HAR; what was given and the closing must be JSON.
func fuzzHAR(_ bytes: [UInt8]) {
    var reader = HARReader(MemorySource(bytes, chunk: 1 + bytes.count % 97))
    var builder = HARSummaryBuilder()
    var given: [UInt8] = []
    do {
        while let piece = try reader.next() {
            given += piece.bytes
            switch piece {
            case .structure: break
            case .member(let name, let bytes): builder.note(member: name, bytes)
            case .entry(let index, let bytes):
                if let entry = try? readHAREntry(bytes, index: index) { builder.add(entry) }
            }
        }
    } catch {}
    _ = builder.finish()
    precondition((try? JSONValue(parsing: given + reader.closing, depthLimit: 600)) != nil)
    // Read in one pass, the file has the same entries and the same fault.
    var records = HARReader(MemorySource(bytes, chunk: 1 + bytes.count % 89))
    do { while try records.nextRecord() != nil {} } catch {}
    precondition(records.entriesRead == reader.entriesRead)
}
