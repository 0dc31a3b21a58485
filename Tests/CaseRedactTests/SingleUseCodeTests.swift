import Testing

@testable import CaseRedact

struct SingleUseCodeTests {
    @Test(
        "a code that is called one is found",
        arguments: [
            "verification code 123 456", "OTP: 123456", "my otp is 123-456", "Single-use token: 8421 0099",
            "the single use token is A7B9C2", "123456 is my verification code", "use 987654 as the OTP",
            "2FA code = 123456.", "one-time password 4711", "One-Time-Code: 99 88 77", "TOTP\n551122",
            "authenticator code for support: 314159", "Sicherheitscode lautet 445566", "passcode “1234”",
            "Emergency Line PIN: 482913", "my code is 482913", "code 482913 a@b.example",
            "Two-factor: 482913",
            "my 2FA is 48291377", "Emergency Line Code 482913", "PIN 482913", "token 482913", "code: 482-913",
            "the code I was given by the dashboard, 482913", "the SMS said 4829", "482913 is my code",
        ])
    func finds(text: String) {
        #expect(SingleUseCode.isIn(text))
    }

    @Test(
        "what is no code stays",
        arguments: [
            "error code 522", "Error 1016: origin DNS error", "the OTP page answers 522 after 19131 ms",
            "verification code mails do not arrive", "OTP 2026-11-22 was the last day it worked",
            "the OTP form posts to 203.0.113.34", "two-factor login fails since 10:00 UTC",
            "verification code page: 30000 ms", "9f140b785e57c458-FRA", "HTTP/2 301, 302", "",
            "zone 023e105f4ecef8ad9ca31a8372d0c353", "The security code is not accepted", "1234567 requests",
            "No OTP for 20000 customers", "No OTP, 5000 affected", "OTP: 1200 of 1500 fail",
            "OTP 9000 % slower",
            "error code 100000", "zip code 101170", "code 20261122", "code 4711", "SMS: 5000 messages wait",
        ])
    func leaves(text: String) {
        #expect(!SingleUseCode.isIn(text))
    }
}
