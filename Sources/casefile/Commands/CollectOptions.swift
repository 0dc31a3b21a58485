import ArgumentParser
import CaseFacts

/// What can be said of a case on the command line; everything here can stand in a case file too.
struct CaseOptions: ParsableArguments {
    @Argument(help: "URLs that fail, or should be looked at.")
    var urls: [String] = []

    @Option(name: .customLong("case"), help: "A case file (TOML) that says any of the options below.")
    var caseFile: String?

    @Option(help: "The zone's name; by default the URL's host.")
    var zone: String?

    @Option(help: "The zone's ID: 32 hex digits from the dashboard.")
    var zoneID: String?

    @Option(help: ArgumentHelp("The origin server, past the CDN.", valueName: "ip[:port]"))
    var origin: [String] = []

    @Option(
        help: ArgumentHelp(
            "Connect the edge leg here instead of where the name resolves to.", valueName: "ip[:port]"))
    var edge: String?

    @Option(help: "A HAR from the browser that saw the problem.")
    var har: [String] = []

    @Option(help: "An origin log: a file, a folder or a quoted pattern; plain, .gz, .zst, .xz, .bz2.")
    var log: [String] = []

    @Option(
        parsing: .unconditional, help: "The zone of log times that say none: UTC, +02:00 or Europe/Berlin."
    )
    var logZone: String?

    @Option(help: "The format of log lines: nginx's log_format or Apache's LogFormat.")
    var logFormat: String?

    @Option(help: "Another file: text, or a screenshot (png, jpg).")
    var attach: [String] = []

    @Option(help: "What an attachment shows; repeat in the order of --attach.")
    var caption: [String] = []

    @Option(help: "Pasted output of traceroute, tracert, tracepath, mtr or ping.")
    var pathOutput: [String] = []

    @Option(help: "Start of the problem (RFC 3339, any offset).")
    var since: String?

    @Option(help: "End of the problem (RFC 3339, any offset).")
    var until: String?

    @Option(help: "The moment of the problem (RFC 3339), instead of --since and --until.")
    var at: String?

    @Option(help: "How far around --at: 90s, 10m, 2h (default 10m).")
    var around: String?

    @OptionGroup var names: NameChoices

    @Option(help: "P1, P2, P3 or P4.")
    var priority: String?

    @Option(help: "The zone's plan: free, pro, business, enterprise or premium.")
    var plan: String?

    @Option(help: "The problem in a sentence.")
    var summary: String?

    @Option(help: "What should happen.")
    var expected: String?

    @Option(help: "What happens instead.")
    var actual: String?

    @Option(help: "A step that reproduces it; repeat in order.")
    var step: [String] = []

    @Option(help: "How often: always, 3 of 10 requests, since 10:00 UTC …")
    var frequency: String?

    @Option(help: "An exact error message.")
    var errorMessage: [String] = []

    @Option(help: "What it does to the service.")
    var impact: String?

    @Option(help: "Somebody to be copied on the ticket.")
    var cc: [String] = []

    @Option(help: "A PEM file of certificate authorities to trust instead of the system's.")
    var ca: String?

    @Option(help: "The most time probes may take: 60s, 2m (default 60s).")
    var deadline: String?

    @OptionGroup var requests: RequestChoices
    @OptionGroup var services: ServiceChoices

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "Gather what support asks for about this kind of fault: 520 to 526, 1xxx, slow, cache, dns, tls, blocked, intermittent.",
            valueName: "fault"))
    var playbook: String?

    @OptionGroup var policyFile: PolicyOption

    @Option(help: "Where this host is, in a word or two, for the records.")
    var vantage: String?

    @Flag(help: "This is the origin's host: trace the path back to the edge's address in the log.")
    var reverse = false

    @Flag(help: "Trace no path.")
    var noPaths = false

    @Flag(help: "Send nothing; make the bundle from files alone.")
    var offline = false

    @Flag(help: "Allow URLs outside the zone.")
    var allowOutsideZone = false
}

