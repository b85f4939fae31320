package waymark.assessments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static waymark.testing.Credentials.OFFICER;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import waymark.assessments.domain.AssessmentEvent;
import waymark.assessments.events.AssessmentKinds;
import waymark.calendar.TurnableClock;
import waymark.events.CloudEventRecords;
import waymark.events.UnreadableEvent;
import waymark.testing.EmbeddedStack;
import waymark.testing.HttpContract;
import waymark.testing.PublishedEvents;
import waymark.testing.RunningService;

/** What this service promises others: its events keep to their schemas, and its HTTP side is the one that is checked in. */
class PublishedContractTest {
    private static final String PERSONAL =
            "{\"name\": \"Made Up\", \"dateOfBirth\": \"2009-08-07\", \"address\": \"1 No Street\", \"upn\": \"A12345678901B\"}";

    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

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
    void everyTypeOfEventIsPublishedInTheFormOfItsSchema() throws UnreadableEvent {
        // Given
        var requested =
                service.post(OFFICER, "/assessments", """
                {"childRef": "CYP-CONTRACT-1", "requestedOn": "2025-03-03", "requestSource": "young-person", "primaryNeed": "ASD", "schoolYear": "post-16",
                 "locality": "Chiltern and South Bucks", "sex": "F", "ethnicity": "WBRI", "previousAssessment": "00000000-0000-8000-8000-000000000001",
                 "replaces": "00000000-0000-8000-8000-000000000002", "personal": %s, "notes": "A secret."}""".formatted(PERSONAL)).header("Location");
        record(requested, """
                decision              {"decidedOn": "2025-04-09", "decision": "assess", "notes": "A secret."}
                advice-requests       {"requestedOn": "2025-04-11", "body": "educational-psychologist"}
                reminders             {"remindedOn": "2025-05-11", "body": "educational-psychologist", "notes": "A secret."}
                exceptions            {"request": 3, "code": "missed-appointment", "evidence": "DOC-2", "from": "2025-05-12", "revisedTarget": "2025-06-30"}
                exceptions            {"code": "absent-from-area", "evidence": "DOC-1", "from": "2025-05-01", "until": "2025-06-01", "notes": "A secret."}
                exception-withdrawals {"exception": 5}
                advice                {"receivedOn": "2025-06-12", "body": "educational-psychologist", "notes": "A secret."}
                drafts                {"sentOn": "2025-06-20"}
                representations       {"receivedOn": "2025-06-27", "notes": "A secret."}
                plan                  {"issuedOn": "2025-07-18"}
                circumstances         {"changedOn": "2025-08-01", "primaryNeed": "SEMH", "schoolYear": "13", "locality": "Wycombe"}
                assignment            {"coordinator": "SEN-07"}
                phase-transfers       {"plannedOn": "2025-09-01", "transfer": "between-post-16", "movesOn": "2026-09-01"}
                reviews               {"heldOn": "2025-10-01", "notes": "A secret."}
                review-decisions      {"decidedOn": "2025-10-20", "decision": "amend"}
                amendments            {"issuedOn": "2025-11-20", "review": 15}
                mediations            {"registeredOn": "2025-11-25", "about": "content"}
                mediation-conclusions {"concludedOn": "2025-12-01", "outcome": "agreed"}
                move-away             {"learnedOn": "2025-12-05", "movesOn": "2025-12-08"}
                transfer              {"transferredOn": "2025-12-24", "toAuthority": "826"}
                reopening             {"reopenedOn": "2025-12-29", "notes": "A secret."}
                ceasing               {"ceasedOn": "2025-12-30", "reason": "left-education-or-training"}
                correction            {"openedOn": "2025-03-02", "requestSource": "other", "sex": "U", "ethnicity": "WOTH", "reason": "A secret."}
                correction            {"entry": 5, "entryOn": "2025-05-13", "reason": "A secret."}
                voiding               {"reason": "duplicate", "notes": "A secret."}
                """);
        var refused = service.post(
                        OFFICER, "/assessments", "{\"childRef\": \"CYP-CONTRACT-2\", \"requestedOn\": \"2025-03-03\"}")
                .header("Location");
        record(refused, """
                decision              {"decidedOn": "2025-04-09", "decision": "assess"}
                refusal               {"decidedOn": "2025-06-20"}
                appeals               {"registeredOn": "2025-08-01", "about": "refusal-to-issue"}
                appeal-concessions    {"noticeOn": "2025-09-01"}
                appeal-conclusions    {"concludedOn": "2025-10-01", "outcome": "ordered"}
                orders-carried-out    {"carriedOutOn": "2025-11-01"}
                withdrawal            {"withdrawnOn": "2025-11-02"}
                """);
        var movedIn = service.post(OFFICER, "/assessments/moves-in", """
                {"childRef": "CYP-CONTRACT-3", "transferredOn": "2025-11-03", "fromAuthority": "826", "lastReviewedOn": "2025-02-10", "personal": %s}""".formatted(PERSONAL))
                .header("Location");
        record(movedIn, "parent-told {\"toldOn\": \"2025-11-10\"}");
        service.postCsv(
                OFFICER,
                "/assessments/imports?completeFrom=2021-09-01",
                "assessment_ref,child_ref,requested_on,ep_advice_received_on,exception,upn\nR-9,CYP-CONTRACT-4,2025-05-05,2025-06-06,absent-from-area,A12345678901B\n"
                        .getBytes(StandardCharsets.UTF_8));

        // When
        var topic = AssessmentKinds.TOPIC;
        await().until(() -> types(topic).contains("waymark.assessments.register-declared"));
        await().until(() -> types(topic).contains("waymark.assessments.voided"));
        var records = PublishedEvents.on(stack.kafka(), topic);

        // Then
        PublishedEvents.assertRecordsMeetContract(records);
        assertThat(types(topic)).hasSize(AssessmentEvent.class.getPermittedSubclasses().length + 1);
        assertThat(records)
                .allSatisfy(message -> assertThat(
                                new String(message.value(), StandardCharsets.UTF_8) + message.headers())
                        .doesNotContain(
                                "Made Up", "2009-08-07", "No Street", "A12345678901B", "secret", "CYP-CONTRACT"));
    }

    @Test
    void theHttpSideIsTheOneThatIsCheckedIn() {
        HttpContract.assertCheckedIn(service, "assessments");
    }

    private static Set<String> types(String topic) throws UnreadableEvent {
        Set<String> types = new TreeSet<>();
        for (var message : PublishedEvents.on(stack.kafka(), topic)) {
            types.add(CloudEventRecords.read(message).type());
        }
        return types;
    }

    /** @param steps a command and its body on each line */
    private static void record(String address, String steps) {
        steps.lines().map(line -> line.split(" ", 2)).forEach(step -> {
            var done = service.post(OFFICER, address + "/" + step[0], step[1]);
            assertThat(done.status()).as(step[0] + " " + done.text()).isEqualTo(200);
        });
    }
}
