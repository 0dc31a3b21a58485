import CaseModel
import Testing

@testable import CaseRedact

struct MixedTextTests {
    @Test(
        "a field's name cannot hide behind escapes",
        arguments: [
            #"{"pass\u0077ord": "hunter2hunter2", "a": 1}"#,
            "before\n{\"\\u0061pi_key\":\"hunter2hunter2\"}\nafter\n",
            "{\n  \"x\": {\"tok\\u0065n\": \"hunter2hunter2\"}\n}\n",
        ])
    func escapes(text: String) {
        let sealed = sealed(text)
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
        #expect(sealed(text) == text)
    }
}
