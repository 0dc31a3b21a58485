import ArgumentParser
import CaseFlow
import CaseModel
import CaseSystem
import JSONBytes

/// `casefile ticket`: the case file and the text of the ticket.
struct TicketCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket", abstract: "Makes, checks and shows the words of a ticket.",
        subcommands: [Initial.self, Lint.self, Show.self])

    /// `casefile ticket init`.
    struct Initial: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init", abstract: "Prints a case file to fill in.")

        func run() { Terminal.result(CaseTemplate.text) }
    }

    /// `casefile ticket lint`.
    struct Lint: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says what a case file lacks for a ticket that can be answered at once.")

        @Argument(help: "A case file (TOML).")
        var file: String

        @OptionGroup var format: FormatOption

        func run() throws {
            var options = try CaseOptions.parse([])
            options.caseFile = file
            options.names.noSystemResolvers = true
            let request = try ResolvedCase.request(options)
            let missing = missingFromTicket(request)
            if format.isJSON {
                Terminal.result(
                    JSONValue(members: [
                        "missing": .array(
                            missing.map {
                                .object([.init("item", .string($0.item)), .init("hint", .string($0.hint))])
                            })
                    ]))
            } else if missing.isEmpty {
                Terminal.result("nothing is missing\n")
            } else {
                for (item, hint) in missing { Terminal.result("missing: \(item)\n    \(hint)\n") }
            }
            if !missing.isEmpty { throw ExitStatus.gaps }
        }
    }

    /// `casefile ticket show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the text of a bundle that goes into the ticket.")

        @Argument(help: "A bundle.")
        var bundle: String

        func run() throws {
            Terminal.result(try openBundle(bundle).text(of: "case.txt", key: SystemEntropy.bytes(32)))
        }
    }
}

/// A case file with every key, its meaning beside it.
enum CaseTemplate {
    static let text = """
        # A case for casefile: fill in what you know, delete the rest.
        # Run it with:  casefile collect --case case.toml
        # Nothing here may be a secret. Relative paths start at this file's folder.

        urls = ["https://www.example.com/checkout"]
        # zone = "example.com"                 # the zone's name; by default the URL's host
        # zone_id = "023e105f4ecef8ad9ca31a8372d0c353"   # 32 hex digits, from the dashboard
        # origin = ["203.0.113.34"]            # the server behind the CDN; probed past it

        # What the ticket form asks for
        # priority = "P2"                      # P1 ... P4
        # plan = "business"                    # free, pro, business, enterprise, premium
        # summary = "Checkout answers 522 since 10:00 UTC"
        # impact = "No orders from Europe"
        # frequency = "3 of 10 requests"
        # expected = "The order page"
        # actual = "Error 522"
        # step = ["Open the shop", "Add anything to the cart", "Press Checkout"]
        # error_message = ["Error 522: Connection timed out"]
        # cc = ["colleague@example.com"]

        # When: two ends, or a moment and how far around it
        # since = "2026-11-22T10:00Z"
        # until = "2026-11-22T10:30Z"
        # at = "2026-11-22T10:12Z"
        # around = "10m"

        # Evidence you have
        # har = ["checkout.har"]
        # log = ["/var/log/nginx/access.log"]
        # path_output = ["mtr-from-the-office.txt"]
        # attach = ["screenshot.png"]

        # How to probe
        # resolver = ["1.1.1.1", "8.8.8.8"]
        # edge = "198.51.100.7"                # connect here instead of where the name resolves to
        # ca = "corporate-ca.pem"
        # deadline = "60s"
        # offline = false

        """
}
