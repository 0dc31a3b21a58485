import CaseCollect
import CaseModel
import CurlTransfer

/// Feeds arbitrary bytes to the readers of response heads, transfer logs, certificates and edge traces.
func fuzzHTTPAnswer(_ bytes: [UInt8]) {
    var head = ResponseHead()
    for line in bytes.split(separator: 10) { head.add(Array(line)) }
    var log = TransferLog()
    log.add(.text, bytes)
    log.add(.sent, bytes)
    log.add(.received, bytes)
    precondition(log.text.utf8.count <= 4 * TransferLog.limit)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\u{1}").map(String.init)
    precondition(Certificate(informationLines: lines).names.count <= 1000)
}
