import CaseIngest
import CaseModel

/// Compares the lines of any bytes, odd and even ones, as entries of two HARs.
func fuzzHARDiff(_ bytes: [UInt8]) {
    var comparer = HARComparer(HARComparisonOptions())
    for (index, part) in bytes.split(separator: 0x0a).enumerated() {
        try? comparer.add(Array(part), index: index, to: index % 2 == 0 ? .a : .b)
    }
    let result = comparer.finish()
    precondition(result.pairs + result.a.onlyCount <= result.a.entries)
    precondition(result.pairs + result.b.onlyCount <= result.b.entries)
}
