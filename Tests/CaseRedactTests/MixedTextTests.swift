import CaseModel
import Testing

@testable import CaseRedact

struct MixedTextTests {
    static func seal(_ text: String) -> String {
        var redactor = Redactor(key: [UInt8](repeating: 7, count: 32), policy: RedactionPolicy())
        let file = BundlePath(folder: .attachments, step: "text-1", suffix: ".txt")
        return String(decoding: redactor.seal(text: Array(text.utf8), in: file).value, as: UTF8.self)
    }

    @Test(
        "a field's name cannot hide behind escapes",
        arguments: [
            #"{"pass\u0077ord": "hunter2hunter2", "a": 1}"#,
            "before\n{\"\\u0061pi_key\":\"hunter2hunter2\"}\nafter\n",
            "{\n  \"x\": {\"tok\\u0065n\": \"hunter2hunter2\"}\n}\n",
        ])
    func escapes(text: String) {
        let sealed = Self.seal(text)
        #expect(!sealed.contains("hunter2hunter2"))
        #expect(sealed.filter { $0 == "\n" }.count == text.filter { $0 == "\n" }.count)
    }

    @Test(
        "what holds no secret stays as it is",
        arguments: [
            "", "\n", "plain\ntext", "{ not json\n", "{\"a\": [1, 2.50, null]}\n",
            "[broken\n{\"ok\":true}\n\n",
        ])
    func stays(text: String) {
        #expect(Self.seal(text) == text)
    }
}
