package waymark.assessments;

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
import waymark.testing.Credentials;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;
import waymark.testing.RunningService.Response;

/** A coordinator's work on assessments and plans, as requests and answers. It is 31 December 2025. */
class AssessmentsOverHttpTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final AtomicInteger children = new AtomicInteger();
    private static RunningService service;

    @BeforeAll
    static void start(@TempDir Path folder) {
        var clock = TurnableClock.at(LocalDate.of(2025, 12, 31));
        service = RunningService.start(AssessmentsApplication.class, "assessments", stack, clock, folder, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void anAssessmentGoesFromTheRequestToThePlan() {
        // Given
        var address = request("""
                {"childRef": "%s", "requestedOn": "2025-03-03", "requestSource": "parent", "primaryNeed": "ASD", "schoolYear": "4",
                 "locality": "Wycombe", "personal": {"name": "Made Up", "dateOfBirth": "2016-03-04"}, "notes": "Rang twice."}""");
        assertThat(next(address)).isEqualTo("decide ehc-decision 2025-04-14");

        // When
        step(address, "decision", "{'decidedOn': '2025-04-09', 'decision': 'assess'}");
        assertThat(next(address)).isEqualTo("ask-for-advice ehc-plan 2025-07-21");
        step(address, "advice-requests", "{'requestedOn': '2025-04-11', 'body': 'educational-psychologist'}");
        step(address, "advice-requests", "{'requestedOn': '2025-04-10', 'body': 'school'}");
        assertThat(next(address)).isEqualTo("await-advice ehc-advice 2025-05-22");
        step(address, "reminders", "{'remindedOn': '2025-05-12', 'body': 'school'}");
        step(address, "advice", "{'receivedOn': '2025-05-19', 'body': 'school'}");
        step(
                address,
                "exceptions",
                "{'request': 3, 'code': 'missed-appointment', 'evidence': 'DOC-17', 'from': '2025-05-20', 'revisedTarget': '2025-06-06'}");
        step(address, "advice", "{'receivedOn': '2025-06-02', 'body': 'educational-psychologist'}");
        assertThat(next(address)).isEqualTo("send-draft ehc-plan 2025-07-21");
        step(address, "drafts", "{'sentOn': '2025-06-25'}");
        assertThat(next(address)).isEqualTo("issue-plan ehc-plan 2025-07-21");
        step(address, "representations", "{'receivedOn': '2025-07-04'}");
        step(address, "plan", "{'issuedOn': '2025-07-18'}");

        // Then
        var assessment = service.get(OFFICER, address).json();
        assertThat(assessment.get("status").asString()).isEqualTo("maintained");
        assertThat(assessment.get("exceptions").get(0).get("code").asString()).isEqualTo("missed-appointment");
        assertThat(assessment.get("personal").get("name").asString()).isEqualTo("Made Up");
        assertThat(next(address)).isEqualTo("hold-review ehc-annual-review 2026-07-18");
        assertThat(assessment.get("daysLeft").asInt()).isEqualTo(199);
        var history = service.get(OFFICER, address + "/history").json().get("history");
        assertThat(history).hasSize(11);
        assertThat(history.get(0).get("note").asString()).isEqualTo("Rang twice.");
        assertThat(history.toString()).doesNotContain("Made Up", "2016-03-04");
    }

    @Test
    void aPlanIsReviewedAmendedTransferredAndPutBackInForce() {
        // Given
        var address = plan("2025-07-18");

        // When
        step(address, "phase-transfers", "{'plannedOn': '2025-09-01', 'transfer': 'school', 'movesOn': '2026-09-01'}");
        assertThat(next(address)).isEqualTo("amend-plan ehc-phase-transfer 2026-02-15");
        step(address, "reviews", "{'heldOn': '2025-10-01'}");
        assertThat(next(address)).isEqualTo("decide-review ehc-review-decision 2025-10-29");
        step(address, "review-decisions", "{'decidedOn': '2025-10-20', 'decision': 'amend'}");
        assertThat(next(address)).isEqualTo("amend-plan ehc-amendment 2025-12-15");
        step(address, "amendments", "{'issuedOn': '2025-11-20', 'review': %s}".formatted(reviewOf(address)));
        assertThat(next(address)).isEqualTo("hold-review ehc-annual-review 2026-10-01");
        step(address, "move-away", "{'learnedOn': '2025-12-05', 'movesOn': '2025-12-08'}");
        assertThat(next(address)).isEqualTo("transfer-plan ehc-plan-transfer 2025-12-30");
        step(address, "transfer", "{'transferredOn': '2025-12-24', 'toAuthority': '826'}");
        step(address, "reopening", "{'reopenedOn': '2025-12-29'}");
        step(address, "ceasing", "{'ceasedOn': '2025-12-30', 'reason': 'no-longer-necessary'}");

        // Then
        assertThat(service.get(OFFICER, address).json().get("status").asString())
                .isEqualTo("ceased");
        assertThat(next(address)).isEqualTo("null null null");
    }

    @Test
    void aRefusalThatTheTribunalOverturnsGoesOnByTheOrder() {
        // Given
        var address = assessing("2025-03-03");
        step(address, "refusal", "{'decidedOn': '2025-06-02'}");

        // When
        step(address, "mediations", "{'registeredOn': '2025-06-10', 'about': 'refusal-to-issue'}");
        step(address, "mediation-conclusions", "{'concludedOn': '2025-07-10', 'outcome': 'not-agreed'}");
        step(address, "appeals", "{'registeredOn': '2025-07-14', 'about': 'refusal-to-issue'}");
        step(address, "appeal-conclusions", "{'concludedOn': '2025-12-01', 'outcome': 'ordered'}");
        var ordered = service.get(OFFICER, address).json();
        step(address, "drafts", "{'sentOn': '2025-12-10'}");
        step(address, "representations", "{'receivedOn': '2025-12-15'}");
        step(address, "plan", "{'issuedOn': '2025-12-19'}");
        step(address, "orders-carried-out", "{'carriedOutOn': '2025-12-19'}");

        // Then
        assertThat(ordered.get("status").asString()).isEqualTo("assessing");
        assertThat(ordered.get("overturned").asBoolean()).isTrue();
        assertThat(ordered.get("nextStep").asString()).isEqualTo("send-draft");
        assertThat(ordered.get("dueOn").asString()).isEqualTo("2026-01-05");
        assertThat(states(address, ""))
                .contains(
                        "ehc-not-issue met",
                        "ehc-plan not-applicable",
                        "ehc-order-draft met",
                        "ehc-order-issue met",
                        "ehc-annual-review running");
    }

    @Test
    void aDecisionNotToAssessThatTheAuthorityDefendsNoLongerIsAssessedByTheRegulationsDays() {
        // Given
        var address = request("{\"childRef\": \"%s\", \"requestedOn\": \"2025-06-02\"}");
        step(address, "decision", "{'decidedOn': '2025-07-10', 'decision': 'do-not-assess'}");

        // When
        step(address, "appeals", "{'registeredOn': '2025-09-01', 'about': 'refusal-to-assess'}");
        step(address, "appeal-concessions", "{'noticeOn': '2025-12-01'}");
        var conceded = next(address);
        step(address, "parent-told", "{'toldOn': '2025-12-05'}");

        // Then
        assertThat(conceded).isEqualTo("ask-for-advice ehc-unopposed-notify 2025-12-15");
        assertThat(next(address)).isEqualTo("ask-for-advice ehc-unopposed-assess 2026-02-09");
    }

    @Test
    void aChildWhoMovesInWithAPlanIsReviewedByTheLastReviewElsewhere() {
        // When
        var created = service.post(
                OFFICER,
                "/assessments/moves-in",
                "{\"childRef\": \"%s\", \"transferredOn\": \"2025-11-03\", \"fromAuthority\": \"826\", \"lastReviewedOn\": \"2025-02-10\"}"
                        .formatted(child()));

        // Then
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var address = created.header("Location");
        assertThat(next(address)).isEqualTo("tell-parent ehc-moved-in 2025-12-15");
        step(address, "parent-told", "{'toldOn': '2025-11-10'}");
        assertThat(next(address)).isEqualTo("hold-review ehc-annual-review 2026-02-10");
    }

    @Test
    void aDayThatIsLeftOutIsToday() {
        // Given
        var address = request("{\"childRef\": \"%s\"}");

        // When
        step(address, "decision", "{'decision': 'do-not-assess'}");

        // Then
        var history = service.get(OFFICER, address + "/history").json().get("history");
        assertThat(history)
                .extracting(event -> event.get("effectiveOn").asString())
                .containsExactly("2025-12-31", "2025-12-31");
    }

    @Test
    void aNewRequestAfterAWithdrawalIsANewCaseLinkedToTheOld() {
        // Given
        var child = child();
        var first = service.post(OFFICER, "/assessments", "{\"childRef\": \"%s\"}".formatted(child));
        var whileOpen = service.post(OFFICER, "/assessments", "{\"childRef\": \"%s\"}".formatted(child));
        step(first.header("Location"), "withdrawal", "{}");

        // When
        var second = service.post(
                OFFICER,
                "/assessments",
                "{\"childRef\": \"%s\", \"previousAssessment\": \"%s\"}"
                        .formatted(child, first.json().get("id").asString()));

        // Then
        assertThat(whileOpen.status()).isEqualTo(409);
        assertThat(whileOpen.json().get("rule").asString()).isEqualTo("assessment.second-open");
        assertThat(whileOpen.json().get("detail").asString())
                .contains(first.json().get("assessmentRef").asString());
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json().get("previousAssessment"))
                .isEqualTo(first.json().get("id"));
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswerAndAnotherUnderItsKeyIsRefused() {
        // Given
        var child = child();
        var body = "{\"childRef\": \"%s\", \"requestedOn\": \"2025-05-02\"}".formatted(child);
        var first = service.post(OFFICER, "/assessments", body, "Idempotency-Key", child);
        var address = first.header("Location");
        var decision = "{\"decidedOn\": \"2025-06-02\", \"decision\": \"assess\"}";
        var decided = service.post(OFFICER, address + "/decision", decision, "Idempotency-Key", "d-" + child);

        // When
        var again = service.post(OFFICER, "/assessments", body, "Idempotency-Key", child);
        var decidedAgain = service.post(OFFICER, address + "/decision", decision, "Idempotency-Key", "d-" + child);
        var other = service.post(OFFICER, "/assessments", body.replace("05-02", "05-03"), "Idempotency-Key", child);

        // Then
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Location")).isEqualTo(address);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(decidedAgain.json()).isEqualTo(decided.json());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("rule").asString()).isEqualTo("request.key-reused");
        assertThat(service.get(OFFICER, address).json().get("version").asInt()).isEqualTo(2);
    }

    @Test
    void aCaseThatChangedSinceItWasReadIsNotOverwritten() {
        // Given
        var address = assessing("2025-03-03");

        // When
        var stale = service.post(OFFICER, address + "/withdrawal", "{}", "If-Match", "\"1\"");
        var fresh = service.post(OFFICER, address + "/withdrawal", "{}", "If-Match", "\"2\"");

        // Then
        assertThat(stale.status()).isEqualTo(412);
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(fresh.header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void nobodySeesAnotherAuthoritysAssessments() {
        // Given
        var child = child();
        var body = "{\"childRef\": \"%s\", \"assessmentRef\": \"%s\"}".formatted(child, child);
        var here = service.post(OFFICER, "/assessments", body);

        // When
        var elsewhere = service.post(OFFICER_ELSEWHERE, "/assessments", body);

        // Then
        assertThat(elsewhere.status()).isEqualTo(201);
        var address = here.header("Location");
        for (var path : new String[] {"", "/history", "/clocks"}) {
            assertThat(service.get(OFFICER_ELSEWHERE, address + path).status()).isEqualTo(404);
        }
        assertThat(service.post(OFFICER_ELSEWHERE, address + "/decision", "{\"decision\": \"assess\"}")
                        .status())
                .isEqualTo(404);
        assertThat(service.get(OFFICER_ELSEWHERE, "/assessments?childRef=" + child)
                        .json()
                        .get("items"))
                .extracting(item -> item.get("id").asString())
                .containsExactly(elsewhere.json().get("id").asString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {}                                                          | 422 | assessment.child-needed      | childRef
            {'childRef': 'two words'}                                   | 422 | assessment.child-needed      | childRef
            {'childRef': 'X-1', 'requestedOn': '2026-01-01'}            | 422 | assessment.date-in-future    | requestedOn
            {'childRef': 'X-1', 'requestedOn': '1899-12-31'}            | 400 | request.field-form           | requestedOn
            {'childRef': 'X-1', 'requestedOn': '2100-01-01'}            | 400 | request.field-form           | requestedOn
            {'childRef': 'X-1', 'requestSource': 'uncle'}               | 400 | request.field-form           | requestSource
            {'childRef': 'X-1', 'primaryNeed': 'autism'}                | 422 | assessment.code-unknown      | primaryNeed
            {'childRef': 'X-1', 'schoolYear': '14'}                     | 422 | assessment.school-year-unknown | schoolYear
            {'childRef': 'X-1', 'locality': 'Atlantis'}                 | 422 | assessment.locality-unknown  | locality
            {'childRef': 'X-1', 'assessmentRef': 'two words'}           | 422 | assessment.reference-form    | assessmentRef
            {'childRef': 'X-1', 'previousAssessment': 'EHC-1'}          | 400 | request.field-form           | previousAssessment
            {'childRef': 'X-1', 'requested_on': '2025-01-01'}           | 400 | request.unknown-field        | requested_on
            {'childRef': 'X-1', 'personal': {'upn': '7'}}               | 422 | assessment.upn-form          | personal.upn
            """)
    void aRequestThatIsWrongIsRefusedByItsRuleAndField(String body, int status, String rule, String field) {
        // When
        var refused = service.post(OFFICER, "/assessments", body.replace('\'', '"'));

        // Then
        assertRefused(refused, status, rule, field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            requested  | decision         | {}                                                     | 422 | needed                    | decision
            requested  | decision         | {'decision': 'perhaps'}                                | 400 | request.field-form        | decision
            requested  | decision         | {'decision': 'assess', 'decidedOn': '2025-03-02'}      | 422 | date-before-opening       | decidedOn
            requested  | decision         | {'decision': 'assess', 'decidedOn': '2026-01-01'}      | 422 | date-in-future            | decidedOn
            requested  | decision         | {'decision': 'assess', 'decided': '2025-04-01'}        | 400 | request.unknown-field     | decided
            requested  | advice-requests  | {'body': 'health'}                                     | 409 | advice-before-decision    |
            requested  | plan             | {}                                                     | 409 | plan-before-decision      |
            requested  | exceptions       | {}                                                     | 422 | needed                    | code
            requested  | exceptions       | {'code': 'missed-appointment'}                         | 422 | exception-not-permitted   | code
            requested  | exceptions       | {'clock': 'ehc-advice'}                                | 422 | clock-unknown             | clock
            requested  | exceptions       | {'code': 'exceptional-circumstances'}                  | 422 | needed                    | evidence
            requested  | exceptions       | {'code': 'exceptional-circumstances', 'evidence': 'a long story'} | 422 | evidence-form  | evidence
            requested  | exceptions       | {'code': 'exceptional-circumstances', 'evidence': 'D-1'} | 422 | needed                  | from
            requested  | exceptions       | {'code': 'absent-from-area', 'evidence': 'D-1', 'from': '2025-05-01', 'until': '2025-05-27'} | 422 | exception-too-short | until
            requested  | exceptions       | {'request': 1, 'code': 'exceptional-circumstances'}    | 422 | clock-unknown             | request
            requested  | exception-withdrawals | {'exception': 9}                                  | 422 | exception-unknown         | exception
            requested  | assignment       | {}                                                     | 422 | needed                    | coordinator
            requested  | assignment       | {'coordinator': 'Made Up'}                             | 422 | coordinator-form          | coordinator
            requested  | circumstances    | {}                                                     | 422 | nothing-changed           | primaryNeed
            requested  | circumstances    | {'locality': 'Atlantis'}                               | 422 | locality-unknown          | locality
            requested  | reopening        | {}                                                     | 409 | not-ended                 |
            requested  | correction       | {'openedOn': '2025-03-04'}                             | 422 | correction-reason         | reason
            requested  | correction       | {'reason': 'x', 'entry': 9, 'entryOn': '2025-03-04'}   | 422 | entry-unknown             | entry
            requested  | voiding          | {}                                                     | 422 | needed                    | reason
            requested  | parent-told      | {}                                                     | 409 | nothing-to-tell           |
            assessing  | decision         | {'decision': 'assess'}                                 | 409 | decided-twice             |
            assessing  | advice-requests  | {}                                                     | 422 | needed                    | body
            assessing  | advice-requests  | {'body': 'dentist'}                                    | 400 | request.field-form        | body
            assessing  | advice           | {'body': 'health'}                                     | 422 | advice-before-asked       | body
            assessing  | reminders        | {'body': 'health'}                                     | 422 | advice-before-asked       | body
            assessing  | plan             | {}                                                     | 409 | plan-before-draft         |
            assessing  | representations  | {}                                                     | 409 | representations-before-draft |
            assessing  | reviews          | {}                                                     | 409 | no-plan                   |
            maintained | drafts           | {}                                                     | 409 | draft-after-plan          |
            maintained | withdrawal       | {}                                                     | 409 | withdrawn-after-plan      |
            maintained | reviews          | {'heldOn': '2025-07-17'}                               | 422 | before-plan               | heldOn
            maintained | review-decisions | {'decision': 'amend'}                                  | 422 | review-unknown            | review
            maintained | amendments       | {'review': 99}                                         | 422 | review-unknown            | review
            maintained | phase-transfers  | {}                                                     | 422 | needed                    | transfer
            maintained | phase-transfers  | {'transfer': 'school'}                                 | 422 | needed                    | movesOn
            maintained | move-away        | {}                                                     | 422 | needed                    | movesOn
            maintained | move-away        | {'movesOn': '2099-01-01'}                              | 422 | working-days-unknown      | movesOn
            maintained | transfer         | {'toAuthority': '826'}                                 | 409 | not-moved-away            |
            maintained | transfer         | {'toAuthority': '825'}                                 | 422 | authority-own             | toAuthority
            maintained | ceasing          | {}                                                     | 422 | needed                    | reason
            maintained | mediations       | {}                                                     | 422 | needed                    | about
            maintained | appeals          | {'about': 'refusal-to-assess'}                         | 422 | dispute-without-decision  | about
            maintained | mediation-conclusions | {'outcome': 'agreed'}                             | 422 | mediation-unknown         | mediation
            maintained | appeal-concessions | {}                                                   | 422 | appeal-unknown            | appeal
            maintained | appeal-conclusions | {'outcome': 'ordered'}                               | 422 | appeal-unknown            | appeal
            maintained | orders-carried-out | {}                                                   | 422 | no-order                  | appeal
            """)
    void aStepThatIsWrongIsRefusedByItsRuleAndField(
            String standing, String command, String body, int status, String rule, String field) {
        // Given
        var address = switch (standing) {
            case "requested" -> request("{\"childRef\": \"%s\", \"requestedOn\": \"2025-03-03\"}");
            case "assessing" -> assessing("2025-03-03");
            default -> plan("2025-07-18");
        };
        int version = service.get(OFFICER, address).json().get("version").asInt();

        // When
        var refused = service.post(OFFICER, address + "/" + command, body.replace('\'', '"'));

        // Then
        assertRefused(refused, status, rule.startsWith("request.") ? rule : "assessment." + rule, field);
        assertThat(service.get(OFFICER, address).json().get("version").asInt()).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({
        "mediations, mediation-conclusions, outcome, needed",
        "appeals, appeal-conclusions, outcome, needed",
    })
    void aDisputeEndsOnlyWithItsOutcome(String begins, String ends, String field, String rule) {
        // Given
        var address = plan("2025-07-18");
        step(address, begins, "{'about': 'content'}");

        // When
        var refused = service.post(OFFICER, address + "/" + ends, "{}");

        // Then
        assertRefused(refused, 422, "assessment." + rule, field);
    }

    @Test
    void thePlanWaitsForTheParentsTimeToComment() {
        // Given
        var address = assessing("2025-03-03");
        step(address, "drafts", "{'sentOn': '2025-06-25'}");

        // When
        var onTheLastDay = service.post(OFFICER, address + "/plan", "{\"issuedOn\": \"2025-07-09\"}");
        var after = service.post(OFFICER, address + "/plan", "{\"issuedOn\": \"2025-07-10\"}");

        // Then
        assertRefused(onTheLastDay, 422, "assessment.comment-time-running", "issuedOn");
        assertThat(onTheLastDay.json().get("detail").asString()).contains("2025-07-09");
        assertThat(after.status()).isEqualTo(200);
    }

    @Test
    void aChildDoesNotMoveInFromTheAuthorityItself() {
        // When
        var refused = service.post(
                OFFICER,
                "/assessments/moves-in",
                "{\"childRef\": \"%s\", \"fromAuthority\": \"825\"}".formatted(child()));

        // Then
        assertRefused(refused, 422, "assessment.authority-own", "fromAuthority");
    }

    @Test
    void personalDetailsAloneAreCorrectedByNoEvent() {
        // Given
        var created = service.post(OFFICER, "/assessments", """
                {"childRef": "CYP-NAMED", "requestedOn": "2025-03-03", "personal": {"name": "Mode Up"}}""");
        var address = created.header("Location");

        // When
        var corrected = service.post(OFFICER, address + "/correction", """
                {"reason": "misspelt", "personal": {"name": "Made Up"}}""");

        // Then
        assertThat(corrected.status()).as(corrected.text()).isEqualTo(200);
        assertThat(corrected.json().get("personal").get("name").asString()).isEqualTo("Made Up");
        assertThat(corrected.json().get("version").asInt()).isEqualTo(1);
    }

    @Test
    void adviceThatIsRecordedAfterThePlanStillStopsItsClockOnItsOwnDay() {
        // Given
        var address = service.post(OFFICER, "/assessments", """
                {"childRef": "CYP-LATE-ADVICE", "requestedOn": "2025-01-06"}""").header("Location");
        step(address, "decision", "{'decidedOn': '2025-02-03', 'decision': 'assess'}");
        step(address, "advice-requests", "{'requestedOn': '2025-02-10', 'body': 'health'}");
        step(address, "drafts", "{'sentOn': '2025-04-22'}");
        step(address, "plan", "{'issuedOn': '2025-05-19'}");

        // When
        step(address, "advice", "{'receivedOn': '2025-03-20', 'body': 'health'}");

        // Then
        assertThat(states(address, "")).contains("ehc-advice met", "ehc-plan met");
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

    @Test
    void nothingLeadsFromAnErasedAssessmentToTheChildsOthersNorFromThoseToIt() {
        // Given
        var first = requested(OFFICER, "{\"childRef\": \"%s\"}").header("Location");
        step(first, "voiding", "{'reason': 'duplicate'}");
        var links = "{\"childRef\": \"%s\", \"previousAssessment\": \"{0}\", \"replaces\": \"{0}\"}";
        var second = requested(OFFICER, links.replace("{0}", id(first))).header("Location");
        step(second, "voiding", "{'reason': 'duplicate'}");
        var third = requested(OFFICER, links.replace("{0}", id(second))).header("Location");
        assertThat(service.get(OFFICER, second).json().get("replaces").asString())
                .isEqualTo(id(first));

        // When
        var erased = service.post(OFFICER, second + "/erasure", "{\"reason\": \"Its time is past.\"}");

        // Then
        assertThat(erased.status()).as(erased.text()).isEqualTo(200);
        for (var part : List.of("", "/history")) {
            assertThat(service.get(OFFICER, second + part).text())
                    .contains(id(second))
                    .doesNotContain(id(first), id(third));
            assertThat(service.get(OFFICER, third + part).text())
                    .contains(id(third))
                    .doesNotContain(id(second));
        }
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static String child() {
        return "CYP-T" + children.incrementAndGet();
    }

    private static String request(String body) {
        return requested(OFFICER, body).header("Location");
    }

    private static Response requested(Credentials as, String body) {
        var created = service.post(as, "/assessments", body.formatted(child()));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created;
    }

    private static String assessing(String requestedOn) {
        var address = request("{\"childRef\": \"%s\", \"requestedOn\": \"" + requestedOn + "\"}");
        step(address, "decision", "{'decidedOn': '" + requestedOn + "', 'decision': 'assess'}");
        return address;
    }

    private static String plan(String issuedOn) {
        var address = assessing("2025-03-03");
        step(address, "drafts", "{'sentOn': '2025-06-02'}");
        step(address, "plan", "{'issuedOn': '" + issuedOn + "'}");
        return address;
    }

    /** @param body with ' for " */
    private static void step(String address, String command, String body) {
        var done = service.post(OFFICER, address + "/" + command, body.replace('\'', '"'));
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    /** The next step, and which clock is due first, when. */
    private static String next(String address) {
        var assessment = service.get(OFFICER, address).json();
        return "%s %s %s"
                .formatted(
                        assessment.get("nextStep").asString(null),
                        assessment.get("dueClock").asString(null),
                        assessment.get("dueOn").asString(null));
    }

    private static String reviewOf(String address) {
        for (JsonNode event : service.get(OFFICER, address + "/history").json().get("history")) {
            if (event.get("type").asString().endsWith("review-held")) {
                return event.get("sequence").asString();
            }
        }
        throw new IllegalStateException("no review was held");
    }

    private static List<String> states(String address, String query) {
        return service.get(OFFICER, address + "/clocks" + query)
                .json()
                .get("clocks")
                .valueStream()
                .map(clock ->
                        clock.get("clock").asString() + " " + clock.get("state").asString())
                .toList();
    }
}
