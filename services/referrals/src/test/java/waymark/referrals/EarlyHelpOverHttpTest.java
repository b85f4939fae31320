package waymark.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.testing.Credentials.OFFICER;
import static waymark.testing.Credentials.OFFICER_ELSEWHERE;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import waymark.calendar.TurnableClock;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;
import waymark.testing.RunningService.Response;

/** Early help of a family, as requests and answers. It is noon on Tuesday, 31 March 2026. */
class EarlyHelpOverHttpTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final AtomicInteger families = new AtomicInteger();
    private static RunningService service;

    @BeforeAll
    static void start(@TempDir Path folder) {
        var clock = TurnableClock.at(LocalDate.of(2026, 3, 31));
        service = RunningService.start(ReferralsApplication.class, "referrals", stack, clock, folder, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void earlyHelpGoesFromTheRequestThroughTheOpenDoorToItsEnd() {
        // Given
        var address = request("2026-01-05T10:00");
        assertThat(standing(address)).isEqualTo("requested early-help-progress 2026-01-06");

        // When
        step(address, "progress", "{'progressedAt': '2026-01-05T16:00', 'team': 'family-support'}");
        assertThat(standing(address)).isEqualTo("progressed early-help-contact 2026-01-06");
        step(address, "family-contact", "{'contactedAt': '2026-01-06T17:00'}");
        assertThat(standing(address)).isEqualTo("progressed early-help-support 2026-01-10");
        step(address, "support", "{'arrangedOn': '2026-01-09', 'service': 'parenting-course'}");
        assertThat(standing(address)).isEqualTo("supported null null");
        step(address, "closing", "{'closedOn': '2026-02-16', 'outcome': 'needs-met'}");
        var closed = service.get(OFFICER, address).json();
        step(address, "resumption", "{'resumedOn': '2026-03-02'}");
        assertThat(standing(address)).isEqualTo("progressed early-help-contact 2026-03-03");
        step(address, "family-contact", "{'contactedAt': '2026-03-02T15:00'}");
        step(address, "support", "{'arrangedOn': '2026-03-10', 'service': 'mentoring'}");
        step(address, "closing", "{'closedOn': '2026-03-16', 'outcome': 'stepped-up'}");
        step(address, "reopening", "{}");

        // Then
        assertThat(closed.get("status").asString()).isEqualTo("closed");
        assertThat(closed.get("closedOn").asString()).isEqualTo("2026-02-16");
        assertThat(standing(address)).isEqualTo("supported null null");
        assertThat(states(address))
                .containsExactly(
                        "early-help-progress met",
                        "early-help-progress-at-most met",
                        "early-help-contact missed",
                        "early-help-support met",
                        "early-help-open-door met",
                        "early-help-contact met",
                        "early-help-support missed");
    }

    @Test
    void theOtherChildrensNumbersStayInTheServiceAndTheirKeysAreInTheEvent() {
        // Given
        var first = child();
        var second = child();
        var third = child();

        // When
        var requested = post("/early-help", """
                {'children': ['%s', '%s', '%s'], 'source': '5D', 'personal': {'name': 'Made Up'}}""".formatted(first, second, third));

        // Then
        assertThat(requested.status()).as(requested.text()).isEqualTo(201);
        assertThat(requested.json().get("childRef").asString()).isEqualTo(first);
        assertThat(requested.json().get("requestRef").asString()).startsWith("EH-");
        assertThat(requested.json().get("personal").get("otherChildren"))
                .extracting(JsonNode::asString)
                .containsExactly(second, third);
        var event = service.get(OFFICER, requested.header("Location"))
                .json()
                .get("history")
                .get(0);
        assertThat(event.get("data").get("children")).hasSize(2);
        assertThat(event.toString()).doesNotContain(first, second, third, "Made Up");
    }

    @Test
    void nothingLeadsFromErasedEarlyHelpToTheFamilyNorFromAFamilyToAnErasedContact() {
        // Given
        var first = child();
        var second = child();
        var contact = post("/contacts", "{'source': '6', 'children': [{'childRef': '%s'}]}".formatted(first))
                .header("Location");
        var decided = post(contact.replace("/referrals/", "/contacts/") + "/decision", "{'decision': 'early-help'}");
        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
        var asked = "{'children': ['%s', '%s'], 'source': '5D', 'contact': '%s'}".formatted(first, second, id(contact));
        var helped = post("/early-help", asked).header("Location");
        step(helped, "voiding", "{'reason': 'duplicate'}");
        var again = asked.replaceFirst("}$", ", 'replaces': '%s'}".formatted(id(helped)));
        var helpedAgain = post("/early-help", again).header("Location");
        var key = opening(helped).get("children").get(0).asString();

        // When / Then
        erase(helped);
        assertThat(opening(helped).has("source")).isTrue();
        assertThat(service.get(OFFICER, helped).text()).doesNotContain(id(contact), key, first, second);
        assertThat(service.get(OFFICER, helpedAgain).text())
                .contains(id(contact), key)
                .doesNotContain(id(helped));

        // When / Then
        erase(contact);
        assertThat(service.get(OFFICER, helpedAgain).text()).contains(key).doesNotContain(id(contact));
    }

    private static JsonNode opening(String address) {
        return service.get(OFFICER, address).json().get("history").get(0).get("data");
    }

    private static void erase(String address) {
        var erased = post(address + "/erasure", "{'reason': 'Its time is past.'}");
        assertThat(erased.status()).as(erased.text()).isEqualTo(200);
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    @Test
    void aFamilyHasOneEarlyHelpUnderAChild() {
        // Given
        var child = child();
        var first = post("/early-help", "{'children': ['%s'], 'source': '5D'}".formatted(child));

        // When
        var second = post("/early-help", "{'children': ['%s'], 'source': '5D'}".formatted(child));

        // Then
        assertRefused(second, 409, "early-help.second-open", null);
        assertThat(second.json().get("detail").asString())
                .contains(first.json().get("requestRef").asString());
    }

    @Test
    void aFamilyIsFoundByEachOfItsChildrenAndHasNoSecondUnderASibling() {
        // Given
        var first = child();
        var second = child();
        var third = child();
        var family = post("/early-help", "{'children': ['%s', '%s'], 'source': '5D'}".formatted(first, second));
        var body = "{\"children\": [\"%s\", \"%s\"], \"source\": \"5D\"}".formatted(third, second);

        // When
        var bySecond = service.get(OFFICER, "/early-help?childRef=" + second).json();
        var byAny = service.get(OFFICER, "/early-help?childRef=" + third + "," + first)
                .json();
        var refused = post("/early-help", body);
        step(family.header("Location"), "closing", "{'outcome': 'declined'}");
        var anew = service.post(OFFICER, "/early-help", body, "Idempotency-Key", "sibling");
        var again = service.post(OFFICER, "/early-help", body, "Idempotency-Key", "sibling");

        // Then
        for (var found : List.of(bySecond, byAny)) {
            assertThat(found.get("items"))
                    .extracting(item -> item.get("requestRef").asString())
                    .containsExactly(family.json().get("requestRef").asString());
        }
        assertRefused(refused, 409, "early-help.second-open", null);
        assertThat(refused.json().get("detail").asString())
                .contains(family.json().get("requestRef").asString());
        assertThat(anew.status()).as(anew.text()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(anew.json());
    }

    @Test
    void aRequestNamesAContactDecidedAsEarlyHelpAndReplacesAVoidedCase() {
        // Given
        var contact = post("/contacts", "{'source': '6', 'children': [{'childRef': '%s'}]}".formatted(child()))
                .json()
                .get("cases")
                .get(0)
                .get("id")
                .asString();
        var wrong = request("2026-03-30T10:00");
        var id = wrong.substring(wrong.lastIndexOf('/') + 1);
        var body = "{\"children\": [\"%s\"], \"source\": \"5D\", \"contact\": \"%s\", \"replaces\": \"%s\"}"
                .formatted(child(), contact, id);

        // When
        var undecided = post("/early-help", body);
        step("/contacts/" + contact, "decision", "{'decision': 'early-help'}");
        var notVoided = post("/early-help", body);
        step(wrong, "voiding", "{'reason': 'wrong-family'}");
        var right = service.post(OFFICER, "/early-help", body, "Idempotency-Key", "names");
        step("/referrals/" + contact, "correction", "{'reason': 'x', 'entry': 2, 'outcome': 'no-further-action'}");
        var again = service.post(OFFICER, "/early-help", body, "Idempotency-Key", "names");

        // Then
        assertRefused(undecided, 422, "early-help.contact-unknown", "contact");
        assertRefused(notVoided, 422, "early-help.replaces-unknown", "replaces");
        assertThat(right.status()).as(right.text()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(right.json());
    }

    @Test
    void anEntryThatDidNotHappenIsAnnulled() {
        // Given
        var address = request("2026-03-30T10:00");
        step(address, "progress", "{'progressedAt': '2026-03-30T11:00', 'team': 'north'}");
        step(address, "support", "{'service': 'mentoring'}");

        // When
        var rested = post(address + "/annulment", "{'entry': 2, 'reason': 'another family'}");
        step(address, "annulment", "{'entry': 3, 'reason': 'another family'}");
        step(address, "correction", "{'entry': 2, 'reason': 'misread', 'team': 'south'}");

        // Then
        assertRefused(rested, 422, "early-help.entry-answered", "entry");
        assertThat(standing(address)).isEqualTo("progressed early-help-contact 2026-03-31");
        assertThat(service.get(OFFICER, address).json().get("team").asString()).isEqualTo("south");
        assertRefused(post(address + "/annulment", "{'entry': 2}"), 422, "early-help.annulment-reason", "reason");
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswerAndAnotherUnderItsKeyIsRefused() {
        // Given
        var body = "{\"children\": [\"%s\"], \"source\": \"5D\"}".formatted(child());
        var first = service.post(OFFICER, "/early-help", body, "Idempotency-Key", "family");

        // When
        var again = service.post(OFFICER, "/early-help", body, "Idempotency-Key", "family");
        var other = service.post(OFFICER, "/early-help", body.replace("5D", "2A"), "Idempotency-Key", "family");

        // Then
        assertThat(again.json()).isEqualTo(first.json());
        assertRefused(other, 422, "request.key-reused", null);
    }

    @Test
    void theDoorIsClosedAfterThreeMonths() {
        // Given
        var address = request("2025-12-01T10:00");
        step(address, "closing", "{'closedOn': '2025-12-31', 'outcome': 'declined'}");
        var other = request("2025-12-01T10:00");
        step(other, "closing", "{'closedOn': '2025-12-30', 'outcome': 'declined'}");

        // When
        var onTheLastDay = post(address + "/resumption", "{}");
        var after = post(other + "/resumption", "{}");

        // Then
        assertThat(onTheLastDay.status()).as(onTheLastDay.text()).isEqualTo(200);
        assertRefused(after, 422, "early-help.door-closed", "resumedOn");
        assertThat(after.json().get("detail").asString()).contains("2026-03-30");
    }

    @Test
    void whatWasRecordedWronglyIsPutRight() {
        // Given
        var address = request("2026-03-26T10:00");
        step(address, "progress", "{'progressedAt': '2026-03-27T10:30', 'team': 'family-support'}");
        assertThat(states(address)).contains("early-help-progress missed");

        // When
        step(address, "correction", "{'reason': 'misread', 'entry': 1, 'at': '2026-03-26T11:00', 'source': '2A'}");
        var corrected = post(address + "/correction", "{'reason': 'misspelt', 'personal': {'name': 'Made Up'}}");

        // Then
        assertThat(states(address)).contains("early-help-progress met");
        assertThat(corrected.json().get("source").asString()).isEqualTo("2A");
        assertThat(corrected.json().get("personal").get("name").asString()).isEqualTo("Made Up");
        assertThat(corrected.json().get("version").asInt()).isEqualTo(3);
    }

    @Test
    void aCaseThatWasOpenedInErrorIsVoided() {
        // Given
        var address = request("2026-03-26T10:00");

        // When
        step(address, "voiding", "{'reason': 'duplicate'}");

        // Then
        assertThat(standing(address)).isEqualTo("voided null null");
        assertThat(states(address)).isEmpty();
        assertRefused(post(address + "/progress", "{}"), 409, "early-help.voided", null);
    }

    @Test
    void theListHasTheFamilyWhoseClockIsDueFirstAndNobodyElsewhereSeesIt() {
        // Given
        var late = request("2026-03-20T10:00");
        var later = request("2026-03-31T10:00");
        step(later, "progress", "{'progressedAt': '2026-03-31T11:00', 'team': 'list-team'}");
        step(late, "progress", "{'progressedAt': '2026-03-23T11:00', 'team': 'list-team'}");

        // When
        var list = service.get(OFFICER, "/early-help?team=list-team").json();
        var overdue = service.get(OFFICER, "/early-help?team=list-team&overdue=true&dueClock=early-help-contact")
                .json();

        // Then
        assertThat(list.get("items"))
                .extracting(item -> "/early-help/" + item.get("id").asString())
                .containsExactly(late, later);
        assertThat(overdue.get("items"))
                .extracting(item -> "/early-help/" + item.get("id").asString())
                .containsExactly(late);
        assertThat(service.get(OFFICER_ELSEWHERE, "/early-help")
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
        assertThat(service.get(OFFICER_ELSEWHERE, late).status()).isEqualTo(404);
        assertThat(service.get(OFFICER_ELSEWHERE, late + "/clocks").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'source': '5D'}                                                            | 422 | early-help.children-needed  | children
            {'source': '5D', 'children': []}                                            | 422 | early-help.children-needed  | children
            {'source': '5D', 'children': ['two words']}                                 | 422 | early-help.child-needed     | children
            {'source': '5D', 'children': ['X-1', null]}                                 | 422 | early-help.child-needed     | children
            {'source': '5D', 'children': ['X-1', 'X-1']}                                | 422 | early-help.child-twice      | children
            {'children': ['X-1']}                                                       | 422 | early-help.needed           | source
            {'source': '99', 'children': ['X-1']}                                       | 422 | early-help.code-unknown     | source
            {'source': '5D', 'children': ['X-1'], 'locality': 'Atlantis'}               | 422 | early-help.locality-unknown | locality
            {'source': '5D', 'children': ['X-1'], 'requestRef': 'two words'}            | 422 | early-help.reference-form   | requestRef
            {'source': '5D', 'children': ['X-1', 'X-2'], 'requestRef': 'EH-X-2'}        | 422 | early-help.reference-names-child | requestRef
            {'source': '5D', 'children': ['X-1'], 'contact': '00000000-0000-8000-8000-000000000001'}  | 422 | early-help.contact-unknown  | contact
            {'source': '5D', 'children': ['X-1'], 'replaces': '00000000-0000-8000-8000-000000000001'} | 422 | early-help.replaces-unknown | replaces
            {'source': '5D', 'children': ['X-1'], 'requestedAt': '2026-03-31T12:30'}    | 422 | early-help.time-in-future   | requestedAt
            {'source': '5D', 'children': ['X-1'], 'requestedAt': '2026-03-29T01:30'}    | 422 | early-help.time-left-out    | requestedAt
            {'source': '5D', 'children': ['X-1'], 'requestedAt': 'monday'}              | 422 | early-help.time-form        | requestedAt
            {'source': '5D', 'child': 'X-1'}                                            | 400 | request.unknown-field       | child
            """)
    void aRequestThatIsWrongIsRefusedByItsRuleAndField(String body, int status, String rule, String field) {
        // When
        var refused = post("/early-help", body);

        // Then
        assertRefused(refused, status, rule, field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            requested  | family-contact | {}                                              | 409 | not-progressed       |
            requested  | support        | {}                                              | 409 | not-progressed       |
            requested  | resumption     | {}                                              | 409 | not-closed           |
            requested  | reopening      | {}                                              | 409 | not-closed           |
            requested  | progress       | {'progressedAt': '2026-03-26T09:59'}            | 422 | time-before-request  | progressedAt
            requested  | progress       | {'progressedAt': '2026-03-25T09:59'}            | 422 | date-before-request  | progressedAt
            requested  | progress       | {'team': 'The Team'}                            | 422 | code-form            | team
            requested  | closing        | {}                                              | 422 | needed               | outcome
            requested  | closing        | {'outcome': 'perhaps'}                          | 400 | request.field-form   | outcome
            requested  | closing        | {'outcome': 'declined', 'closedOn': '2026-04-01'} | 422 | date-in-future     | closedOn
            requested  | voiding        | {}                                              | 422 | needed               | reason
            requested  | correction     | {'entry': 1}                                    | 422 | correction-reason    | reason
            requested  | correction     | {'reason': 'x', 'entry': 7}                     | 422 | entry-unknown        | entry
            requested  | correction     | {'reason': 'x', 'entry': 1}                     | 409 | nothing-corrected    |
            requested  | correction     | {'reason': 'x', 'entry': 1, 'on': '2026-03-26'} | 409 | entry-without-field  |
            requested  | correction     | {'reason': 'x', 'entry': 1, 'at': '2026-04-26T10:00'} | 422 | time-in-future | at
            requested  | correction     | {'reason': 'x', 'source': '2A', 'personal': {'name': 'Made Up'}} | 422 | entry-unknown | entry
            progressed | progress       | {}                                              | 409 | progressed-already   |
            progressed | support        | {'arrangedOn': '2026-03-26'}                    | 422 | before-progress      | arrangedOn
            progressed | support        | {'service': 'A course'}                         | 422 | code-form            | service
            progressed | closing        | {'outcome': 'declined', 'closedOn': '2026-03-26'} | 422 | closed-before-step | closedOn
            closed     | support        | {}                                              | 409 | closed               |
            closed     | reopening      | {'reopenedOn': '2026-03-29'}                    | 422 | before-closing       | reopenedOn
            closed     | resumption     | {'resumedOn': '2026-03-29'}                     | 422 | before-closing       | resumedOn
            """)
    void aStepThatIsWrongIsRefusedByItsRuleAndField(
            String standing, String command, String body, int status, String rule, String field) {
        // Given
        var address = request("2026-03-26T10:00");
        if (!standing.equals("requested")) step(address, "progress", "{'progressedAt': '2026-03-27T09:00'}");
        if (standing.equals("closed")) step(address, "closing", "{'outcome': 'declined', 'closedOn': '2026-03-30'}");
        int version = service.get(OFFICER, address).json().get("version").asInt();

        // When
        var refused = post(address + "/" + command, body);

        // Then
        assertRefused(refused, status, rule.startsWith("request.") ? rule : "early-help." + rule, field);
        assertThat(service.get(OFFICER, address).json().get("version").asInt()).isEqualTo(version);
    }

    private static void assertRefused(Response refused, int status, String rule, String field) {
        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        var problem = refused.json();
        assertThat(problem.get("rule").asString()).isEqualTo(rule);
        assertThat(problem.path("field").asString(null)).isEqualTo(field);
        assertThat(problem.get("detail").asString()).hasSizeGreaterThan(10);
        assertThat(refused.text()).doesNotContain("Exception", "at waymark.");
    }

    private static String child() {
        return "CYP-F" + families.incrementAndGet();
    }

    private static String request(String at) {
        var requested =
                post("/early-help", "{'children': ['%s'], 'source': '5D', 'requestedAt': '%s'}".formatted(child(), at));
        assertThat(requested.status()).as(requested.text()).isEqualTo(201);
        return requested.header("Location");
    }

    /** @param body with ' for " */
    private static Response post(String address, String body) {
        return service.post(OFFICER, address, body.replace('\'', '"'));
    }

    private static void step(String address, String command, String body) {
        var done = post(address + "/" + command, body);
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    /** How far it has come, and which clock is due first, when. */
    private static String standing(String address) {
        var family = service.get(OFFICER, address).json();
        return "%s %s %s"
                .formatted(
                        family.get("status").asString(),
                        family.get("dueClock").asString(null),
                        family.get("dueOn").asString(null));
    }

    private static List<String> states(String address) {
        return service.get(OFFICER, address + "/clocks")
                .json()
                .get("clocks")
                .valueStream()
                .map(clock ->
                        clock.get("clock").asString() + " " + clock.get("state").asString())
                .toList();
    }
}
