package waymark.web.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import waymark.testing.Credentials;
import waymark.web.visits.VisitsServer;
import waymark.web.visits.VisitsServer.Response;

/** Who may open a case, how it is found and how its personal details end, on the tests' own kind. It is Sunday, 31 July 2022. */
class KeepingOverHttpTest {
    private static final AtomicInteger authorities = new AtomicInteger(700);

    @TempDir
    private static Path folder;

    private static VisitsServer server;

    /** Each test is an authority of its own, and so begins with nothing. */
    private final String authority = Integer.toString(authorities.incrementAndGet());

    private final Credentials officer = new Credentials(authority, "CME-07", "cme-officer");
    private final Credentials other = new Credentials(authority, "CME-08", "cme-officer");
    private final Credentials manager = new Credentials(authority, "MAN-01", "team-manager");

    @BeforeAll
    static void start() {
        server = new VisitsServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Response get(Credentials who, String path, String... headers) {
        var all = new ArrayList<>(List.of("Authorization", who.bearer()));
        all.addAll(List.of(headers));
        return server.get(path, all.toArray(String[]::new));
    }

    private static Response call(Credentials who, String method, String path, String json) {
        return server.call(method, path, json, "Authorization", who.bearer());
    }

    private String planned(String reference, String place, String name) {
        var opened = call(officer, "POST", "/visits", """
                {"childRef": "C-%s", "visitRef": "%s", "plannedOn": "2022-06-01", "place": %s, "notes": "Rang twice.",
                 "personal": {"name": "%s", "dateOfBirth": "2010-02-03"}}""".formatted(
                        reference, reference, place == null ? "null" : "\"" + place + "\"", name));
        assertThat(opened.status()).isEqualTo(201);
        return opened.location();
    }

    private String restricted(String reference) {
        var address = planned(reference, null, "Zoë Bell");
        var restricted = call(
                manager,
                "PUT",
                address + "/restriction",
                "{\"officers\": [\"CME-07\"], \"reason\": \"A known family.\"}");
        assertThat(restricted.status()).as(restricted.json().toString()).isEqualTo(200);
        return address;
    }

    private static JsonNode refused(Response response, int status, String rule) {
        assertThat(response.status()).as(response.json().toString()).isEqualTo(status);
        assertThat(response.json().get("rule").asString()).isEqualTo(rule);
        return response.json();
    }

    private static List<String> texts(JsonNode list, String field) {
        return list.valueStream().map(item -> item.get(field).asString()).toList();
    }

    private JsonNode audited(String query) {
        return get(manager, "/audit" + query).json().get("items");
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    @Test
    void aRestrictedCaseIsOpenToThoseNamedAndCountedForEverybodyElse() {
        // Given
        var address = restricted("V-1");
        planned("V-2", null, "Amy Webb");

        // When / Then: those named
        assertThat(get(officer, address).status()).isEqualTo(200);
        assertThat(get(manager, address).status()).isEqualTo(200);
        assertThat(get(officer, "/visits").json().get("total").asInt()).isEqualTo(2);

        // When / Then: another officer, who is told how to break the glass
        assertThat(refused(get(other, address), 403, "case.restricted")
                        .get("detail")
                        .asString())
                .contains("/glass");
        refused(get(other, address + "/keeping"), 403, "case.restricted");
        refused(call(other, "POST", address + "/making", "{}"), 403, "case.restricted");
        var list = get(other, "/visits").json();
        assertThat(texts(list.get("items"), "visitRef")).containsExactly("V-2");
        assertThat(list.get("total").asInt() + list.get("hidden").asInt()).isEqualTo(2);
        assertThat(list.get("hidden").asInt()).isOne();
        assertThat(get(other, "/visits/hidden").json().get("cases").toString()).isEqualTo("[\"" + id(address) + "\"]");
        assertThat(get(other, "/visits/exceptions").json().toString())
                .isEqualTo("{\"closed\":[\"%s\"],\"opened\":[]}".formatted(id(address)));
        var csv = get(other, "/visits", "Accept", "text/csv").json().asString();
        assertThat(csv).contains("V-2").doesNotContain("V-1");
        var search = call(other, "POST", "/visits/searches", "{\"dateOfBirth\": \"2010-02-03\"}")
                .json();
        assertThat(texts(search.get("items"), "visitRef")).containsExactly("V-2");
        assertThat(search.get("hidden").isNull()).isTrue();
        assertThat(call(other, "POST", "/visits/searches", "{\"childRef\": \"C-V-1\"}")
                        .json()
                        .get("hidden")
                        .asInt())
                .isOne();
        var known = get(other, "/visits/known/C-V-1").json();
        assertThat(known.get("cases").isEmpty()).isTrue();
        assertThat(known.get("restricted").asInt()).isOne();

        // When / Then: the restriction ends
        refused(call(officer, "DELETE", address + "/restriction", ""), 403, "request.role");
        refused(call(manager, "DELETE", address + "/restriction", ""), 422, "case.reason-needed");
        assertThat(call(manager, "DELETE", address + "/restriction", "{\"reason\": \"They moved.\"}")
                        .status())
                .isEqualTo(200);
        assertThat(get(other, address).status()).isEqualTo(200);
    }

    @Test
    void brokenGlassOpensUntilTheEndOfTheNextWorkingDayAndIsSetDownAndSeen() {
        // Given
        var address = restricted("V-1");
        refused(call(other, "POST", address + "/glass", "{\"reason\": \" \"}"), 422, "case.reason-needed");

        // When
        var broken = call(other, "POST", address + "/glass", "{\"reason\": \"The school is on the telephone.\"}");

        // Then
        assertThat(broken.json().get("glass").get(0).get("until").asString()).isEqualTo("2022-08-01");
        assertThat(get(other, address).status()).isEqualTo(200);
        assertThat(get(other, "/visits").json().get("hidden").asInt()).isZero();
        var waits = get(manager, "/visits/broken-glass/unseen");
        assertThat(waits.json().get("count").asInt()).isOne();
        assertThat(waits.json().toString()).doesNotContain("V-1");
        assertThat(audited("?action=glass-list")).as("a number is of no case").isEmpty();
        var listed = get(manager, "/visits/broken-glass").json().get("broken").get(0);
        assertThat(listed.get("actor").asString()).isEqualTo("CME-08");
        assertThat(listed.get("seenBy").isNull()).isTrue();
        var seen = call(manager, "POST", address + "/glass/1/seen", "");
        assertThat(seen.status()).isEqualTo(200);
        assertThat(get(manager, "/visits/broken-glass/unseen")
                        .json()
                        .get("count")
                        .asInt())
                .isZero();
        assertThat(seen.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "reference", "number", "actor", "at", "until", "reason", "seenBy", "seenAt");
        assertThat(texts(audited("?action=glass-list"), "actor")).containsExactly("MAN-01");
        assertThat(audited("?action=glass-list&case=" + id(address)).size()).isOne();
        refused(call(manager, "POST", address + "/glass/2/seen", ""), 404, "request.not-found");
        assertThat(texts(get(manager, "/visits/broken-glass").json().get("broken"), "seenBy"))
                .containsExactly("MAN-01");
        assertThat(texts(audited("?actor=CME-08&case=" + id(address)), "purpose"))
                .contains("broken-glass");
        assertThat(texts(audited("?action=glass"), "reason")).containsExactly("The school is on the telephone.");
        assertThat(server.counted("waymark.glass.broken", "kind", "visits")).isPositive();

        // When / Then
        try {
            server.restartOn(LocalDate.of(2022, 8, 1));
            assertThat(get(other, address).status()).isEqualTo(200);
            server.restartOn(LocalDate.of(2022, 8, 2));
            refused(get(other, address), 403, "case.restricted");
        } finally {
            server.restartOn(LocalDate.of(2022, 7, 31));
        }
    }

    @Test
    void whoIsOfATeamSeesItsCasesAndThoseOfNone() {
        // Given
        var wycombe = planned("V-1", "Wycombe", "Zoë Bell");
        var aylesbury = planned("V-2", "Aylesbury", "Amy Webb");
        planned("V-3", null, "Sam Webb");
        var ofWycombe = other.inTeams("Wycombe");

        // When / Then
        var list = get(ofWycombe, "/visits?sort=plannedOn").json();
        assertThat(texts(list.get("items"), "visitRef")).containsExactly("V-1", "V-3");
        assertThat(list.get("hidden").asInt()).isOne();
        assertThat(get(ofWycombe, wycombe).status()).isEqualTo(200);
        refused(get(ofWycombe, aylesbury), 403, "case.other-team");
        refused(call(ofWycombe, "POST", aylesbury + "/making", "{}"), 403, "case.other-team");
        assertThat(get(ofWycombe, "/visits/hidden").json().get("cases").size()).isOne();
        assertThat(get(ofWycombe, "/visits/exceptions").json().toString()).isEqualTo("{\"closed\":[],\"opened\":[]}");
        assertThat(get(ofWycombe, "/visits/known/C-V-2").json().get("cases").size())
                .isOne();

        // When
        call(ofWycombe, "POST", aylesbury + "/glass", "{\"reason\": \"She is at our door.\"}");

        // Then: the managers of its team and of all of them read why
        for (var its : List.of(manager, manager.inTeams("Aylesbury"))) {
            assertThat(texts(get(its, "/audit?action=glass").json().get("items"), "reason"))
                    .containsExactly("She is at our door.");
            assertThat(get(its, "/visits/broken-glass").json().toString()).contains("She is at our door.");
        }
        var ofAnother = new Credentials(authority, "MAN-09", "team-manager").inTeams("Buckingham");
        assertThat(get(ofAnother, "/audit?action=glass").json().get("total").asInt())
                .isOne();
        call(
                manager,
                "PUT",
                aylesbury + "/restriction",
                "{\"officers\": [\"CME-07\"], \"reason\": \"A known family.\"}");
        refused(call(ofAnother, "POST", aylesbury + "/glass/1/seen", ""), 403, "case.other-team");
        for (var words : List.of("/audit?action=glass", "/visits/broken-glass")) {
            assertThat(get(ofAnother, words).json().toString()).doesNotContain("at our door", "V-2");
        }
        assertThat(get(ofWycombe, "/visits/exceptions").json().toString())
                .isEqualTo("{\"closed\":[],\"opened\":[\"%s\"]}".formatted(id(aylesbury)));
    }

    @Test
    void nobodyFindsOutByTryingWhichChildrenAreKnown() {
        // Given
        int answered = 0;
        var last = get(other, "/visits/known/C-1");

        // When
        while (last.status() == 200) {
            answered++;
            last = get(other, "/visits/known/C-" + answered);
        }

        // Then
        assertThat(answered).isGreaterThanOrEqualTo(120);
        assertThat(refused(last, 429, "search.too-many").get("detail").asString())
                .contains("asked whether a child is known 120 times");
    }

    @Test
    void everyReadingIsSetDownWithWhoWhatAndWhy() {
        // Given
        var address = planned("V-1", null, "Zoë Bell");
        var id = id(address);

        // When
        get(officer, address);
        get(other, address);
        get(manager, address);
        get(other, "/visits");
        get(other, "/visits", "Accept", "text/csv");
        call(other, "POST", "/visits/searches", "{\"name\": \"Zoe Bel\"}");
        get(other, "/visits/known/C-V-1");

        // Then
        var entries = audited("?case=" + id);
        assertThat(texts(entries, "action"))
                .containsExactly("known", "search", "export", "list", "read", "read", "read");
        assertThat(texts(entries, "purpose"))
                .containsExactly("known", "search", "export", "team", "manager", "team", "own-case");
        assertThat(texts(entries, "actor"))
                .containsExactly("CME-08", "CME-08", "CME-08", "CME-08", "MAN-01", "CME-08", "CME-07");
        assertThat(texts(entries, "address")).containsOnly("127.0.0.1");
        assertThat(entries.toString()).doesNotContain("Zoe", "Zoë", "Bel");
        assertThat(texts(audited("?actor=MAN-01&action=read"), "actor")).containsExactly("MAN-01");
        assertThat(audited("?to=2022-07-31").size()).isZero();
        assertThat(get(new Credentials("299", "MAN-99", "team-manager"), "/audit?case=" + id)
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
        assertThat(server.counted("waymark.audit.entries")).isPositive();
    }

    @Test
    void anErasedCaseSaysSoKeepsItsHistoryAndTakesNothingMore() {
        // Given
        var address = planned("V-1", "Wycombe", "Zoë Bell");
        refused(call(manager, "POST", address + "/erasure", "{\"reason\": \"Its time is past.\"}"), 409, "case.open");
        call(officer, "POST", address + "/making", "{}");
        call(manager, "PUT", address + "/legal-hold", "{\"reason\": \"A claim.\"}");
        refused(call(manager, "POST", address + "/erasure", "{\"reason\": \"Its time is past.\"}"), 409, "case.held");
        refused(call(manager, "DELETE", address + "/legal-hold", ""), 422, "case.reason-needed");
        call(manager, "DELETE", address + "/legal-hold", "{\"reason\": \"It was settled.\"}");
        assertThat(texts(audited("?action=legal-hold"), "reason")).containsExactly("A claim.");

        // When / Then: what was tried and what was refused
        assertThat(texts(audited("?action=erasure"), "reason"))
                .containsExactly("Its time is past.", "Its time is past.");
        assertThat(texts(audited("?action=erasure-refused&case=" + id(address)), "purpose"))
                .containsExactly("case.held", "case.open");
        var administrator = new Credentials(authority, "OPS-1", "administrator");
        var ofAdministrator = get(administrator, "/audit?action=erasure").json().get("items");
        assertThat(ofAdministrator.size()).isEqualTo(2);
        assertThat(ofAdministrator.toString()).doesNotContain("Its time is past");

        // When
        var erased = call(manager, "POST", address + "/erasure", "{\"reason\": \"Its time is past.\"}");

        // Then
        assertThat(erased.json().get("erasedOn").asString()).isEqualTo("2022-07-31");
        assertThat(get(officer, address + "/keeping").json().get("erasedOn").asString())
                .isEqualTo("2022-07-31");
        assertThat(audited("?action=erasure").size()).isEqualTo(3);
        for (var refused : List.of("/glass", "/legal-hold", "/restriction")) {
            var method = refused.equals("/glass") ? "POST" : "PUT";
            var officers = refused.equals("/restriction") ? "\"officers\": [], " : "";
            refused(
                    call(manager, method, address + refused, "{%s\"reason\": \"Zoë is back.\"}".formatted(officers)),
                    409,
                    "case.erased");
        }
        assertThat(audited("").toString()).doesNotContain("Zoë is back");
        await().untilAsserted(() -> assertThat(
                        audited("?action=legal-hold").get(0).get("reason").isNull())
                .isTrue());
        assertThat(audited("?action=erasure-refused").size()).isEqualTo(2);
        var history = get(officer, address).json();
        assertThat(history.get("history").size()).isEqualTo(2);
        assertThat(history.toString()).doesNotContain("Rang twice", "Bell");
        refused(call(officer, "POST", address + "/making", "{\"personal\": {\"name\": \"Zoë\"}}"), 409, "case.erased");
        assertThat(call(officer, "POST", "/visits/searches", "{\"name\": \"Bell\", \"childRef\": \"C-V-1\"}")
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
        var register = server.postCsv(
                "visit_ref,child_ref,planned_on\nV-1,C-V-1,2022-06-01\n", "Authorization", officer.bearer());
        assertThat(register.json().toString()).contains("case.erased");
        assertThat(get(officer, "/visits").json().get("total").asInt()).isOne();
    }

    @Test
    void aRetentionRunCountsFirstAndThenErases() {
        // Given
        var made = planned("V-1", null, "Zoë Bell");
        call(officer, "POST", made + "/making", "{\"madeOn\": \"2022-06-20\"}");
        var held = planned("V-2", null, "Amy Webb");
        call(officer, "POST", held + "/making", "{\"madeOn\": \"2022-06-20\"}");
        var recent = planned("V-3", null, "Sam Webb");
        call(officer, "POST", recent + "/making", "{\"madeOn\": \"2022-07-20\"}");
        refused(call(manager, "POST", "/visits/retention-runs", "{}"), 422, "retention.preview");

        var run = "{\"preview\": false, \"set\": \"%s\"}";
        refused(call(manager, "POST", "/visits/retention-runs", "{\"preview\": false}"), 409, "retention.preview");

        // When
        var early = previewed(manager);
        call(manager, "PUT", held + "/legal-hold", "{\"reason\": \"A claim.\"}");
        var stale = call(
                manager,
                "POST",
                "/visits/retention-runs",
                run.formatted(early.get("set").asString()));
        var preview = previewed(manager);
        var erasing = run.formatted(preview.get("set").asString());
        var done = call(manager, "POST", "/visits/retention-runs", erasing).json();

        // Then
        refused(stale, 409, "retention.preview");
        refused(call(manager, "POST", "/visits/retention-runs", erasing), 409, "retention.preview");
        assertThat(texts(audited("?action=retention&case=" + id(made)), "actor"))
                .containsExactly("MAN-01");
        assertThat(audited("?action=retention&case=" + id(held)).size()).isZero();
        assertThat(preview.get("past").asInt()).isEqualTo(2);
        assertThat(preview.get("wouldErase").asInt()).isOne();
        assertThat(preview.get("erased").asInt()).isZero();
        assertThat(done.get("erased").asInt()).isOne();
        assertThat(done.get("held").asInt()).isOne();
        assertThat(get(officer, made + "/keeping").json().get("erasedOn").isNull())
                .isFalse();
        assertThat(get(officer, recent + "/keeping").json().get("erasedOn").isNull())
                .isTrue();
    }

    private static JsonNode previewed(Credentials who) {
        return call(who, "POST", "/visits/retention-runs", "{\"preview\": true}")
                .json();
    }

    @Test
    void aManagersRetentionRunLeavesWhatDoesNotOpenToThemAndAnAdministratorsIsOfTheWholeAuthority() {
        // Given
        var address = restricted("V-1");
        call(manager, "POST", address + "/making", "{\"madeOn\": \"2022-06-20\"}");
        var second = new Credentials(authority, "MAN-02", "team-manager");
        var administrator = new Credentials(authority, "OPS-1", "administrator");
        call(second, "POST", address + "/glass", "{\"reason\": \"It is urgent.\"}");

        // When / Then
        var ofManager = previewed(second);
        assertThat(ofManager.get("past").asInt()).isZero();
        assertThat(ofManager.get("hidden").asInt()).isOne();
        assertThat(previewed(manager).get("past").asInt()).isOne();
        var ofAll = previewed(administrator);
        assertThat(ofAll.get("wouldErase").asInt()).isOne();
        assertThat(ofAll.get("hidden").asInt()).isZero();
        assertThat(ofAll.toString()).doesNotContain(id(address));
    }

    @Test
    void brokenGlassIsSeenByAnotherManagerAndDecidesNothingAboutTheCase() {
        // Given
        var address = restricted("V-1");
        call(officer, "POST", address + "/making", "{\"madeOn\": \"2022-06-20\"}");
        var second = new Credentials(authority, "MAN-02", "team-manager");
        call(second, "POST", address + "/glass", "{\"reason\": \"It is urgent.\"}");

        // When / Then
        refused(call(second, "POST", address + "/glass/1/seen", ""), 409, "glass.own");
        var named = "{\"officers\": [\"MAN-02\"], \"reason\": \"Mine.\"}";
        refused(call(second, "PUT", address + "/restriction", named), 403, "case.by-broken-glass");
        var reason = "{\"reason\": \"Mine.\"}";
        refused(call(second, "DELETE", address + "/restriction", reason), 403, "case.by-broken-glass");
        assertThat(call(second, "PUT", address + "/legal-hold", reason).status())
                .isEqualTo(200);
        refused(call(second, "DELETE", address + "/legal-hold", reason), 403, "case.by-broken-glass");
        refused(call(second, "POST", address + "/erasure", reason), 403, "case.by-broken-glass");
        assertThat(texts(audited("?actor=MAN-02&case=" + id(address)), "action"))
                .contains(
                        "glass-seen-refused",
                        "restriction-refused",
                        "restriction-end-refused",
                        "legal-hold-end-refused",
                        "erasure-refused")
                .doesNotContain("glass-refused", "legal-hold-refused");
        assertThat(get(second, address).status()).isEqualTo(200);
    }

    @Test
    void twoManagersLiftTheRestrictionOfACaseWhoseOfficersHaveLeftAndOneAloneDoesNot() {
        // Given: of those named nobody is left
        var address = restricted("V-1");
        var second = new Credentials(authority, "MAN-02", "team-manager");
        var third = new Credentials(authority, "MAN-03", "team-manager");
        call(second, "POST", address + "/glass", "{\"reason\": \"Nobody named is here any more.\"}");
        var reason = "{\"reason\": \"They have left.\"}";

        // When / Then: one alone
        refused(call(second, "POST", address + "/glass/1/seen", ""), 409, "glass.own");
        assertThat(refused(call(second, "DELETE", address + "/restriction", reason), 403, "case.by-broken-glass")
                        .get("detail")
                        .asString())
                .contains("another manager has marked your broken glass as seen");

        // When / Then: with another
        assertThat(call(third, "POST", address + "/glass/1/seen", "").status()).isEqualTo(200);
        refused(call(second, "POST", address + "/erasure", reason), 403, "case.by-broken-glass");
        refused(call(third, "DELETE", address + "/restriction", reason), 403, "case.restricted");
        var named = "{\"officers\": [\"CME-08\"], \"reason\": \"They have left.\"}";
        assertThat(call(second, "PUT", address + "/restriction", named)
                        .json()
                        .get("restricted")
                        .get("officers")
                        .toString())
                .isEqualTo("[\"CME-08\",\"MAN-02\"]");
        assertThat(get(other, address).status()).isEqualTo(200);
        assertThat(call(second, "DELETE", address + "/restriction", reason).status())
                .isEqualTo(200);

        // Then: the trail has both of them, and why
        assertThat(texts(audited("?action=glass-seen&case=" + id(address)), "actor"))
                .containsExactly("MAN-03", "MAN-02");
        assertThat(texts(audited("?action=restriction&actor=MAN-02"), "purpose"))
                .containsExactly("seen-glass");
        // Named by then, it was to MAN-02 like any other case.
        assertThat(texts(audited("?action=restriction-end&actor=MAN-02"), "purpose"))
                .containsExactly("manager", "manager");
    }

    @Test
    void howManyDoNotOpenIsToldOfTheWholeListAndOfNoNarrowerOne() {
        // Given: whoever could count them under a filter would find out what they are.
        restricted("V-1");
        var list = "/visits?%s";

        // When / Then
        for (var told : List.of("page=0", "status=planned", "status=made,planned&sort=-plannedOn&size=1")) {
            assertThat(get(other, list.formatted(told)).json().get("hidden").asInt())
                    .as(told)
                    .isOne();
        }
        for (var untold : List.of("place=Wycombe", "status=planned&manner=at-home", "assigned=true")) {
            assertThat(get(other, list.formatted(untold)).json().get("hidden").isNull())
                    .as(untold)
                    .isTrue();
        }
        assertThat(server.header("Waymark-Hidden", "/visits", other)).hasValue("1");
        assertThat(server.header("Waymark-Hidden", "/visits?place=Wycombe", other))
                .isEmpty();
    }

    @Test
    void aListShowsWhatSomebodyHasOrNobody() {
        // Given
        planned("V-1", "Wycombe", "Zoë Bell");
        planned("V-2", null, "Amy Webb");

        // When / Then: whose it is is its place here
        assertThat(texts(get(officer, "/visits?assigned=true").json().get("items"), "visitRef"))
                .containsExactly("V-1");
        assertThat(texts(get(officer, "/visits?assigned=false").json().get("items"), "visitRef"))
                .containsExactly("V-2");
        refused(get(officer, "/visits?assigned=nobody"), 400, "request.parameter");
    }

    @Test
    void whoSearchesTooOftenIsAskedToWait() {
        // Given
        var search = "{\"name\": \"Bell\"}";
        int answered = 0;
        var last = call(officer, "POST", "/visits/searches", search);

        // When: at first as many as a minute has, then one more every two seconds
        while (last.status() == 200) {
            answered++;
            last = call(officer, "POST", "/visits/searches", search);
        }

        // Then
        assertThat(answered).isGreaterThanOrEqualTo(30);
        var refusal = refused(last, 429, "search.too-many");
        assertThat(last.retryAfter()).isEqualTo(refusal.get("retryAfter").asString());
        assertThat(call(other, "POST", "/visits/searches", search).status()).isEqualTo(200);
    }

    @Test
    void anImportLeavesWhatDoesNotOpenToItsSenderAndIsSetDown() {
        // Given
        var address = restricted("V-1");
        planned("V-2", "Aylesbury", "Amy Webb");
        var sender = new Credentials(authority, "CME-09", "cme-officer").inTeams("Wycombe");
        var rows = """
                visit_ref,child_ref,planned_on,place
                V-1,C-V-1,2022-06-01,
                V-2,C-V-2,2022-06-02,Wycombe
                V-3,C-V-3,2022-06-03,Wycombe
                """;

        // When
        var first = server.postCsv(rows, "Authorization", sender.bearer()).json();
        var again = server.postCsv(rows, "Authorization", sender.bearer()).json();

        // Then
        for (var report : List.of(first, again)) {
            assertThat(texts(report.get("errors"), "rule")).containsExactly("case.not-yours", "case.not-yours");
            assertThat(texts(report.get("errors"), "line")).containsExactly("2", "3");
            assertThat(texts(report.get("errors"), "value")).containsExactly("V-1", "V-2");
            assertThat(report.get("errors").toString()).doesNotContain("restricted", "team");
        }
        assertThat(first.get("accepted").asInt()).isOne();
        assertThat(again.get("unchanged").asInt()).isOne();
        assertThat(get(manager, address).json().get("history").size()).isOne();
        var entries = audited("?action=import");
        assertThat(texts(entries, "actor")).containsExactly("CME-09", "CME-09");
        assertThat(texts(entries, "address")).containsOnly("127.0.0.1");
        assertThat(entries.get(0).get("cases").isEmpty()).isTrue();
        assertThat(entries.get(1).get("cases").size()).isOne();
    }

    @Test
    void whatAFileLacksIsNamedOnlyToWhomItOpens() {
        // Given
        var rows = "visit_ref,child_ref,planned_on\nV-1,C-1,2022-06-01\nV-2,C-2,2022-06-01\n";
        var taken = server.postCsv(rows, "Authorization", manager.bearer());
        assertThat(taken.json().get("accepted").asInt()).isEqualTo(2);
        var listed = get(manager, "/visits?sort=plannedOn").json().get("items").get(0);
        call(
                manager,
                "PUT",
                "/visits/" + listed.get("id").asString() + "/restriction",
                "{\"officers\": [], \"reason\": \"A known family.\"}");

        // When
        var report = server.postCsv("visit_ref,child_ref,planned_on\n", "Authorization", other.bearer())
                .json();

        // Then
        var warnings = report.get("warnings").toString();
        assertThat(warnings).contains("V-2", "1 that you may not open").doesNotContain("V-1");
        var entry = audited("?action=import&actor=CME-08").get(0);
        assertThat(entry.get("cases").size()).isOne();
        assertThat(entry.get("cases").get(0).asString())
                .isNotEqualTo(listed.get("id").asString());
    }

    @Test
    void whatIsTypedIntoASearchOrAReasonIsWordsAndNothingElse() {
        // Given
        var address = planned("V-1", null, "=HYPERLINK(1)<script>");
        var words = "{\\\"$ne\\\": 1} <script>alert(1)</script> =1+1";

        // When / Then
        var operator = call(officer, "POST", "/visits/searches", "{\"reference\": {\"$ne\": null}}");
        refused(operator, 400, "request.field-form");
        assertThat(call(officer, "POST", "/visits/searches", "{\"name\": \"" + words + "\"}")
                        .json()
                        .get("total")
                        .asInt())
                .isLessThanOrEqualTo(1);
        refused(call(officer, "POST", "/visits/searches", "{\"name\": \" \"}"), 422, "search.nothing");
        refused(
                call(officer, "POST", "/visits/searches", "{\"name\": \"" + "x".repeat(201) + "\"}"),
                422,
                "search.name");
        refused(
                call(manager, "PUT", address + "/restriction", "{\"officers\": [\"$where\"], \"reason\": \"x\"}"),
                422,
                "case.officers");
        var held = call(manager, "PUT", address + "/legal-hold", "{\"reason\": \"" + words + "\"}");
        assertThat(held.json().get("held").get("reason").asString()).isEqualTo(words.replace("\\", ""));
        assertThat(audited("?actor=%7B%22%24ne%22%3Anull%7D").size()).isZero();
        refused(get(officer, "/visits/known/%24ne%20x"), 400, "request.parameter");
    }

    @Test
    void aPageBeyondTheTenThousandthRowAsksForANarrowerList() {
        // When / Then
        refused(get(officer, "/visits?page=10&size=1000"), 400, "request.narrow");
        assertThat(get(officer, "/visits?page=9&size=1000").status()).isEqualTo(200);
    }
}