/// Whom to ask for names.
struct NameChoices: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A DNS server to ask besides the system's: ip[:port], tls://ip[:port][#name] or https://ip[:port]/path[#name].",
            valueName: "server"))
    var resolver: [String] = []

    @Flag(help: "Ask only the servers of --resolver.")
    var noSystemResolvers = false

    @Flag(help: "Ask no public service: no public resolver, no root of DNS, no status page.")
    var noPublic = false

    @Flag(
        help:
            "Look up whose the routers of a path are, by DNS: it tells the operator of asn.cymru.com the path."
    )
    var asNames = false

    @Option(
        help: ArgumentHelp(
            "A server of the root of DNS, to walk from there instead of the real root.",
            valueName: "ip[:port]"))
    var root: [String] = []

    @Option(help: "A digest of the root's key, as DS records are written; with --root alone.")
    var trustAnchor: [String] = []
}

/// Services around the case.
struct ServiceChoices: ParsableArguments {
    @Option(help: "The status page's address, instead of the vendor's own.")
    var statusPage: String?

    @Flag(
        help:
            "Ask the vendor's API about the zone, reading only; the token is in CLOUDFLARE_API_TOKEN or --api-token-file."
    )
    var api = false

    @Option(help: "A file with the API token and nothing else; it is in no record.")
    var apiTokenFile: String?

    @Option(help: "The API's address, instead of the vendor's own.")
    var apiURL: String?

    @Option(help: ArgumentHelp("A time server to check this host's clock by.", valueName: "ip[:port]"))
    var timeServer: String?

    @Option(help: "A Ray ID of a failing request: looked for in logs, and asked about at the API.")
    var ray: [String] = []
}

/// What the requests are made with, and how often.
struct RequestChoices: ParsableArguments {
    @Flag(help: "Ask each URL once a leg: no other family, version of HTTP or TLS, scheme or www.")
    var quick = false

    @Flag(
        help:
            "Wait for slow failures: answers of up to 135 s, and when the origin closes a connection nobody uses."
    )
    var hunt = false

    @Option(help: "How often the first URL is asked, to measure how often it fails (1 to 1000).")
    var samples: Int?

    @Option(help: "How far apart samples are: 1s (default), 10s, 1m.")
    var every: String?

    @Option(help: "The method of the requests (default GET).")
    var method: String?

    @Option(
        help: "A header of the requests, Name: value; one that holds a secret has to come from --header-file."
    )
    var header: [String] = []

    @Option(help: "A file of headers, one Name: value a line; their values are in no record.")
    var headerFile: String?

    @Option(help: "A file with the body of the requests; it is in no record.")
    var dataFile: String?

    @Option(help: "The user agent of the requests, instead of casefile's own.")
    var userAgent: String?

    @Option(help: "An HTTP proxy for the requests through the CDN: http://host:port.")
    var proxy: String?
}

/// How a case is written and told.
struct OutputChoices: ParsableArguments {
    @Option(
        name: [.short, .customLong("output")], help: "The folder for the bundle (default: the current one).")
    var output = "."

    @Option(help: "zip or tar.gz.")
    var archive = "zip"

    @Option(help: "How many steps run at once.")
    var jobs = 64

    @Option(help: "How many of them ask the same host.")
    var perHost = 16

    @Flag(help: "Say nothing but errors.")
    var quiet = false

    @Option(help: .hidden)
    var now: String?

    @Option(help: .hidden)
    var seed: String?
}

/// What the result on standard output looks like.
enum OutputFormat: String, ExpressibleByArgument {
    case text, json
}

/// The one option every command with a result has.
struct FormatOption: ParsableArguments {
    @Option(help: "text or json.")
    var format = OutputFormat.text

    var isJSON: Bool { format == .json }
}

/// A file that says otherwise than the bundled data.
struct PolicyOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A JSON or TOML file with your own values for any part of the data: hours, limits, addresses, errors.",
            valueName: "file"))
    var policy: String?

    /// The data with what the file says laid over it.
    func facts(_ file: CaseFile = CaseFile()) throws -> Facts {
        try Facts.bundled(policy: try (policy ?? file.text("policy")).map { try policyFile($0) })
    }
}
