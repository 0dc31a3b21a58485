extension RedactionRule {
    /// Values under names of passwords, PINs and card fields.
    static let password = RedactionRule(
        "password", help: "Removes values under names like password, pin, otp and cvv.", isGated: false,
        examples: [
            "password=hunter2 ok": "password=<password> ok",
            "{\"user_password\": \"a b\"}": "{\"user_password\": \"<password>\"}",
            "[password] => GarnetEmber": "[password] => <password>",
            "db:\n  password: |\n    GarnetEmber\n": "db:\n  password: |\n    <password>\n",
            "the password is required": "the password is required",
            "password_required=true": "password_required=true",
        ])
}
