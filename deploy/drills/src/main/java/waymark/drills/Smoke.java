package waymark.drills;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import waymark.testing.Credentials;
import waymark.web.LaunchableService;

/**
 * Walks one case of each kind from its beginning to its end through a running system, and one alert, sees one on its page in the portal, and waits until the figures say so. It leaves
 * five made-up cases behind, whose references begin with SMOKE.
 */
final class Smoke {

    private static final String PERIOD = "&from=2017-09-01&to=2027-08-31&size=1";
    private static final int FEW_HOPS = 3;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final UnaryOperator<String> addresses;
    private final Http http;
    private final String run = "SMOKE-" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, Integer> before = new LinkedHashMap<>();
    private final boolean busy;

    /**
     * @param addresses of the services, by their names
     * @param busy whether others work in the same authority, so that a figure may rise by more than the walk's one
     */
    Smoke(UnaryOperator<String> addresses, Http http, boolean busy) {
        this.addresses = addresses;
        this.http = http;
        this.busy = busy;
    }

    /**
     * The portal's address. The other services are where WAYMARK_SERVICES_INVOLVEMENTS and its like say, else behind it by their ports, as `make run` has them; ISSUER is the provider's
     * address. TOKEN is an access token of that provider, else the demonstration's people are there. BUSY says that others work in the same authority.
     */
    public static void main(String[] arguments) throws InterruptedException {
        var portal = URI.create(arguments[0]);
        var told = System.getenv();
        var addresses = new TreeMap<String, String>();
        ServiceLoader.load(LaunchableService.class)
                .forEach(service -> addresses.put(
                        service.name(),
                        told.getOrDefault(
                                "WAYMARK_SERVICES_" + service.name().toUpperCase(Locale.ROOT),
                                "%s://%s:%d"
                                        .formatted(
                                                portal.getScheme(),
                                                portal.getHost(),
                                                portal.getPort() + service.portOffset()))));
        addresses.put("portal", portal.toString());
        var issuer = URI.create(told.getOrDefault("ISSUER", addresses.get("identity")));
        var token = told.get("TOKEN");
        if (token != null && !told.containsKey("ISSUER")) {
            throw new IllegalArgumentException(
                    "TOKEN is there, and ISSUER is not: the address of the provider that issued it");
        }
        try (var http = new Http(token == null ? Credentials.demo(issuer) : Credentials.of(token))) {
            var smoke = new Smoke(addresses::get, http, told.containsKey("BUSY"));
            smoke.walk(token == null ? smoke::seenByTheDemonstrationsOfficer : _ -> smoke.leadsTo(issuer));
        }
    }

    /** What is looked at in the portal, once there is an involvement of this id. */
    interface Look {
        void at(String involvement);
    }

    /** @throws IllegalStateException where a step is refused, or a figure does not follow within a minute, or is more than it ought to be */
    void walk(Look portal) throws InterruptedException {
        var measures = new String[] {
            "cme.opened",
            "cme.closed",
            "ehc.requestsReceived",
            "ehc.withdrawn",
            "socialCare.contacts",
            "socialCare.referrals",
            "socialCare.closed",
            "socialCare.earlyHelpRequests",
            "alerts.raised",
            "alerts.resolved"
        };
        for (var measure : measures) before.put(measure, figure(measure));
        portal.at(involvement());
        assessment();
        var referral = contact();
        earlyHelp();
        alert(referral);
        // Nothing of it runs on, and nobody is warned of it later.
        follow("referrals", "/referrals/" + referral + "/closing", "{\"reason\": \"RC8\"}");
        var table = new Table("smoke: " + run, "before", "after");
        for (var measure : measures) awaitOneMore(measure);
        // All of it was told by now: what is counted twice shows.
        for (var measure : measures) table.row(measure, before.get(measure), oneMore(measure));
        table.print();
    }

    /** In a session of the portal's, by its own sign-in. */
    void seenByTheDemonstrationsOfficer(String involvement) {
        var path = "/involvements/" + involvement;
        var reference = http.get(at("involvements", path))
                .orFail()
                .json()
                .get("involvementRef")
                .asString();
        try (var officer = Visitor.signedIn(at("portal", ""), "CME-07")) {
            var heading = officer.page(path).select("h1").text();
            if (heading.contains(reference) && heading.contains(run)) return;
            throw new IllegalStateException(
                    "the portal's page of %s, child %s-1, is headed: %s".formatted(reference, run, heading));
        }
    }

