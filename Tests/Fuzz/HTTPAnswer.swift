import CaseCollect
import CaseModel
import CurlTransfer

/// Feeds arbitrary bytes to the readers of response heads, transfer logs, certificates and edge traces.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    var head = ResponseHead()
    for line in input.split(separator: 10) { head.add(Array(line)) }
    var log = TransferLog()
    log.add(.text, input)
    log.add(.sent, input)
    log.add(.received, input)
    precondition(log.text.utf8.count <= 4 * TransferLog.limit)
    let lines = String(decoding: input, as: UTF8.self).split(separator: "\u{1}").map(String.init)
    precondition(Certificate(informationLines: lines).names.count <= 1000)
    precondition(EdgeTrace.parse(input).count <= 1000)
    return 0
}
