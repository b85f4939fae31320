package waymark.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.testing.Credentials.DUTY_WORKER;
import static waymark.testing.Credentials.MANAGER;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import waymark.calendar.TurnableClock;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;
import waymark.testing.RunningService.Response;

/** A duty team's work on contacts and referrals, as requests and answers. It is noon on Tuesday, 31 March 2026. */
class ReferralsOverHttpTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final AtomicInteger children = new AtomicInteger();
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

    // Contacts

    @Test
    void aContactWaitsToBeDecided() {
        // When
        var received = service.post(OFFICER, "/contacts", """
                {"receivedAt": "2026-03-30T16:40", "source": "2A", "locality": "Wycombe", "notes": "The school rang.",
                 "children": [{"childRef": "%s", "sex": "F", "ethnicity": "WBRI", "personal": {"name": "Made Up"}}]}""".formatted(child()));

        // Then
        assertThat(received.status()).as(received.text()).isEqualTo(201);
        var contact = one(received);
        assertThat(contact.get("reference").asString()).startsWith("CON-");
        assertThat(contact.get("sharedContact").isNull()).isTrue();
        assertThat(contact.get("status").asString()).isEqualTo("received");
        assertThat(contact.get("openedOn").asString()).isEqualTo("2026-03-30");
        assertThat(contact.get("plan").asString()).isEqualTo("none");
        assertThat(contact.get("dueAt").asString()).isEqualTo("2026-03-31T15:40:00Z");
        assertThat(contact.get("personal").get("name").asString()).isEqualTo("Made Up");
        assertThat(next(received.header("Location"))).isEqualTo("decide-contact contact-24-hours 2026-03-31");
        var history = service.get(OFFICER, received.header("Location")).json().get("history");
        assertThat(history).hasSize(1);
        assertThat(history.get(0).get("note").asString()).isEqualTo("The school rang.");
        assertThat(history.toString()).doesNotContain("Made Up");
    }

    @Test
    void aContactAboutThreeChildrenIsACaseForEachUnderOneReference() {
        // Given
        var body = about(child(), child(), child());

        // When
        var first = service.post(OFFICER, "/contacts", body, "Idempotency-Key", "three");
        var again = service.post(OFFICER, "/contacts", body, "Idempotency-Key", "three");

        // Then
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        var cases = first.json().get("cases");
        assertThat(cases).hasSize(3);
        var shared = cases.get(0).get("sharedContact").asString();
        assertThat(cases)
                .extracting(one -> one.get("reference").asString())
                .containsExactly(shared + "-1", shared + "-2", shared + "-3");
        assertThat(service.get(OFFICER, "/referrals?sharedContact=" + shared)
                        .json()
                        .get("total")
                        .asInt())
                .isEqualTo(3);
        assertThat(first.header("Location"))
                .isEqualTo("/referrals/" + cases.get(0).get("id").asString());
    }

    @Test
    void anotherContactUnderAKeyThatWasUsedIsRefused() {
        // Given
        var one = child();
        var other = child();
        service.post(OFFICER, "/contacts", about(one), "Idempotency-Key", "of-one");

        // When
        var another = service.post(OFFICER, "/contacts", about(other), "Idempotency-Key", "of-one");
        var more = service.post(OFFICER, "/contacts", about(one, other), "Idempotency-Key", "of-one");

        // Then
        assertRefused(another, 422, "request.key-reused", null);
        assertRefused(more, 422, "request.key-reused", null);
        assertThat(casesOf(other)).isEmpty();
    }

    @Test
    void aContactWithAReferenceOfItsOwnGivesItToEachChildWithANumber() {
        // When
        var received = service.post(
                OFFICER,
                "/contacts",
                about(child(), child()).replaceFirst("\\{", "{\"contactRef\": \"OUT-7\", "),
                "Idempotency-Key",
                "out-7");

        // Then
        assertThat(received.json().get("cases"))
                .extracting(one -> one.get("reference").asString()
                        + " "
                        + one.get("sharedContact").asString())
                .containsExactly("OUT-7-1 OUT-7", "OUT-7-2 OUT-7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'childRef': 'two words'}               | referral.child-needed | childRef
            {}                                      | referral.child-needed | childRef
            null                                    | referral.child-needed | childRef
            {'childRef': 'FIRST'}                   | referral.child-twice  | children
            {'childRef': 'LAST', 'sex': 'X'}        | referral.code-form    | sex
            {'childRef': 'LAST', 'ethnicity': 'x'}  | referral.code-form    | ethnicity
            """)
    void aFaultInTheLastChildLeavesNoCaseBehind(String last, String rule, String field) {
        // Given
        var first = child();
        var body = "{'source': '6', 'children': [{'childRef': '%s'}, %s]}"
                .formatted(first, last.replace("FIRST", first).replace("LAST", child()));

        // When
        var refused = post("/contacts", body);

        // Then
        assertRefused(refused, 422, rule, field);
        assertThat(casesOf(first)).isEmpty();
    }

    @Test
    void aReferenceThatIsTakenBehindTheFirstLeavesNoCaseBehind() {
        // Given
        post("/contacts", "{'contactRef': 'TK-2', 'source': '6', 'children': [{'childRef': '%s'}]}".formatted(child()));
        var first = child();
        var body = about(first, child()).replaceFirst("\\{", "{\"contactRef\": \"TK\", ");

        // When
        var refused = service.post(OFFICER, "/contacts", body, "Idempotency-Key", "taken-behind");

        // Then
        assertRefused(refused, 409, "referral.reference-taken", null);
        assertThat(casesOf(first)).isEmpty();
    }

    @Test
    void aContactAboutSeveralNeedsAKeyWithRoomForANumber() {
        // Given
        var first = child();
        var body = about(first, child());

        // When
        var without = service.post(OFFICER, "/contacts", body);
        var tooLong = service.post(OFFICER, "/contacts", body, "Idempotency-Key", "k".repeat(198));

        // Then
        for (var refused : List.of(without, tooLong)) {
            assertRefused(refused, 400, "request.header", null);
            assertThat(refused.json().get("header").asString()).isEqualTo("Idempotency-Key");
        }
        assertThat(casesOf(first)).isEmpty();
        assertThat(service.post(OFFICER, "/contacts", body, "Idempotency-Key", "k".repeat(197))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            CH77     | CH77   | true
            CON-CH77 | CH77   | true
            ch77-1   | CH77   | true
            CH778    | CH77   | false
            C-2012   | 12     | false
            C-12     | 12     | true
            """)
    void aReferenceThatHasTheChildsNumberInItIsRefused(String reference, String child, boolean refused) {
        // When
        var contact = post(
                "/contacts",
                "{'contactRef': '%s', 'source': '6', 'children': [{'childRef': '%s'}]}".formatted(reference, child));
        var referral = post(
                "/referrals",
                "{'referralRef': 'R%s', 'childRef': '%s', 'source': '6', 'primaryNeed': 'N1'}"
                        .formatted(reference, child));

        // Then
        if (refused) {
            assertRefused(contact, 422, "referral.reference-names-child", "contactRef");
            assertRefused(referral, 422, "referral.reference-names-child", "referralRef");
        } else {
            assertThat(contact.status()).as(contact.text()).isEqualTo(201);
        }
    }

    @Test
    void theNumberBehindAReferenceDoesNotMakeItAChilds() {
        // When
        var refused = service.post(
                OFFICER,
                "/contacts",
                "{\"contactRef\": \"KID\", \"source\": \"6\", \"children\": [{\"childRef\": \"KID-2\"}, {\"childRef\": \"%s\"}]}"
                        .formatted(child()),
                "Idempotency-Key",
                "kid");

        // Then
        assertRefused(refused, 422, "referral.reference-names-child", "contactRef");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'source': '6'}                                                                             | 422 | referral.children-needed  | children
            {'source': '6', 'children': []}                                                             | 422 | referral.children-needed  | children
            {'children': [{'childRef': 'X-1'}]}                                                         | 422 | referral.needed           | source
            {'source': '99', 'children': [{'childRef': 'X-1'}]}                                         | 422 | referral.code-unknown     | source
            {'source': '6', 'locality': 'Atlantis', 'children': [{'childRef': 'X-1'}]}                  | 422 | referral.locality-unknown | locality
            {'source': '6', 'contactRef': 'two words', 'children': [{'childRef': 'X-1'}]}               | 422 | referral.code-form        | contactRef
            {'source': '6', 'contactRef': 'A234567890123456789012345678901234567890', 'children': [{'childRef': 'X-1'}, {'childRef': 'X-2'}]} | 422 | referral.reference-form | contactRef
            {'source': '6', 'replaces': '00000000-0000-8000-8000-000000000001', 'children': [{'childRef': 'X-1'}, {'childRef': 'X-2'}]} | 422 | referral.replaces-one | replaces
            {'source': '6', 'replaces': 'CON-1', 'children': [{'childRef': 'X-1'}]}                     | 400 | request.field-form        | replaces
            {'source': '6', 'received': '2026-03-30', 'children': [{'childRef': 'X-1'}]}                | 400 | request.unknown-field     | received
            {'source': '6', 'children': [{'childRef': 'X-1', 'personal': {'upn': '7'}}]}                | 422 | referral.upn-form         | personal.upn
            {'source': '6', 'receivedAt': '2026-03-31T12:01', 'children': [{'childRef': 'X-1'}]}        | 422 | referral.time-in-future   | receivedAt
            {'source': '6', 'receivedAt': '2026-03-29T01:30', 'children': [{'childRef': 'X-1'}]}        | 422 | referral.time-left-out    | receivedAt
            {'source': '6', 'receivedAt': '2026-03-30', 'children': [{'childRef': 'X-1'}]}              | 422 | referral.time-form        | receivedAt
            {'source': '6', 'receivedAt': 'yesterday', 'children': [{'childRef': 'X-1'}]}               | 422 | referral.time-form        | receivedAt
            {'source': '6', 'receivedAt': '1899-12-31T10:00', 'children': [{'childRef': 'X-1'}]}        | 422 | referral.time-form        | receivedAt
            """)
    void aContactThatIsWrongIsRefusedByItsRuleAndField(String body, int status, String rule, String field) {
        // When
        var refused = post("/contacts", body);

        // Then
        assertRefused(refused, status, rule, field);
        assertThat(casesOf("X-1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-30T16:40, 2026-03-30T15:40:00Z",
        "2026-03-30T16:40:30, 2026-03-30T15:40:30Z",
        "2026-03-30T16:40+00:00, 2026-03-30T16:40:00Z",
        "2026-03-30T15:40Z, 2026-03-30T15:40:00Z",
        "2026-03-28T16:40, 2026-03-28T16:40:00Z",
        "2025-10-26T01:30, 2025-10-26T00:30:00Z",
        "2025-10-26T01:30Z, 2025-10-26T01:30:00Z",
        "2026-03-31T12:00, 2026-03-31T11:00:00Z"
    })
    void aTimeIsTheOneOnTheWallUnlessItHasAnOffset(String given, String recorded) {
        // When
        var address = receive(given);

        // Then
        assertThat(event(address, 1).get("data").get("receivedAt").asString()).isEqualTo(recorded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"early-help", "information-and-advice", "no-further-action"})
    void aContactOfWhichNoReferralComesIsDecidedAndOpensNothing(String decision) {
        // Given
        var child = child();
        var address = receive("2026-03-30T16:40", child);

        // When
        decide(address, "{'decidedAt': '2026-03-31T09:00', 'decision': '%s'}".formatted(decision));

        // Then
        var contact = service.get(OFFICER, address).json();
        assertThat(contact.get("status").asString()).isEqualTo("decided");
        assertThat(contact.get("decision").asString()).isEqualTo(decision);
        assertThat(next(address)).isEqualTo("null null null");
        assertThat(states(address)).containsExactly("contact-24-hours met", "contact-working-day met");
        assertThat(refer(child).status()).isEqualTo(201);
    }

    @Test
    void aReferralIsRecordedWithTheDecisionOnTheContactsDay() {
        // Given
        var address = receive("2026-03-27T16:40");

        // When
        decide(address, "{'decidedAt': '2026-03-30T09:30', 'decision': 'referral', 'referral': {'primaryNeed': 'N1'}}");

        // Then
        var referral = service.get(OFFICER, address).json();
        assertThat(referral.get("status").asString()).isEqualTo("open");
        assertThat(referral.get("referredOn").asString()).isEqualTo("2026-03-27");
        assertThat(referral.get("source").asString()).isEqualTo("6");
        assertThat(referral.get("primaryNeed").asString()).isEqualTo("N1");
        assertThat(types(address)).isEqualTo("contact-received contact-decided referral-made");
        assertThat(next(address)).isEqualTo("start-assessment assessment 2026-06-04");
    }

    @Test
    void aSecondReferralIsRefusedWhileTheChildsCaseIsOpenAndNamesIt() {
        // Given
        var child = child();
        var open = refer(child).json().get("reference").asString();
        var contact = receive("2026-03-30T16:40", child);

        // When
        var second = refer(child);
        var decided = post(
                contact.replace("/referrals/", "/contacts/") + "/decision",
                "{'decision': 'referral', 'referral': {'primaryNeed': 'N1'}}");

        // Then
        for (var refused : List.of(second, decided)) {
            assertRefused(refused, 409, "referral.second-open", null);
            assertThat(refused.json().get("detail").asString()).contains(open);
        }
        assertThat(types(contact)).isEqualTo("contact-received");
        assertThat(casesOf(child)).hasSize(2);
    }

    @Test
    void aContactThatBelongsToAnOpenCaseFindsItByItself() {
        // Given
        var child = child();
        var open = refer(child).json().get("id").asString();
        var contact = receive("2026-03-30T16:40", child);
        var named = receive("2026-03-30T17:40", child);

        // When
        decide(contact, "{'decision': 'linked-to-open-case'}");
        decide(named, "{'decision': 'linked-to-open-case', 'openCase': '%s'}".formatted(open));

        // Then
        for (var linked : List.of(contact, named)) {
            assertThat(event(linked, 2).get("data").get("openCase").asString()).isEqualTo(open);
            assertThat(service.get(OFFICER, linked).json().get("status").asString())
                    .isEqualTo("decided");
        }
    }

    @Test
    void aContactCannotBelongToACaseThatDoesNotOpenToWhomDecidesAndThatCaseIsNotNamed() {
        // Given
        var child = child();
        var open = refer(child).json();
        var id = open.get("id").asString();
        var contact = receive("2026-03-30T16:40", child);
        var restricted = service.put(
                MANAGER, "/referrals/" + id + "/restriction", "{\"officers\": [], \"reason\": \"A known family.\"}");
        assertThat(restricted.status()).as(restricted.text()).isEqualTo(200);
        var decision = contact.replace("/referrals/", "/contacts/") + "/decision";
        var linked = "{\"decision\": \"linked-to-open-case\"%s}";

        // When / Then
        for (var body : List.of(linked.formatted(""), linked.formatted(", \"openCase\": \"" + id + "\""))) {
            var refused = service.post(DUTY_WORKER, decision, body);
            assertRefused(refused, 409, "referral.second-open", null);
            assertThat(refused.text())
                    .contains("may not open")
                    .doesNotContain(id, open.get("reference").asString());
        }
        var second = service.post(
                DUTY_WORKER,
                "/referrals",
                "{\"childRef\": \"%s\", \"source\": \"6\", \"primaryNeed\": \"N1\"}".formatted(child));
        assertRefused(second, 409, "referral.second-open", null);
        assertThat(second.text()).doesNotContain(open.get("reference").asString());
        assertThat(service.post(MANAGER, decision, linked.formatted("")).status())
                .isEqualTo(200);
    }

    @Test
    void nothingLeadsFromAnErasedContactToTheChildsReferralNorFromAnotherToAnErasedReferral() {
        // Given
        var child = child();
        var referral = refer(child).header("Location");
        var first = receive("2026-03-30T16:40", child);
        var second = receive("2026-03-30T17:40", child);
        for (var contact : List.of(first, second)) decide(contact, "{'decision': 'linked-to-open-case'}");

        // When / Then
        erase(first);
        assertThat(service.get(OFFICER, first).text()).contains(id(first)).doesNotContain(id(referral), child);
        assertThat(event(first, 2).get("data").toString()).contains("linked-to-open-case");
        assertThat(event(second, 2).get("data").get("openCase").asString()).isEqualTo(id(referral));

        // When / Then
        step(referral, "closing", "{'reason': 'RC8'}");
        erase(referral);
        assertThat(service.get(OFFICER, second).text()).contains(child).doesNotContain(id(referral));
        assertThat(service.get(OFFICER, second + "/history").text()).doesNotContain(id(referral));
    }

    @Test
    void anErasedContactHasNothingInCommonWithThoseOfTheOtherChildren() {
        // Given
        var received = service.post(OFFICER, "/contacts", about(child(), child()), "Idempotency-Key", "two-one-erased")
                .json()
                .get("cases");
        var shared = received.get(0).get("sharedContact").asString();
        var first = "/referrals/" + received.get(0).get("id").asString();
        decide(first, "{'decision': 'early-help'}");

        // When
        erase(first);

        // Then
        var erased = service.get(OFFICER, first);
        assertThat(erased.json().get("sharedContact").isNull()).isTrue();
        assertThat(erased.text()).doesNotContain("\"" + shared + "\"");
        var others = service.get(OFFICER, "/referrals?sharedContact=" + shared);
        assertThat(others.json().get("total").asInt()).isOne();
        assertThat(others.text()).contains(shared + "-2").doesNotContain(shared + "-1");
    }

    private static void erase(String address) {
        var erased = service.post(MANAGER, address + "/erasure", "{\"reason\": \"Its time is past.\"}");
        assertThat(erased.status()).as(erased.text()).isEqualTo(200);
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    @Test
    void aContactCannotBelongToACaseThatIsNotTheChildsOpenOne() {
        // Given
        var others = refer(child()).json().get("id").asString();
        var contact = receive("2026-03-30T16:40").replace("/referrals/", "/contacts/");

        // When
        var ofAnother =
                post(contact + "/decision", "{'decision': 'linked-to-open-case', 'openCase': '%s'}".formatted(others));
        var ofNone = post(contact + "/decision", "{'decision': 'linked-to-open-case'}");

        // Then
        assertRefused(ofAnother, 422, "referral.no-open-case", "openCase");
        assertRefused(ofNone, 422, "referral.no-open-case", "decision");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {}                                                                               | 422 | needed                 | decision
            {'decision': 'perhaps'}                                                          | 400 | request.field-form     | decision
            {'decision': 'referral'}                                                         | 422 | referral-needed        | referral
            {'decision': 'referral', 'referral': {}}                                         | 422 | needed                 | primaryNeed
            {'decision': 'referral', 'referral': {'primaryNeed': 'N77'}}                     | 422 | code-unknown           | primaryNeed
            {'decision': 'referral', 'referral': {'primaryNeed': 'N1', 'referredOn': '2026-03-26'}} | 422 | date-before-opening | referredOn
            {'decision': 'referral', 'referral': {'primaryNeed': 'N1', 'referralRef': 'a b'}}| 422 | code-form              | referralRef
            {'decision': 'early-help', 'referral': {'primaryNeed': 'N1'}}                    | 422 | not-referral           | referral
            {'decision': 'early-help', 'openCase': '00000000-0000-8000-8000-000000000001'}   | 422 | not-linked             | openCase
            {'decision': 'early-help', 'decidedAt': '2026-03-27T16:39'}                      | 422 | decided-before-contact | decidedAt
            {'decision': 'early-help', 'decidedAt': '2026-03-31T13:00'}                      | 422 | time-in-future         | decidedAt
            {'decision': 'early-help', 'decidedAt': '2026-03-29T01:00'}                      | 422 | time-left-out          | decidedAt
            """)
    void aDecisionThatIsWrongIsRefusedByItsRuleAndField(String body, int status, String rule, String field) {
        // Given
        var address = receive("2026-03-27T16:40");

        // When
        var refused = post(address.replace("/referrals/", "/contacts/") + "/decision", body);

        // Then
        assertRefused(refused, status, ruleOf(rule), field);
        assertThat(types(address)).isEqualTo("contact-received");
    }

    // The course

    @Test
    void aReferralGoesFromTheContactToItsClosing() {
        // Given
        var address = receive("2025-09-01T15:20");
        decide(address, """
                {'decidedAt': '2025-09-02T09:00', 'decision': 'referral', 'referral': {'referralRef': 'OUT-17', 'primaryNeed': 'N1'}}""");
        assertThat(next(address)).isEqualTo("start-assessment assessment 2025-11-03");

        // When
        step(address, "allocation", "{'allocatedOn': '2025-09-02', 'worker': 'SW-12', 'team': 'first-response'}");
        step(address, "assessments", "{'startedOn': '2025-09-03'}");
        assertThat(next(address)).isEqualTo("complete-assessment assessment 2025-11-03");
        step(address, "visits", "{'seenOn': '2025-09-04'}");
        step(address, "strategy-discussions", "{'heldOn': '2025-09-08', 'outcome': 'section-47'}");
        assertThat(next(address)).isEqualTo("hold-conference conference 2025-09-29");
        step(address, "enquiry-conclusions", "{'concludedOn': '2025-09-19', 'outcome': 'conference'}");
        step(
                address,
                "assessment-completions",
                "{'completedOn': '2025-09-22', 'outcome': 'section-47', 'factors': ['1A', '3B']}");
        step(address, "conferences", "{'heldOn': '2025-09-26', 'outcome': 'protection-plan', 'category': 'NEG'}");
        var planned = service.get(OFFICER, address).json();
        assertThat(next(address)).isEqualTo("visit protection-visit 2025-10-24");
        step(address, "visits", "{'seenOn': '2026-03-10'}");
        assertThat(next(address)).isEqualTo("review-plan protection-review-first 2025-12-26");
        step(address, "protection-plan-reviews", "{'reviewedOn': '2025-12-10', 'category': 'EMO'}");
        var reviewed = service.get(OFFICER, address).json();
        step(address, "transfer", "{'transferredOn': '2025-12-15', 'team': 'family-safeguarding'}");
        var transferred = service.get(OFFICER, address).json();
        step(address, "allocation", "{'allocatedOn': '2025-12-16', 'worker': 'SW-20'}");
        step(address, "protection-plan-end", "{'endedOn': '2026-03-12'}");
        step(address, "child-in-need-plan", "{'begunOn': '2026-03-12'}");
        assertThat(next(address)).isEqualTo("visit child-in-need-visit 2026-04-23");
        step(address, "visits", "{'seenOn': '2026-03-16'}");
        step(address, "child-in-need-plan-reviews", "{'reviewedOn': '2026-03-17'}");
        step(address, "child-in-need-plan-end", "{'endedOn': '2026-03-20'}");
        assertThat(next(address)).isEqualTo("plan-or-close null null");
        step(address, "closing", "{'closedOn': '2026-03-23', 'reason': 'RC7'}");

        // Then
        assertThat(planned.get("plan").asString() + " "
                        + planned.get("category").asString())
                .isEqualTo("protection NEG");
        assertThat(reviewed.get("category").asString()).isEqualTo("EMO");
        assertThat(transferred.get("team").asString()).isEqualTo("family-safeguarding");
        assertThat(transferred.get("worker").isNull()).isTrue();
        var closed = service.get(OFFICER, address).json();
        assertThat(closed.get("status").asString()).isEqualTo("closed");
        assertThat(closed.get("closedOn").asString()).isEqualTo("2026-03-23");
        assertThat(closed.get("plan").asString()).isEqualTo("none");
        assertThat(closed.get("referralRef").asString()).isEqualTo("OUT-17");
        assertThat(next(address)).isEqualTo("null null null");
        assertThat(service.get(OFFICER, address + "/history").json().get("history"))
                .hasSize(21);
        assertThat(states(address))
                .containsExactly(
                        "contact-24-hours met",
                        "contact-working-day met",
                        "assessment met",
                        "conference met",
                        "protection-review-first met",
                        "protection-visit missed",
                        "protection-visit not-applicable",
                        "protection-review not-applicable",
                        "child-in-need-visit met",
                        "child-in-need-review-first met",
                        "child-in-need-visit not-applicable",
                        "child-in-need-review not-applicable");
    }

    @Test
    void aConferenceIsRecordedWithItsPlanOrNotAtAll() {
        // Given
        var address = enquiry();

        // When
        var refused = post(address + "/conferences", "{'outcome': 'protection-plan'}");
        var unlisted = post(address + "/conferences", "{'outcome': 'protection-plan', 'category': 'BAD'}");

        // Then
        assertRefused(refused, 422, "referral.needed", "category");
        assertRefused(unlisted, 422, "referral.code-unknown", "category");
        assertThat(types(address)).isEqualTo("referral-made strategy-discussion-held");
    }

    @Test
    void aConferenceThatDecidesAgainstAPlanBeginsNone() {
        // Given
        var address = enquiry();

        // When
        step(address, "conferences", "{'heldOn': '2026-03-20', 'outcome': 'no-plan'}");

        // Then
        assertThat(types(address)).isEqualTo("referral-made strategy-discussion-held conference-held");
        assertThat(states(address)).contains("conference met");
    }

    @Test
    void aFurtherAssessmentCountsFromItsOwnStart() {
        // Given
        var address = referredOn("2026-01-05");
        step(address, "assessments", "{'startedOn': '2026-01-06'}");
        step(address, "assessment-completions", "{'completedOn': '2026-01-30', 'outcome': 'child-in-need'}");

        // When
        step(address, "assessments", "{'startedOn': '2026-03-02'}");

        // Then
        assertThat(next(address)).isEqualTo("complete-assessment reassessment 2026-05-07");
    }

    @Test
    void aDayThatIsLeftOutIsToday() {
        // Given
        var address = refer(child()).header("Location");

        // When
        step(address, "assessments", "{}");
        step(address, "no-further-action", "{}");

        // Then
        assertThat(service.get(OFFICER, address + "/history").json().get("history"))
                .extracting(event -> event.get("effectiveOn").asString())
                .containsExactly("2026-03-31", "2026-03-31", "2026-03-31");
    }

    @Test
    void theSameAllocationAgainChangesNothing() {
        // Given
        var address = refer(child()).header("Location");
        step(address, "allocation", "{'worker': 'SW-12', 'team': 'first-response'}");

        // When
        step(address, "allocation", "{'worker': 'SW-12'}");
        step(address, "allocation", "{'team': 'first-response'}");

        // Then
        var referral = service.get(OFFICER, address).json();
        assertThat(referral.get("version").asInt()).isEqualTo(3);
        assertThat(referral.get("worker").isNull()).isTrue();
    }

    // Putting right

    @Test
    void personalDetailsAreCorrectedWithoutAnEvent() {
        // Given
        var address = refer(child()).header("Location");

        // When
        var corrected = post(address + "/correction", "{'reason': 'misspelt', 'personal': {'name': 'Made Up'}}");

        // Then
        assertThat(corrected.status()).as(corrected.text()).isEqualTo(200);
        assertThat(corrected.json().get("personal").get("name").asString()).isEqualTo("Made Up");
        assertThat(corrected.json().get("version").asInt()).isEqualTo(1);
    }

    @Test
    void aTimeThatIsCorrectedChangesItsClock() {
        // Given
        var address = receive("2026-03-28T10:00");
        decide(address, "{'decidedAt': '2026-03-30T09:00', 'decision': 'no-further-action'}");
        assertThat(states(address)).containsExactly("contact-24-hours missed", "contact-working-day met");

        // When
        step(address, "correction", "{'reason': 'misread', 'entry': 1, 'at': '2026-03-29T10:00'}");

        // Then
        assertThat(states(address)).containsExactly("contact-24-hours met", "contact-working-day met");
    }

    @Test
    void anEntryThatDidNotHappenIsAnnulled() {
        // Given
        var address = referredOn("2026-03-02");
        step(address, "assessments", "{'startedOn': '2026-03-03'}");

        // When
        step(address, "annulment", "{'entry': 2, 'reason': 'another child'}");

        // Then
        assertThat(next(address)).isEqualTo("start-assessment assessment 2026-05-07");
        assertThat(types(address)).isEqualTo("referral-made assessment-started entry-annulled");
    }

    @Test
    void aReferralThatWasDecidedByMistakeIsAnnulledAndTheContactDecidedAnew() {
        // Given
        var address = receive("2026-03-30T10:00");
        decide(address, "{'decision': 'referral', 'referral': {'primaryNeed': 'N1'}}");

        // When
        step(address, "annulment", "{'entry': 3, 'reason': 'wrong family'}");
        step(address, "annulment", "{'entry': 2, 'reason': 'wrong family'}");
        decide(address, "{'decision': 'information-and-advice'}");

        // Then
        assertThat(service.get(OFFICER, address).json().get("decision").asString())
                .isEqualTo("information-and-advice");
    }

    @Test
    void aClosingByMistakeIsAnnulledUnlessTheChildHasAnotherOpenCase() {
        // Given
        var child = child();
        var first = refer(child).header("Location");
        step(first, "closing", "{'reason': 'RC8'}");
        step(first, "reopening", "{}");
        step(first, "closing", "{'reason': 'RC8'}");
        var second = refer(child);

        // When
        var refused = post(first + "/reopening", "{}");

        // Then
        assertRefused(refused, 409, "referral.second-open", null);
        assertThat(refused.json().get("detail").asString())
                .contains(second.json().get("reference").asString());
        assertThat(types(first)).isEqualTo("referral-made closed reopened closed");
    }

    @Test
    void aCaseOfTheWrongChildIsVoidedAndRecordedAnew() {
        // Given
        var child = child();
        var wrong = refer(child);
        var unknown = post(
                "/contacts",
                "{'source': '6', 'replaces': '%s', 'children': [{'childRef': '%s'}]}"
                        .formatted(wrong.json().get("id").asString(), child));
        step(wrong.header("Location"), "voiding", "{'reason': 'wrong-child'}");

        // When
        var right = post(
                "/referrals",
                "{'childRef': '%s', 'source': '6', 'primaryNeed': 'N1', 'replaces': '%s'}"
                        .formatted(child, wrong.json().get("id").asString()));

        // Then
        assertRefused(unknown, 422, "referral.replaces-unknown", "replaces");
        assertThat(right.status()).as(right.text()).isEqualTo(201);
        assertThat(service.get(OFFICER, wrong.header("Location"))
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("voided");
        assertThat(states(wrong.header("Location"))).isEmpty();
        assertRefused(post(wrong.header("Location") + "/closing", "{'reason': 'RC8'}"), 409, "referral.voided", null);
    }

    @Test
    void aReferenceThatAnotherCaseHasIsRefused() {
        // Given
        var body = "{'contactRef': 'TAKEN', 'source': '6', 'children': [{'childRef': '%s'}]}";
        post("/contacts", body.formatted(child()));

        // When
        var another = post("/contacts", body.formatted(child()));

        // Then
        assertRefused(another, 409, "referral.reference-taken", null);
    }

    @Test
    void aCaseThatBeganWithAReferralHasNoContactToDecide() {
        // Given
        var address = refer(child()).header("Location");

        // When
        var refused = post(address.replace("/referrals/", "/contacts/") + "/decision", "{'decision': 'early-help'}");

        // Then
        assertRefused(refused, 409, "referral.no-contact", null);
    }

    // What holds of every request

    @Test
    void aRepeatedRequestGetsTheFirstAnswerAndAnotherUnderItsKeyIsRefused() {
        // Given
        var child = child();
        var body = "{\"childRef\": \"%s\", \"source\": \"6\", \"primaryNeed\": \"N1\"}".formatted(child);
        var first = service.post(OFFICER, "/referrals", body, "Idempotency-Key", child);
        var start = first.header("Location") + "/assessments";
        var started = service.post(OFFICER, start, "{}", "Idempotency-Key", "s-" + child);

        // When
        var again = service.post(OFFICER, "/referrals", body, "Idempotency-Key", child);
        var startedAgain = service.post(OFFICER, start, "{}", "Idempotency-Key", "s-" + child);
        var other = service.post(OFFICER, "/referrals", body.replace("N1", "N2"), "Idempotency-Key", child);

        // Then
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(startedAgain.json()).isEqualTo(started.json());
        assertRefused(other, 422, "request.key-reused", null);
    }

    @Test
    void aDecisionThatIsSentAgainIsTheFirst() {
        // Given
        var child = child();
        refer(child);
        var contact = receive("2026-03-30T16:40", child).replace("/referrals/", "/contacts/") + "/decision";
        var body = "{\"decision\": \"linked-to-open-case\"}";

        // When
        var first = service.post(OFFICER, contact, body, "Idempotency-Key", "linked");
        var again = service.post(OFFICER, contact, body, "Idempotency-Key", "linked");
        var unkeyed = service.post(OFFICER, contact, body);

        // Then
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertRefused(unkeyed, 409, "referral.decided-already", null);
    }

    @Test
    void aDecisionThatNamesItsOpenCaseIsFoundAgainAfterThatClosed() {
        // Given
        var child = child();
        var open = refer(child);
        var contact = receive("2026-03-30T16:40", child).replace("/referrals/", "/contacts/") + "/decision";
        var body = "{\"decision\": \"linked-to-open-case\", \"openCase\": \"%s\"}"
                .formatted(open.json().get("id").asString());
        var first = service.post(OFFICER, contact, body, "Idempotency-Key", "named");
        step(open.header("Location"), "closing", "{'reason': 'RC8'}");

        // When
        var again = service.post(OFFICER, contact, body, "Idempotency-Key", "named");

        // Then
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void aReferralThatComesOfAContactIsGivenAReference() {
        // Given
        var address = receive("2026-03-30T16:40");

        // When
        decide(address, "{'decision': 'referral', 'referral': {'primaryNeed': 'N1'}}");
        var another = receive("2026-03-30T16:40", "CYP-NAMED");
        var named = post(
                another.replace("/referrals/", "/contacts/") + "/decision",
                "{'decision': 'referral', 'referral': {'primaryNeed': 'N1', 'referralRef': 'R-CYP-NAMED'}}");

        // Then
        var referralRef =
                service.get(OFFICER, address).json().get("referralRef").asString();
        assertThat(referralRef).startsWith("REF-");
        assertThat(event(address, 3).get("data").get("reference").asString()).isEqualTo(referralRef);
        assertRefused(named, 422, "referral.reference-names-child", "referralRef");
    }

    @Test
    void aDecisionIsNotCorrectedToAnOpenCaseThatItDoesNotName() {
        // Given
        var address = receive("2026-03-30T16:40");
        decide(address, "{'decision': 'early-help'}");

        // When
        var refused = post(address + "/correction", "{'reason': 'x', 'entry': 2, 'outcome': 'linked-to-open-case'}");

        // Then
        assertRefused(refused, 422, "referral.code-unknown", "outcome");
        assertThat(refused.json().get("detail").asString()).contains("Annul the decision");
    }

    @Test
    void aCaseThatChangedSinceItWasReadIsNotOverwritten() {
        // Given
        var address = refer(child()).header("Location");
        step(address, "allocation", "{'worker': 'SW-12'}");

        // When
        var stale = service.post(OFFICER, address + "/assessments", "{}", "If-Match", "\"1\"");
        var fresh = service.post(OFFICER, address + "/assessments", "{}", "If-Match", "\"2\"");

        // Then
        assertRefused(stale, 412, "request.stale", null);
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(fresh.header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void nobodySeesAnotherAuthoritysCases() {
        // Given
        var child = child();
        var address = receive("2026-03-30T16:40", child);

        // When
        var elsewhere = service.post(OFFICER_ELSEWHERE, "/contacts", about(child));

        // Then
        assertThat(elsewhere.status()).isEqualTo(201);
        for (var path : new String[] {"", "/history", "/clocks"}) {
            assertThat(service.get(OFFICER_ELSEWHERE, address + path).status()).isEqualTo(404);
        }
        for (var decision : new String[] {"early-help", "linked-to-open-case"}) {
            assertThat(service.post(
                                    OFFICER_ELSEWHERE,
                                    address.replace("/referrals/", "/contacts/") + "/decision",
                                    "{\"decision\": \"%s\"}".formatted(decision))
                            .status())
                    .isEqualTo(404);
        }
        assertThat(service.get(OFFICER_ELSEWHERE, "/referrals?childRef=" + child)
                        .json()
                        .get("items"))
                .extracting(item -> item.get("id").asString())
                .containsExactly(one(elsewhere).get("id").asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/referrals/00000000-0000-8000-8000-000000000001/assessments",
                "/contacts/00000000-0000-8000-8000-000000000001/decision",
                "/early-help/00000000-0000-8000-8000-000000000001/progress"
            })
    void aCaseThatThereIsNotIsNotFound(String address) {
        // When
        var refused = service.post(OFFICER, address, "{}");

        // Then
        assertRefused(refused, 404, refused.json().get("rule").asString(), null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {}                                                                                  | 422 | referral.child-needed    | childRef
            {'childRef': 'X-1'}                                                                 | 422 | referral.needed          | source
            {'childRef': 'X-1', 'source': '6'}                                                  | 422 | referral.needed          | primaryNeed
            {'childRef': 'X-1', 'source': '6', 'primaryNeed': 'N77'}                            | 422 | referral.code-unknown    | primaryNeed
            {'childRef': 'X-1', 'source': '6', 'primaryNeed': 'N1', 'referredOn': '2026-04-01'} | 422 | referral.date-in-future  | referredOn
            {'childRef': 'X-1', 'source': '6', 'primaryNeed': 'N1', 'referredOn': '2100-01-01'} | 400 | request.field-form       | referredOn
            {'childRef': 'X-1', 'source': '6', 'primaryNeed': 'N1', 'sex': 'female'}            | 422 | referral.code-form       | sex
            {'childRef': 'X-1', 'source': '6', 'primaryNeed': 'N1', 'locality': 'Atlantis'}     | 422 | referral.locality-unknown | locality
            {'childRef': 'X-1', 'source': '6', 'primaryNeed': 'N1', 'referralRef': 'two words'} | 422 | referral.code-form       | referralRef
            {'childRef': 'X-1', 'referred': '2026-03-01'}                                       | 400 | request.unknown-field    | referred
            """)
    void aReferralThatIsWrongIsRefusedByItsRuleAndField(String body, int status, String rule, String field) {
        // When
        var refused = post("/referrals", body);

        // Then
        assertRefused(refused, status, rule, field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            contact  | assessments            | {}                                                  | 409 | no-referral             |
            contact  | closing                | {'reason': 'RC8'}                                   | 409 | no-referral             |
            contact  | reopening              | {}                                                  | 409 | not-closed              |
            contact  | voiding                | {}                                                  | 422 | needed                  | reason
            contact  | voiding                | {'reason': 'the wrong one'}                         | 422 | code-form               | reason
            contact  | correction             | {'entry': 1, 'at': '2026-03-30T10:00'}              | 422 | correction-reason       | reason
            contact  | correction             | {'reason': 'x'}                                     | 422 | entry-unknown           | entry
            contact  | correction             | {'reason': 'x', 'entry': 9, 'on': '2026-03-30'}     | 422 | entry-unknown           | entry
            contact  | correction             | {'reason': 'x', 'entry': 1}                         | 409 | nothing-corrected       |
            contact  | correction             | {'reason': 'x', 'entry': 1, 'on': '2026-03-30'}     | 422 | entry-without-field     | on
            contact  | correction             | {'reason': 'x', 'entry': 1, 'at': '2026-04-30T10:00'} | 422 | time-in-future        | at
            contact  | correction             | {'reason': 'x', 'entry': 1, 'locality': 'Atlantis'} | 422 | locality-unknown        | locality
            contact  | correction             | {'reason': 'x', 'locality': 'Wycombe', 'personal': {'name': 'Made Up'}} | 422 | entry-unknown | entry
            contact  | annulment              | {'entry': 1}                                        | 422 | annulment-reason        | reason
            contact  | annulment              | {'entry': 1, 'reason': 'x'}                         | 422 | entry-unknown           | entry
            contact  | annulment              | {'reason': 'x'}                                     | 422 | entry-unknown           | entry
            referral | assessments            | {'startedOn': '2026-03-01'}                         | 422 | date-before-opening     | startedOn
            referral | assessments            | {'startedOn': '2026-04-01'}                         | 422 | date-in-future          | startedOn
            referral | assessments            | {'started': '2026-03-05'}                           | 400 | request.unknown-field   | started
            referral | assessment-completions | {'outcome': 'child-in-need'}                        | 422 | assessment-not-started  | assessment
            referral | visits                 | {'occasion': 'protection-plan'}                     | 422 | no-protection-plan      | occasion
            referral | visits                 | {'occasion': 'birthday'}                            | 400 | request.field-form      | occasion
            referral | strategy-discussions   | {}                                                  | 422 | needed                  | outcome
            referral | enquiry-conclusions    | {'outcome': 'conference'}                           | 422 | enquiry-not-begun       | discussion
            referral | conferences            | {'outcome': 'no-plan'}                              | 422 | conference-without-discussion | discussion
            referral | protection-plan        | {'category': 'NEG'}                                 | 422 | plan-without-conference | conference
            referral | protection-plan-reviews | {}                                                 | 409 | no-protection-plan      |
            referral | protection-plan-end    | {}                                                  | 409 | no-protection-plan      |
            referral | child-in-need-plan-reviews | {}                                              | 409 | no-child-in-need-plan   |
            referral | child-in-need-plan-end | {}                                                  | 409 | no-child-in-need-plan   |
            referral | transfer               | {}                                                  | 422 | needed                  | team
            referral | transfer               | {'team': 'The Team'}                                | 422 | code-form               | team
            referral | allocation             | {'worker': 'Made Up'}                               | 422 | code-form               | worker
            referral | closing                | {}                                                  | 422 | needed                  | reason
            referral | closing                | {'reason': 'RC77'}                                  | 422 | code-unknown            | reason
            enquiry  | conferences            | {}                                                  | 422 | needed                  | outcome
            enquiry  | conferences            | {'outcome': 'no-plan', 'heldOn': '2026-03-08'}      | 422 | before-discussion       | heldOn
            enquiry  | conferences            | {'outcome': 'no-plan', 'category': 'NEG'}           | 422 | category-without-plan   | category
            enquiry  | enquiry-conclusions    | {}                                                  | 422 | needed                  | outcome
            planned  | closing                | {'reason': 'RC7'}                                   | 409 | closed-with-plan        |
            planned  | child-in-need-plan     | {}                                                  | 409 | plan-in-force           |
            planned  | protection-plan-reviews | {'reviewedOn': '2026-03-16'}                       | 422 | before-plan             | reviewedOn
            planned  | protection-plan-reviews | {'category': 'BAD'}                                | 422 | code-unknown            | category
            planned  | annulment              | {'entry': 3, 'reason': 'x'}                         | 422 | entry-answered          | entry
            closed   | assessments            | {}                                                  | 409 | closed                  |
            closed   | annulment              | {'entry': 2, 'reason': 'x'}                         | 422 | closing-annulled        | entry
            closed   | reopening              | {'reopenedOn': '2026-03-15'}                        | 422 | reopened-before-closed  | reopenedOn
            """)
    void aStepThatIsWrongIsRefusedByItsRuleAndField(
            String standing, String command, String body, int status, String rule, String field) {
        // Given
        var address = switch (standing) {
            case "contact" -> receive("2026-03-30T16:40");
            case "referral" -> referredOn("2026-03-02");
            case "enquiry" -> enquiry();
            case "planned" -> planned();
            default -> closed();
        };
        int version = service.get(OFFICER, address).json().get("version").asInt();

        // When
        var refused = post(address + "/" + command, body);

        // Then
        assertRefused(refused, status, ruleOf(rule), field);
        assertThat(service.get(OFFICER, address).json().get("version").asInt()).isEqualTo(version);
    }

    @Test
    void aCaseIsNotClosedWhileAnAssessmentIsUnderWay() {
        // Given
        var address = referredOn("2026-03-02");
        step(address, "assessments", "{'startedOn': '2026-03-03'}");

        // When
        var refused = post(address + "/closing", "{'reason': 'RC8'}");
        step(address, "assessment-completions", "{'completedOn': '2026-03-30', 'outcome': 'no-further-action'}");
        var before = post(address + "/closing", "{'reason': 'RC8', 'closedOn': '2026-03-29'}");
        step(address, "closing", "{'reason': 'RC8', 'closedOn': '2026-03-30'}");

        // Then
        assertRefused(refused, 409, "referral.assessment-under-way", null);
        assertRefused(before, 422, "referral.closed-before-step", "closedOn");
    }

    private static String ruleOf(String rule) {
        return rule.startsWith("request.") ? rule : "referral." + rule;
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
        return "CYP-T" + children.incrementAndGet();
    }

    /** A contact's body. */
    private static String about(String... children) {
        var each = new StringBuilder();
        for (var child : children)
            each.append(each.isEmpty() ? "" : ", ").append("{\"childRef\": \"%s\"}".formatted(child));
        return "{\"source\": \"6\", \"children\": [%s]}".formatted(each);
    }

    private static String receive(String at) {
        return receive(at, child());
    }

    private static String receive(String at, String child) {
        var received = post(
                "/contacts",
                "{'source': '6', 'receivedAt': '%s', 'children': [{'childRef': '%s'}]}".formatted(at, child));
        assertThat(received.status()).as(received.text()).isEqualTo(201);
        return received.header("Location");
    }

    private static Response refer(String child) {
        return post("/referrals", "{'childRef': '%s', 'source': '6', 'primaryNeed': 'N1'}".formatted(child));
    }

    private static String referredOn(String day) {
        var referred = post(
                "/referrals",
                "{'childRef': '%s', 'source': '6', 'primaryNeed': 'N1', 'referredOn': '%s'}".formatted(child(), day));
        assertThat(referred.status()).as(referred.text()).isEqualTo(201);
        return referred.header("Location");
    }

    /** Referred on 2 March, an enquiry begun on 9 March. */
    private static String enquiry() {
        var address = referredOn("2026-03-02");
        step(address, "strategy-discussions", "{'heldOn': '2026-03-09', 'outcome': 'section-47'}");
        return address;
    }

    /** With a protection plan from 17 March. */
    private static String planned() {
        var address = enquiry();
        step(address, "conferences", "{'heldOn': '2026-03-17', 'outcome': 'protection-plan', 'category': 'NEG'}");
        return address;
    }

    private static String closed() {
        var address = referredOn("2026-03-02");
        step(address, "closing", "{'closedOn': '2026-03-16', 'reason': 'RC8'}");
        return address;
    }

    /** @param body with ' for " */
    private static Response post(String address, String body) {
        return service.post(OFFICER, address, body.replace('\'', '"'));
    }

    private static void step(String address, String command, String body) {
        var done = post(address + "/" + command, body);
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    private static void decide(String address, String body) {
        step(address.replace("/referrals/", "/contacts/"), "decision", body);
    }

    private static JsonNode one(Response recorded) {
        return recorded.json().get("cases").get(0);
    }

    private static JsonNode casesOf(String child) {
        return service.get(OFFICER, "/referrals?childRef=" + child).json().get("items");
    }

    /** The next step, and which clock is due first, when. */
    private static String next(String address) {
        var referral = service.get(OFFICER, address).json();
        return "%s %s %s"
                .formatted(
                        referral.get("nextStep").asString(null),
                        referral.get("dueClock").asString(null),
                        referral.get("dueOn").asString(null));
    }

    private static JsonNode event(String address, int sequence) {
        return service.get(OFFICER, address + "/history").json().get("history").get(sequence - 1);
    }

    private static String types(String address) {
        return String.join(
                " ",
                service.get(OFFICER, address + "/history")
                        .json()
                        .get("history")
                        .valueStream()
                        .map(event -> event.get("type").asString().replace("waymark.referrals.", ""))
                        .toList());
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
