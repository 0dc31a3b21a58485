/// A case file with every key, its meaning beside it.
enum CaseTemplate {
    static let text = """
        # A case for casefile: fill in what you know, delete the rest.
        # Check it with:  casefile ticket lint case.toml
        # Run it with:    casefile collect --case case.toml
        # Nothing here may be a secret, and no single-use code. Relative paths start at this file's folder.

        urls = ["https://www.example.com/checkout"]
        # zone = "example.com"                 # the zone's name; by default the URL's host
        # zone_id = "023e105f4ecef8ad9ca31a8372d0c353"   # 32 hex digits, from the dashboard
        # origin = ["203.0.113.34"]            # the server behind the CDN; probed past it
        # for = "522"                          # 520 to 526, 1xxx, slow, cache, dns, tls, blocked, intermittent

        # What the ticket form asks for
        # priority = "P2"                      # P1 is down for many, P4 is a question
        # plan = "business"                    # free, pro, business, enterprise, premium
        # summary = "Checkout answers 522 since 10:00 UTC"
        # impact = "No orders from Europe"
        # frequency = "3 of 10 requests"
        # step = ["Open the shop", "Add anything to the cart", "Press Checkout"]
        # expected = "The order page"
        # actual = "Error 522"
        # error_message = ["Error 522: Connection timed out"]
        # cc = ["colleague@example.com"]

        # When: two ends, or a moment and how far around it
        # since = "2026-11-22T10:00Z"
        # until = "2026-11-22T10:30Z"
        # at = "2026-11-22T10:12Z"
        # around = "10m"

        # Evidence you have
        # har = ["checkout.har"]               # two of them for 520: through Cloudflare, and with the proxy off
        # log = ["/var/log/nginx/access.log"]
        # log_zone = "Europe/Berlin"           # of times in logs that say none
        # log_format = '$remote_addr [$time_local] "$request" $status $request_time'
        # path_output = ["mtr-from-the-origin.txt"]
        # attach = ["screenshot.png"]
        # caption = ["the error page in Firefox"]   # one for each attachment, in their order

        # How to probe
        # resolver = ["1.1.1.1", "8.8.8.8"]
        # no_system_resolvers = false
        # no_public = false                    # ask no resolver of the big operators, no root of DNS, no status page
        # no_paths = false                     # trace no path
        # as_names = false                     # look up whose the routers of a path are; tells others the path
        # root = ["198.51.100.53"]             # a root of DNS of your own
        # trust_anchor = ["20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D"]
        # edge = "198.51.100.7"                # connect here instead of where the name resolves to
        # ca = "corporate-ca.pem"
        # deadline = "60s"
        # quick = false                        # ask each URL once a leg
        # hunt = false                         # wait for slow failures, up to 135 s
        # reverse = false                      # this is the origin's host: trace the path back to the edge
        # samples = 10                         # ask the first URL so often, to measure how often it fails
        # every = "3s"
        # method = "GET"
        # header = ["X-Test: 1"]
        # header_file = "headers.txt"          # headers with secrets; their values are in no record
        # data_file = "body.json"
        # user_agent = "Mozilla/5.0"
        # proxy = "http://proxy.example.com:3128"
        # allow_outside_zone = false
        # status_page = "https://www.cloudflarestatus.com/api/v2"
        # api = false                          # ask the vendor's API, reading only; token in CLOUDFLARE_API_TOKEN
        # api_token_file = "token.txt"         # a token that may only read; it is in no record
        # api_url = "https://api.cloudflare.com/client/v4"
        # time_server = "192.0.2.123"          # to check this host's clock by
        # ray = ["9f140b785e57c458"]           # failing requests
        # offline = false                      # send nothing; make the bundle from files alone
        # vantage = "office Berlin"            # where this host is

        # What is removed and what stays
        # bodies = "text"
        # addresses = "pseudonym"
        # keep = ["x-harmless"]
        # remove = ["x-internal"]
        # rules = ["own-rules.toml"]

        # Your own values for any part of the data: a contract's hours, another timeout
        # policy = "policy.json"

        """
}
