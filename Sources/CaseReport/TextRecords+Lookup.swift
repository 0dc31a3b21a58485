package import CaseModel

extension TextRecords {
    /// A pasted lookup: a paragraph and a table for each answer.
    package static func lookup(_ record: PastedLookup) -> String {
        var page = TextPage()
        for answer in record.answers.prefix(200) {
            let message = answer.message
            let question =
                message.questions.first.map { "\($0.name) \($0.type)" } ?? message.answers.first?.name
                ?? "a question that is not shown"
            let status =
                answer.problem ?? (answer.hasStatus ? message.rcodeName : "no status shown")
            let server = answer.server.map { " from \($0)" } ?? ""
            let time = answer.queryMS.flatMap { Measure.milliseconds($0) }.map { " in \($0)" } ?? ""
            page.paragraph("\(record.tool): \(question): \(status)\(server)\(time)", indent: 0)
            page.table(
                ["name", "ttl", "type", "data"],
                (message.answers + (message.answers.isEmpty ? message.authority : [])).map {
                    [$0.name, String($0.ttl), $0.type.description, $0.data]
                })
            for error in message.edns?.errors ?? [] {
                page.paragraph("extended error \(error.code)\(isSaid(error.text) ? ": " + error.text : "")")
            }
        }
        if record.answers.count > 200 { page.paragraph("… \(record.answers.count - 200) more answers") }
        notices(record.notices, &page)
        return page.text
    }
}
