import CCurl
import CaseModel

/// One request on the way: its easy handle, what it lends to libcurl, and what has come so far.
///
/// Lives on the engine's thread; libcurl allows a handle on one thread at a time.
@safe final class CurlTransfer {
    let ticket: UInt64
    let easy: UnsafeMutableRawPointer
    /// The first option libcurl refused.
    private(set) var setupCode = CURLE_OK
    let request: HTTPRequest
    private let continuation: CheckedContinuation<HTTPExchange, Never>
    private let errorText: UnsafeMutablePointer<CChar>
    private let start = ContinuousClock.now
    private var lists: [UnsafeMutablePointer<curl_slist>] = unsafe []

    var exchange: HTTPExchange
    var head = ResponseHead()
    var log = TransferLog()
    var body = BodyCapture()
    /// What is said over the connection in place of a request of libcurl's.
    private(set) var conversation: RawExchange?

    init?(_ start: CurlEngine.Start) {
        guard let easy = unsafe curl_easy_init() else { return nil }
        unsafe self.easy = easy
        ticket = start.ticket
        request = start.request
        continuation = start.continuation
        exchange = .started(start.request)
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        configure()
    }

    deinit {
        unsafe curl_easy_cleanup(easy)
        while let list = unsafe lists.popLast() { unsafe curl_slist_free_all(list) }
        unsafe errorText.deallocate()
    }

    /// Begins what is said once the connection stands; `false` when nothing is.
    func beginConversation() -> Bool {
        guard let conversation = request.conversation else { return false }
        self.conversation = RawExchange(conversation, ends: start + request.deadline)
        return true
    }

    /// Goes on with what is said.
    ///
    /// - Returns: Whether it is over; then whoever waits has been told.
    func advanceConversation() -> Bool {
        switch unsafe conversation?.advance(easy) {
        case .waits: return false
        case .answered(let bytes, let idle):
            exchange.idle = idle
            if idle == nil {
                (body.bytes, body.length) = (bytes, bytes.count)
            } else {
                for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
                    head.add(Array(line))
                }
            }
            end(with: CURLE_OK)
        case .failed(let failure):
            gather(CURLE_OK)
            exchange.failure = failure
            continuation.resume(returning: exchange)
        case nil: end(with: CURLE_OK)
        }
        return true
    }

    /// Gives what came to whoever waits for it.
    func end(with code: CURLcode) {
        gather(code)
        continuation.resume(returning: exchange)
    }

    /// The same, for a transfer that was taken off the handle before it was done.
    func endCancelled() {
        gather(CURLE_OK)
        exchange.failure = Failure(phase, .unclassified, detail: "cancelled")
        continuation.resume(returning: exchange)
    }

    /// libcurl's sentence about the failure, or its general one for `code`.
    func words(for code: CURLcode) -> String {
        let own = unsafe String(cString: errorText)
        guard own.isEmpty, let general = unsafe curl_easy_strerror(code) else { return own }
        return unsafe String(cString: general)
    }

    func set(_ option: CURLoption, _ value: Int) { note(unsafe ccurl_set_long(easy, option, value)) }

    func set(_ option: CURLoption, _ value: String) { note(unsafe ccurl_set_string(easy, option, value)) }

    /// Gives libcurl a copy of a body.
    func setBody(_ bytes: [UInt8]) {
        set(CURLOPT_POSTFIELDSIZE, bytes.count)
        unsafe bytes.withUnsafeBytes { body in
            let start = unsafe UnsafeMutableRawPointer(mutating: body.baseAddress)
            note(unsafe ccurl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, start))
        }
    }

    /// Lends a list of lines for as long as the transfer lives.
    func set(_ option: CURLoption, _ lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = unsafe curl_slist_append(list, line) else {
                note(CURLE_OUT_OF_MEMORY)
                break
            }
            unsafe list = longer
        }
        guard let list = unsafe list else { return }
        unsafe lists.append(list)
        note(unsafe ccurl_set_list(easy, option, list))
    }

    /// Lends the error buffer and points every callback at this transfer.
    func setCallbacks() {
        let this = unsafe Unmanaged.passUnretained(self).toOpaque()
        note(unsafe ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText))
        for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_DEBUGDATA] {
            note(unsafe ccurl_set_pointer(easy, option, this))
        }
        let onBody: ccurl_data_callback = { bytes, size, count, this in
            guard let this = unsafe this else { return 0 }
            let part = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
            return unsafe Unmanaged<CurlTransfer>.fromOpaque(this).takeUnretainedValue().takeBody(part)
        }
        let onHeader: ccurl_data_callback = { bytes, size, count, this in
            guard let this = unsafe this else { return 0 }
            let line = unsafe Array(UnsafeRawBufferPointer(start: bytes, count: size * count))
            unsafe Unmanaged<CurlTransfer>.fromOpaque(this).takeUnretainedValue().head.add(line)
            return size * count
        }
        let onDebug: ccurl_debug_callback = { _, kind, bytes, count, this in
            guard let this = unsafe this, let kind = TransferLog.Kind(kind) else { return 0 }
            let text = unsafe Array(UnsafeRawBufferPointer(start: bytes, count: count))
            unsafe Unmanaged<CurlTransfer>.fromOpaque(this).takeUnretainedValue().takeLog(kind, text)
            return 0
        }
        note(unsafe ccurl_set_data_callback(easy, CURLOPT_WRITEFUNCTION, onBody))
        note(unsafe ccurl_set_data_callback(easy, CURLOPT_HEADERFUNCTION, onHeader))
        note(unsafe ccurl_set_debug_callback(easy, onDebug))
    }

    /// Refuses to start, for a request libcurl must not be given.
    func refuse(_ code: CURLcode) { note(code) }

    private func note(_ code: CURLcode) {
        if setupCode == CURLE_OK { setupCode = code }
    }

    private func takeLog(_ kind: TransferLog.Kind, _ text: [UInt8]) {
        log.add(kind, text, after: ContinuousClock.now - start)
    }

    /// Keeps bytes up to the cap.
    ///
    /// - Returns: How many were taken; fewer than given makes libcurl stop the transfer.
    private func takeBody(_ part: UnsafeRawBufferPointer) -> Int {
        body.length += part.count
        let room = max(0, request.bodyLimit - body.bytes.count)
        unsafe body.bytes.append(contentsOf: part.prefix(room))
        guard part.count > room else { return part.count }
        body.truncated = true
        // Never the count given, also not when that is 0.
        return part.count - 1
    }
}

extension TransferLog.Kind {
    fileprivate init?(_ type: curl_infotype) {
        switch type {
        case CURLINFO_TEXT: self = .text
        case CURLINFO_HEADER_IN: self = .received
        case CURLINFO_HEADER_OUT: self = .sent
        default: return nil
        }
    }
}
