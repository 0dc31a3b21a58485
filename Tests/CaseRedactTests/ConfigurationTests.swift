import Testing

@testable import CaseRedact

/// What settings, statements and command lines give away, in the shapes people paste.
struct ConfigurationTests {
    /// Texts in which `Zk9Rt4Yx8LpQ` is all that has to go; `…` stands for what goes with it.
    static let secrets: [String] = [
        // YAML
        "db:\n  password: |\n    Zk9Rt4Yx8LpQ\n  port: 7\n",
        "db:\n  password: >-\n    …more Zk9Rt4Yx8LpQ…\n    …and the rest…\n\n    …Zk9Rt4Yx8LpQ…\n  port: 7\n",
        "token: |-\r\n  …two…\r\n  Zk9Rt4Yx8LpQ\r\nport: 7\r\n",
        "db_password: !vault |\n  …$ANSIBLE_VAULT;1.1;AES256…\n  …Zk9Rt4Yx8LpQ…\nuser: ann\n",
        "password: &main Zk9Rt4Yx8LpQ\nuser: ann\n",
        "password: !str \"Zk9Rt4Yx8LpQ\"\n",
        "password: '…it''s Zk9Rt4Yx8LpQ…'\nuser: ann\n",
        "passwords:\n  - Zk9Rt4Yx8LpQ\nport: 7\n",
        "api_tokens:\n- …Zk9Rt4Yx8LpQ\n- Zk9Rt4Yx8LpQ…\nport: 7\n",
        // SQL
        "CREATE USER ann IDENTIFIED BY \"Zk9Rt4Yx8LpQ\";",
        "create user ann identified by Zk9Rt4Yx8LpQ quota unlimited on users;",
        "CREATE LOGIN ann WITH PASSWORD = N'Zk9Rt4Yx8LpQ', CHECK_POLICY = OFF;",
        "SET PASSWORD FOR 'ann'@'localhost' = PASSWORD('Zk9Rt4Yx8LpQ');",
        "SET PASSWORD FOR 'ann'@'localhost' = 'Zk9Rt4Yx8LpQ';",
        "ALTER USER ann IDENTIFIED WITH mysql_native_password\n  BY 'Zk9Rt4Yx8LpQ';",
        "ALTER ROLE ann PASSWORD 'Zk9Rt4Yx8LpQ';",
        "UPDATE users SET password = crypt('Zk9Rt4Yx8LpQ', gen_salt('bf')) WHERE id = 7;",
        "INSERT INTO users (id, password, age) VALUES (7, 'Zk9Rt4Yx8LpQ', 40), (8, 'Zk9Rt4Yx8LpQ', 41);",
        "INSERT INTO `users` (`password`) VALUES\n('Zk9Rt4Yx8LpQ'),\n(N'Zk9Rt4Yx8LpQ');\n",
        // Tables
        "| Password | Zk9Rt4Yx8LpQ |\n| Site | shop |\n",
        "| Name | Password |\n| :--- | ---: |\n| shop | Zk9Rt4Yx8LpQ |\n",
        "Password\tZk9Rt4Yx8LpQ\nSite\tshop\n",
        "<tr><th>API token</th> <td>Zk9Rt4Yx8LpQ</td></tr>",
        "<dl><dt>Password</dt><dd>Zk9Rt4Yx8LpQ</dd></dl>",
        // Jars
        ".shop.test TRUE / FALSE 1799999999 cart Zk9Rt4Yx8LpQ\n",
        "Set-Cookie3: cart=Zk9Rt4Yx8LpQ; path=\"/\"; domain=shop.test; version=0\n",
        "[{\"domain\":\".shop.test\",\"httpOnly\":true,\"name\":\"cart\",\"path\":\"/\",\"value\":\"Zk9Rt4Yx8LpQ\"}]",
        // Command lines
        "curl -b cart=Zk9Rt4Yx8LpQ https://shop.test/", "curl -sSLb cart=Zk9Rt4Yx8LpQ https://shop.test/",
        "curl -u user:Zk9Rt4Yx8LpQ https://shop.test/", "curl -uann:Zk9Rt4Yx8LpQ https://shop.test/",
        "curl -sSu ann:Zk9Rt4Yx8LpQ https://shop.test/", "curl -u \\\n  ann:Zk9Rt4Yx8LpQ https://shop.test/",
        "curl --proxy-user ann:Zk9Rt4Yx8LpQ https://shop.test/",
        "curl --user='ann:Zk9Rt4Yx8LpQ' https://shop.test/",
        "curl -U ann:Zk9Rt4Yx8LpQ https://shop.test/", "curl -E a.pem:Zk9Rt4Yx8LpQ https://shop.test/",
        "http -a ann:Zk9Rt4Yx8LpQ https://shop.test/", "http --auth …ann:Zk9Rt4Yx8LpQ… https://shop.test/",
        "docker login -u ann -p Zk9Rt4Yx8LpQ shop.test", "mongosh -u ann -p Zk9Rt4Yx8LpQ --host db",
        "mycli -u ann -p Zk9Rt4Yx8LpQ shop", "mysqldump --password 'Zk9Rt4Yx8LpQ' shop",
        "openssl enc -k Zk9Rt4Yx8LpQ -in a", "ldapsearch -x -w Zk9Rt4Yx8LpQ -b dc=a",
        "sqlcmd -S db -P Zk9Rt4Yx8LpQ",
        "smbclient //a/b -U ann%Zk9Rt4Yx8LpQ", "htpasswd -cb users ann Zk9Rt4Yx8LpQ",
        "deploy --api-key Zk9Rt4Yx8LpQ --region eu",
        "az login -u ann -p Zk9Rt4Yx8LpQ",
        "unzip -P Zk9Rt4Yx8LpQ a.zip",
        "lftp -u ann,Zk9Rt4Yx8LpQ sftp://shop.test",
        "kubectl create secret generic a --from-literal=b=Zk9Rt4Yx8LpQ",
        "keytool -list -storepass Zk9Rt4Yx8LpQ", "aws configure set aws_secret_access_key Zk9Rt4Yx8LpQ",
        "wp config set DB_PASSWORD Zk9Rt4Yx8LpQ", "redis> CONFIG SET requirepass Zk9Rt4Yx8LpQ",
        // Servers
        "proxy_set_header X-Origin-Secret \"Zk9Rt4Yx8LpQ\";",
        "add_header X-Auth-Token \"Zk9Rt4Yx8LpQ\" always;",
        "if ($http_x_origin_secret != \"Zk9Rt4Yx8LpQ\") { return 403; }", "set $token \"Zk9Rt4Yx8LpQ\";",
        "fastcgi_param DB_PASSWORD \"Zk9Rt4Yx8LpQ\";", "proxy_set_header X-Origin-Verify Zk9Rt4Yx8LpQ;",
        "RequestHeader set X-Origin-Secret \"Zk9Rt4Yx8LpQ\"", "SetEnv DB_PASSWORD Zk9Rt4Yx8LpQ",
        "AuthLDAPBindPassword \"Zk9Rt4Yx8LpQ\"", "http-request set-header X-Origin-Secret Zk9Rt4Yx8LpQ",
        "if (req.http.X-Origin-Secret != \"Zk9Rt4Yx8LpQ\") {", "X-Origin-Verify: Zk9Rt4Yx8LpQ",
        "machine shop.test\n  login ann\n  password Zk9Rt4Yx8LpQ\n",
        // Source code
        "<?php define('DB_PASSWORD', 'Zk9Rt4Yx8LpQ');",
        "xhr.setRequestHeader(\"X-Auth-Token\", \"Zk9Rt4Yx8LpQ\");",
        "req.Header.Add(\"X-Api-Key\", \"Zk9Rt4Yx8LpQ\")",
        "api_token = os.getenv(\"API_TOKEN\", \"Zk9Rt4Yx8LpQ\")",
        "const key = process.env.API_KEY || \"Zk9Rt4Yx8LpQ\"", "let password: &str = \"Zk9Rt4Yx8LpQ\";",
        "PASSWORD: Final = \"Zk9Rt4Yx8LpQ\"", "#define WIFI_PASSWORD \"Zk9Rt4Yx8LpQ\"",
        "password = \"\"\"\nZk9Rt4Yx8LpQ\n\"\"\"\n", "password = <<-EOT\n  Zk9Rt4Yx8LpQ\n  EOT\n",
        "api_keys = [\"Zk9Rt4Yx8LpQ\"]", "api_keys: [Zk9Rt4Yx8LpQ]", "password:\n  Zk9Rt4Yx8LpQ\nuser: ann\n",
        "requests.get(url, auth=(\"ann\", \"Zk9Rt4Yx8LpQ\"))",
        "new PDO(\"mysql:host=h\", \"ann\", \"Zk9Rt4Yx8LpQ\")",
        // Tables of two columns
        "key,value\npassword,Zk9Rt4Yx8LpQ\n", "-[ RECORD 1 ]\nid       | 1\npassword | Zk9Rt4Yx8LpQ\n",
        "\"user\",\"password\",\"plan\"\n\"ann\",\"…Zk9Rt4Yx8LpQ, and more…\",\"pro\"\n",
        "| **Password** | `Zk9Rt4Yx8LpQ` |\n", "sid\tZk9Rt4Yx8LpQ\t.shop.test\t/\tSession\t21\n",
        "<tr><td class=\"e\">DB_PASSWORD </td><td class=\"v\">Zk9Rt4Yx8LpQ </td></tr>",
        "INSERT INTO users (id, password)\n  VALUES\n  (7, 'Zk9Rt4Yx8LpQ')\n, (8, 'Zk9Rt4Yx8LpQ');\n",
        "SELECT 1 FROM sessions WHERE token <> 'Zk9Rt4Yx8LpQ'", "if (token === 'Zk9Rt4Yx8LpQ') {",
        // Sentences and pages
        "Password (prod): Zk9Rt4Yx8LpQ", "Password for ann: Zk9Rt4Yx8LpQ", "**Password:** Zk9Rt4Yx8LpQ",
        "the password was changed to Zk9Rt4Yx8LpQ.", "password - Zk9Rt4Yx8LpQ", "password -> Zk9Rt4Yx8LpQ",
        "Password ........ Zk9Rt4Yx8LpQ", "<b>Password:</b> Zk9Rt4Yx8LpQ", "Using API key: Zk9Rt4Yx8LpQ",
        "password:                        Zk9Rt4Yx8LpQ", "password: # of the shop\n  Zk9Rt4Yx8LpQ\n",
        "curl -u 'SHOP\\ann:Zk9Rt4Yx8LpQ' https://shop.test/",
        "curl -u ann:\"Zk9Rt4Yx8LpQ\" https://shop.test/",
        "deploy --api-token \\\n  Zk9Rt4Yx8LpQ", "deploy --apiToken Zk9Rt4Yx8LpQ",
        "deploy --api-token '…Zk9Rt4Yx8LpQ and more…'",
        // Names under which programs keep header fields
        "{\"http_cookie\":\"a=Zk9Rt4Yx8LpQ; b=…7…\"}", "{\"Cookies\":\"a=Zk9Rt4Yx8LpQ\"}",
        "{\"request_Cookie\":\"a=Zk9Rt4Yx8LpQ\"}", "{\"sent_http_set_cookie\":\"a=Zk9Rt4Yx8LpQ; Path=/\"}",
        "{\"resp_Set-Cookie\":[\"a=Zk9Rt4Yx8LpQ; Path=/\"]}",
        "{\"headers\":[[\"Authorization\",\"Basic Zk9Rt4Yx8LpQ\"],[\"Accept\",\"*/*\"]]}",
        "{\"rawHeaders\":[\"Host\",\"shop.test\",\"Authorization\",\"Bearer Zk9Rt4Yx8LpQ\"]}",
    ]

