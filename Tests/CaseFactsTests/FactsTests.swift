import CaseModel
import JSONBytes
import Testing

@testable import CaseFacts

struct FactsTests {
    @Test func theBundledEditionsCanBeReadAndSayHowOldTheyAre() throws {
        let facts = try Facts.bundled()
        #expect(facts.editions.map(\.name) == FactsFiles.names)
        #expect(facts.editions.allSatisfy { $0.asOf.hasPrefix("20") && $0.source.hasPrefix("https://") })
        #expect(facts.editions.allSatisfy { ($0.freshDays ?? 0) > 0 })
    }

    @Test(
        "every number the CDN documents is known",
        arguments: [400, 403, 408, 409, 413, 414, 421, 429, 499] + Array(500...504) + Array(520...527) + [530]
            + Array(1000...1029) + Array(1033...1045)
            + [1047, 1049, 1100, 1101, 1102, 1103, 1104, 1105, 1106, 1200, 1201, 1206])
    func knowsError(code: Int) throws {
        // 1030 to 1032, 1046 and 1048 are not documented.
        let fact = try #require(try Facts.bundled().error(code))
        #expect(fact.code == code)
        #expect(!fact.causes.isEmpty && !fact.evidence.isEmpty && !fact.firstChecks.isEmpty)
        #expect(fact.ownerAction.hasSuffix("."))
        #expect(fact.evidence.allSatisfy { !$0.words.isEmpty })
    }

    @Test func theErrorOfAnOriginThatDropsTheEdgeSaysWhatSupportNeeds() throws {
        let fact = try #require(try Facts.bundled().error(522))
        #expect(fact.retry == .after(.seconds(120)))
        #expect(fact.evidence.map(\.key) == ["MTRO", "HOST", "TS", "RAY"])
        #expect(try Facts.bundled().error(526)?.retry == .never)
        #expect(try Facts.bundled().error(501)?.retry == .unknown)
    }

    @Test(
        "how soon to try again is what the structured answers say",
        arguments: [
            (500, 30), (502, 60), (504, 120), (520, 60), (521, 120), (523, 120), (524, 120), (1004, 120),
            (1015, 30), (1033, 120), (1038, 60), (1200, 60), (1205, 5),
        ] as [(Int, Int)])
    func retries(code: Int, seconds: Int) throws {
        let fact = try #require(try Facts.bundled().error(code))
        #expect(fact.retry == .after(.seconds(seconds)))
    }

    @Test("of others is told that nothing is known, or that it makes no sense")
    func retriesOfOthers() throws {
        #expect(try Facts.bundled().error(1206)?.retry == .unknown)
        #expect(try Facts.bundled().error(525)?.retry == .never)
    }

    @Test(
        "blocks are the owner's rules", arguments: [(1020, true), (1015, true), (522, false), (1016, false)])
    func tellsOwnersRules(code: Int, expected: Bool) throws {
        #expect(try Facts.bundled().error(code)?.isOwnersRule == expected)
    }

    @Test(
        "proxy addresses are told from others",
        arguments: [
            ("104.16.0.1", true), ("172.64.0.1", true), ("172.71.255.255", true), ("172.72.0.0", false),
            ("172.16.0.1", false), ("203.0.113.34", false), ("2606:4700::1", true), ("2001:db8::1", false),
            ("::ffff:104.16.0.1", true),
        ])
    func tellsProxy(text: String, expected: Bool) throws {
        let address = try #require(IPAddress(text))
        #expect(try Facts.bundled().isProxy(address) == expected)
    }

    @Test func thereAreFifteenBlocksOfIPv4AndSevenOfIPv6() throws {
        let ranges = try Facts.bundled().proxyRanges
        #expect(ranges.count { $0.base.isV4 } == 15)
        #expect(ranges.count { !$0.base.isV4 } == 7)
    }

    @Test(
        "response targets are those of the plan",
        arguments: [
            (Incident.SupportPlan.premium, Incident.Priority.p1, 1, true),
            (.premium, .p4, 24, true), (.enterprise, .p2, 4, true), (.business, .p2, 12, false),
        ])
    func promises(plan: Incident.SupportPlan, priority: Incident.Priority, hours: Int, published: Bool) throws
    {
        let facts = try Facts.bundled()
        let response = try #require(facts.firstResponse(plan: plan, priority: priority))
        #expect(response.hours == hours)
        #expect(response.kind == (plan == .business ? .objective : .agreement))
        let current = try #require(facts.support.others.first)
        #expect((current.firstResponse(plan: plan, priority: priority)?.hours == hours) == published)
    }

    @Test func nothingIsPromisedToSmallPlans() throws {
        #expect(try Facts.bundled().firstResponse(plan: .pro, priority: .p1) == nil)
        #expect(try Facts.bundled().firstResponse(plan: .free, priority: .p4) == nil)
    }

    @Test(
        "a plan has the channels it pays for",
        arguments: [
            (Incident.SupportPlan.free, "support case", ChannelFact.Availability.no),
            (.pro, "support case", .yes), (.business, "live chat", .yes), (.pro, "live chat", .no),
            (.business, "emergency phone", .no), (.enterprise, "emergency phone", .yes),
        ])
    func offers(plan: Incident.SupportPlan, channel: String, availability: ChannelFact.Availability) throws {
        let channels = try Facts.bundled().channels(plan: plan)
        #expect(channels.first { $0.name == channel }?.availability == availability)
    }

    @Test func everyPriorityHasAMeaning() throws {
        let priorities = try Facts.bundled().priorities
        for priority in Incident.Priority.allCases {
            let fact = try #require(priorities[priority])
            #expect(fact.definition.hasSuffix(".") && !fact.policyVersion.isEmpty)
        }
    }

    @Test func thePortalTakesNoArchives() throws {
        let rule = try Facts.bundled().attachments
        #expect(rule.byteLimit == 20_000_000)
        #expect(rule.extensions.isSuperset(of: ["txt", "json", "har", "html", "png", "pcap", "csv"]))
        #expect(rule.extensions.isDisjoint(with: ["zip", "gz", "log", "md", "pdf"]))
    }

    @Test(
        "timeouts have their status",
        arguments: [("connect", 19, 522), ("ack", 90, 522), ("read", 120, 524), ("write", 30, 524)])
    func times(name: String, seconds: Int, status: Int) throws {
        let fact = try #require(try Facts.bundled().timeout(name))
        #expect(fact.duration == .seconds(seconds))
        #expect(fact.status == status)
    }
}
