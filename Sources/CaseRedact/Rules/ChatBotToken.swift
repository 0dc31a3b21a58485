import ByteBlocks

extension RedactionRule {
    /// Tokens of Telegram's and Discord's bots.
    static let chatBotToken = RedactionRule(
        "chat-bot-token", help: "Removes tokens of Telegram and Discord bots.",
        anchors: ["bot"] + ChatBotShape.discordHeads,
        examples: [
            "https://api.telegram.org/bot1234567890:AAaB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3/getMe":
                "https://api.telegram.org/bot<chat-bot-token>/getMe",
            "MTaB3dE5fG7hJ9kL1mN3pQ5r.GaB3dE.aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1": "<chat-bot-token>",
            "bot12:34": "bot12:34",
            "MTU.size.values": "MTU.size.values",
        ]
    ) { bytes, start, end in
        bytes[start] == UInt8(ascii: "b")
            ? ChatBotShape.telegram(bytes, start, end) : ChatBotShape.discord(bytes, start, end)
    }
}

/// Finds tokens of bots.
enum ChatBotShape {
    /// Base64 of a digit and a half, as Discord's begin: they are a user's number.
    static let discordHeads = ["MT", "Mj", "Mz", "ND", "NT", "Nj", "Nz", "OD", "OT"]

    /// `bot`, the bot's number, a colon and 35 characters.
    static func telegram(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        let number = bytes.run(of: .digit, from: start + 3, end: end)
        guard (6...12).contains(number - start - 3), number < end, bytes[number] == UInt8(ascii: ":") else {
            return nil
        }
        let stop = bytes.run(of: .base64url, from: number + 1, end: end)
        return (30...40).contains(stop - number - 1) ? start + 3..<stop : nil
    }

    /// The number and the token with nothing before them.
    static func bare(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        let number = bytes.run(of: .digit, from: start, end: end)
        guard (8...10).contains(number - start), bytes.has(Array(":AA".utf8), at: number, end: end) else {
            return nil
        }
        let stop = bytes.run(of: .base64url, from: number + 1, end: end)
        return (34...36).contains(stop - number - 1) ? start..<stop : nil
    }

    /// Three parts of base64: the user, the time, the signature.
    static func discord(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        let user = bytes.run(of: .base64url, from: start, end: end)
        guard (23...28).contains(user - start), user < end, bytes[user] == UInt8(ascii: ".") else {
            return nil
        }
        let time = bytes.run(of: .base64url, from: user + 1, end: end)
        guard (6...7).contains(time - user - 1), time < end, bytes[time] == UInt8(ascii: ".") else {
            return nil
        }
        let stop = bytes.run(of: .base64url, from: time + 1, end: end)
        return (27...45).contains(stop - time - 1) ? start..<stop : nil
    }
}