    @Test(
        "the secret goes, what stands around it stays, and a second time nothing changes", arguments: secrets)
    func leaves(_ marked: String) throws {
        let plain = marked.replacing("…", with: "")
        let output = sealed(plain)
        #expect(!output.contains("Zk9Rt4Yx8LpQ"))
        // What has to stay is what stands between the secrets.
        let parts = marked.replacing(try Regex("…[^…]*…"), with: "Zk9Rt4Yx8LpQ").split(
            separator: "Zk9Rt4Yx8LpQ")
        var rest = Substring(output)
        for part in parts where part.contains(where: { !$0.isWhitespace }) {
            let place = try #require(rest.firstRange(of: part), "\(part) is missing in \(output)")
            rest = rest[place.upperBound...]
        }
        #expect(sealed(output) == output)
        #expect(gateHits(bytes(output)).isEmpty)
    }

    @Test(
        "what only looks like one stays",
        arguments: [
            "password:\n  secretKeyRef:\n    name: shop\n", "secrets:\n  - db_password\n  - api_key\n",
            "rules:\n  password:\n    - required\n    - min:8\n", "Setting,Session\ntimeout,thirty minutes\n",
            "| Password | must have eight letters |\n", "| Token | expires after an hour |\n|:---|:---:|\n",
            "users are identified by 'name'", "Password: see vault", "the --password option is new",
            "docker run -p 8080:80 shop", "mysql dump; ssh -p2222 web",
            "git clone git@github.com:shop/cart.git",
            "a\tTRUE\tb\tc\td\te\tf\n", "ssh -u 10:30", "openssl s_client -connect shop.test:443 -key a.pem",
            "INSERT INTO users (id, name) VALUES (7, 'ann');", "set password for the 'admin' page",
            "| Header | Means |\n| --- | --- |\n| Authorization | a scheme |\n| cf-ray | 9f140b785e57c458-FRA |\n",
            "| Cookie | Sent by the browser |\n| CF-Connecting-IP | Address of the visitor |\n",
            "SELECT * FROM users WHERE password = $1", "SELECT * FROM users WHERE password = %s",
            "password = os.environ[\"DB_PASSWORD\"]", "$password = $_POST['password'];",
            "password: ENV['DB_PASSWORD']",
            "password: ${{ secrets.DB_PASSWORD }}", "password: !Ref DbPassword",
            "password: !secret db_password",
            "password: *dbsecret", "password: n/a", "password: TBD", "password: xxxxx",
            "password: YOUR_PASSWORD",
            "password_encryption = scram-sha-256",
            "pin-sha256=\"d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=\"",
            "{\"properties\":{\"password\":{\"type\":\"string\",\"minLength\":8}}}", "first pass: ok",
            "All tests pass: 12",
            "PASS: TestLogin", "We rotate passwords: every 90 days.", "Authorization: missing",
            "authorization: none",
            "Authorization: Bearer token is required", "Authorization: Basic (no header sent)",
            "docker run -u 1000:1000 shop", "docker build --secret id=npm1,src=.npmrc .",
            "ssh://git@github.com/shop/cart.git",
            "docker service create --secret db_pw shop", "csrf cookie: SameSite=Lax",
            "ssl_certificate_key /etc/ssl/key1.pem;",
            "proxy_set_header X-Api-Key $http_x_api_key1;", "['password', 'password2', 'token']",
            "proxy_pass http://127.0.0.1:8080;", "iOS 17.1.2.3",
            "Password changed at 2026-11-27T10:00:00Z by ann",
            "the password policy requires sha256", "password must be 8 to 64 characters",
            "{\"password\":\"required\"}",
            "tail -b size=10 access.log", "<tr><th>Password</th><td>required</td></tr>",
            "{\"allowed\":[\"authorization\",\"content-type\",\"cookie\"]}",
        ])
    func stays(_ string: String) {
        #expect(sealed(string) == string)
        #expect(gateHits(bytes(string)).isEmpty)
    }
}

extension ConfigurationTests {
    /// A guard against what never ends; what a text costs is a benchmark's business.
    @Test(
        "a long line of one thing is read to its end", .timeLimit(.minutes(5)),
        arguments: ["/", "1.2.3.4:", "1.1.1.1 - - [", "127.0.0.1 ", "a=", "'", "[{"])
    func longLines(part: String) {
        let text = String(repeating: part, count: 400_000 / part.utf8.count)
        #expect(!sealed(text).isEmpty)
    }
}