    /** Whoever is not signed in is sent to the provider: further than that a walk without a person's password does not get. */
    void leadsTo(URI issuer) {
        // It need not be at the issuer's own address.
        var signIn = http.get(URI.create(issuer + "/.well-known/openid-configuration"))
                .orFail()
                .json()
                .get("authorization_endpoint")
                .asString();
        var portal = at("portal", "/");
        var address = portal;
        for (int hop = 0; hop < FEW_HOPS && address.getAuthority().equals(portal.getAuthority()); hop++) {
            address = address.resolve(http.location(address));
        }
        if (address.toString().startsWith(signIn)) return;
        throw new IllegalStateException("the portal leads to %s, and not to %s".formatted(address, signIn));
    }

    private String involvement() {
        var id = opened(
                "involvements",
                "/involvements",
                "{\"childRef\": \"%s-1\", \"schoolYear\": \"9\", \"locality\": \"Aylesbury\", \"referredBy\": \"school\"}");
        follow("involvements", "/involvements/" + id + "/checks", "{\"service\": \"send\", \"known\": false}");
        follow(
                "involvements",
                "/involvements/" + id + "/closure",
                "{\"outcome\": \"BUSC\", \"confirmedBy\": \"school\"}");
        return id;
    }

    private void assessment() {
        var id = opened(
                "assessments",
                "/assessments",
                "{\"childRef\": \"%s-2\", \"requestSource\": \"school\", \"primaryNeed\": \"SLCN\", \"schoolYear\": \"5\", \"locality\": \"Wycombe\"}");
        follow("assessments", "/assessments/" + id + "/withdrawal", "{}");
    }

    private String contact() {
        var id = opened(
                "referrals",
                "/contacts",
                "{\"source\": \"6\", \"locality\": \"Wycombe\", \"children\": [{\"childRef\": \"%s-3\"}]}");
        follow(
                "referrals",
                "/contacts/" + id + "/decision",
                "{\"decision\": \"referral\", \"referral\": {\"primaryNeed\": \"N1\"}}");
        return id;
    }

    private void earlyHelp() {
        var id = opened("referrals", "/early-help", "{\"children\": [\"%s-4\"], \"source\": \"1A\"}");
        follow("referrals", "/early-help/" + id + "/closing", "{\"outcome\": \"declined\"}");
    }

    private void alert(String referral) throws InterruptedException {
        var raising =
                "{\"kind\": \"referral\", \"caseId\": \"%s\", \"childRef\": \"%s-3\", \"concern\": \"delay-in-education-provision\", \"asked\": \"A smoke walk.\"}"
                        .formatted(referral, run);
        // It can be raised once alerts has heard of the case.
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        var raised = http.post(at("alerts", "/alerts"), raising, "Idempotency-Key", run);
        while (!raised.isSuccess() && System.nanoTime() < deadline) {
            Thread.sleep(BETWEEN_LOOKS);
            raised = http.post(at("alerts", "/alerts"), raising, "Idempotency-Key", run);
        }
        var id = raised.orFail().json().get("id").asString();
        follow(
                "alerts",
                "/alerts/" + id + "/resolution",
                "{\"outcome\": \"action-taken\", \"notes\": \"A smoke walk.\"}");
    }

    private String opened(String service, String path, String body) {
        var said = http.post(at(service, path), body.formatted(run), "Idempotency-Key", run + path)
                .orFail()
                .json();
        // A contact answers with the cases of all the children that it is about.
        JsonNode one = said.has("cases") ? said.at("/cases/0") : said;
        return one.get("id").asString();
    }

    private void follow(String service, String path, String body) {
        http.post(at(service, path), body, "Idempotency-Key", run + path).orFail();
    }

    private void awaitOneMore(String measure) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (figure(measure) <= before.get(measure)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s was %d before and is no more within %s"
                        .formatted(measure, before.get(measure), LONGEST_WAIT));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private int oneMore(String measure) {
        int seen = figure(measure);
        if (!busy && seen != before.get(measure) + 1) {
            throw new IllegalStateException(
                    "%s was %d before and is %d, and ought to be one more: it is counted wrongly, unless others work there (BUSY=1)"
                            .formatted(measure, before.get(measure), seen));
        }
        return seen;
    }

    private int figure(String measure) {
        return http.get(at("reporting", "/cases?measure=" + measure + PERIOD))
                .orFail()
                .json()
                .get("total")
                .asInt();
    }

    private URI at(String service, String path) {
        return URI.create(addresses.apply(service) + path);
    }
}
