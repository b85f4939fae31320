package waymark.referrals;

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
import waymark.calendar.TurnableClock;
import waymark.events.CloudEventRecords;
import waymark.events.UnreadableEvent;
import waymark.referrals.domain.EarlyHelpEvent;
import waymark.referrals.domain.ReferralEvent;
import waymark.referrals.events.ReferralKinds;
import waymark.testing.EmbeddedStack;
import waymark.testing.HttpContract;
import waymark.testing.PublishedEvents;
import waymark.testing.RunningService;

/** What this service promises others: its events keep to their schemas, and its HTTP side is the one that is checked in. It is 31 March 2026. */
class PublishedContractTest {
    private static final String PERSONAL =
            "{\"name\": \"Made Up\", \"dateOfBirth\": \"2019-08-07\", \"address\": \"1 No Street\", \"upn\": \"A12345678901B\"}";

    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

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
    void everyTypeOfEventIsPublishedInTheFormOfItsSchema() throws UnreadableEvent {
        // Given
        var wrongChild = service.post(OFFICER, "/referrals", """
                {"childRef": "CYP-CONTRACT-7", "source": "3A", "primaryNeed": "N0"}""");
        recordOn(wrongChild.header("Location"), "voiding {\"reason\": \"wrong-child\"}");
        var wrongFamily = service.post(OFFICER, "/early-help", """
                {"children": ["CYP-CONTRACT-7"], "source": "5D"}""");
        recordOn(wrongFamily.header("Location"), "voiding {\"reason\": \"wrong-family\"}");
        var contact = service.post(
                OFFICER, "/contacts", """
                {"receivedAt": "2025-09-01T15:20", "source": "2A", "locality": "Chiltern and South Bucks", "notes": "A secret.",
                 "replaces": "%s",
                 "children": [{"childRef": "CYP-CONTRACT-1", "sex": "F", "ethnicity": "WBRI", "personal": %s}]}""".formatted(wrongChild.json().get("id").asString(), PERSONAL));
        recordOn(contact.header("Location"), """
                decision               {"decidedAt": "2025-09-02T09:00", "decision": "referral", "referral": {"referralRef": "R-1", "primaryNeed": "N1"}, "notes": "A secret."}
                allocation             {"allocatedOn": "2025-09-02", "worker": "SW-12", "team": "first-response", "notes": "A secret."}
                assessments            {"startedOn": "2025-09-03", "notes": "A secret."}
                visits                 {"seenOn": "2025-09-04", "notes": "A secret."}
                strategy-discussions   {"heldOn": "2025-09-08", "outcome": "section-47", "notes": "A secret."}
                enquiry-conclusions    {"concludedOn": "2025-09-19", "outcome": "conference", "notes": "A secret."}
                assessment-completions {"completedOn": "2025-09-22", "outcome": "section-47", "factors": ["1A", "3B"], "notes": "A secret."}
                conferences            {"heldOn": "2025-09-26", "outcome": "protection-plan", "category": "NEG", "notes": "A secret."}
                visits                 {"seenOn": "2025-10-10", "notes": "A secret."}
                transfer               {"transferredOn": "2025-10-13", "team": "family-safeguarding", "worker": "SW-20", "notes": "A secret."}
                protection-plan-reviews {"reviewedOn": "2025-12-10", "category": "EMO", "notes": "A secret."}
                protection-plan-end    {"endedOn": "2026-01-12", "notes": "A secret."}
                child-in-need-plan     {"begunOn": "2026-01-12", "notes": "A secret."}
                child-in-need-plan-reviews {"reviewedOn": "2026-02-02", "notes": "A secret."}
                visits                 {"seenOn": "2026-02-03", "notes": "A secret."}
                child-in-need-plan-end {"endedOn": "2026-03-02", "notes": "A secret."}
                no-further-action      {"decidedOn": "2026-03-02", "notes": "A secret."}
                closing                {"closedOn": "2026-03-02", "reason": "RC7", "notes": "A secret."}
                reopening              {"reopenedOn": "2026-03-03", "notes": "A secret."}
                annulment              {"entry": 19, "reason": "A secret."}
                correction             {"entry": 1, "at": "2025-09-01T15:25", "source": "2B", "locality": "Wycombe", "sex": "U", "ethnicity": "WOTH", "reason": "A secret."}
                correction             {"entry": 9, "outcome": "child-in-need", "factors": ["1B"], "reason": "A secret."}
                correction             {"reason": "A secret.", "personal": {"name": "Made Up Too"}}
                voiding                {"reason": "duplicate", "notes": "A secret."}
                """);
        var several = service.post(OFFICER, "/contacts", """
                {"source": "6", "children": [{"childRef": "CYP-CONTRACT-2", "personal": %s}, {"childRef": "CYP-CONTRACT-3"}]}""".formatted(PERSONAL), "Idempotency-Key", "several");
        recordOn(several.header("Location"), "decision {\"decision\": \"early-help\", \"notes\": \"A secret.\"}");
        var referred = service.post(OFFICER, "/referrals", """
                {"childRef": "CYP-CONTRACT-3", "referredOn": "2026-03-30", "source": "3A", "primaryNeed": "N0", "noFurtherAction": true,
                 "locality": "Wycombe", "sex": "M", "ethnicity": "WBRI", "personal": %s, "notes": "A secret."}""".formatted(PERSONAL));
        var linked = several.json().get("cases").get(1).get("id").asString();
        recordOn("/referrals/" + linked, "decision {\"decision\": \"linked-to-open-case\"}");
        recordOn(
                referred.header("Location"),
                "strategy-discussions {\"outcome\": \"section-47\"}\nconferences {\"outcome\": \"no-plan\"}\n");
        var family = service.post(OFFICER, "/early-help", """
                {"children": ["CYP-CONTRACT-4", "CYP-CONTRACT-5"], "requestedAt": "2026-01-05T10:00", "source": "5D", "locality": "Aylesbury",
                 "contact": "%s", "replaces": "%s", "personal": %s, "notes": "A secret."}""".formatted(
                        several.json().get("cases").get(0).get("id").asString(),
                        wrongFamily.json().get("id").asString(),
                        PERSONAL));
        recordOn(family.header("Location"), """
                progress       {"progressedAt": "2026-01-05T16:00", "team": "family-support", "notes": "A secret."}
                family-contact {"contactedAt": "2026-01-06T11:00", "notes": "A secret."}
                support        {"arrangedOn": "2026-01-09", "service": "parenting-course", "notes": "A secret."}
                closing        {"closedOn": "2026-02-16", "outcome": "needs-met", "notes": "A secret."}
                resumption     {"resumedOn": "2026-03-02", "notes": "A secret."}
                closing        {"closedOn": "2026-03-16", "outcome": "stepped-up"}
                reopening      {"reopenedOn": "2026-03-17", "notes": "A secret."}
                correction     {"entry": 1, "at": "2026-01-05T10:05", "source": "2A", "locality": "Wycombe", "reason": "A secret."}
                correction     {"entry": 2, "team": "north", "reason": "A secret."}
                correction     {"entry": 4, "service": "mentoring", "reason": "A secret."}
                annulment      {"entry": 6, "reason": "A secret."}
                voiding        {"reason": "duplicate", "notes": "A secret."}
                """);
        service.postCsv(
                OFFICER,
                "/referrals/imports?completeFrom=2016-04-01",
                "contact_ref,child_ref,contact_at,source,upn\nC-9,CYP-CONTRACT-6,2025-05-05T10:00,6,A12345678901B\n"
                        .getBytes(StandardCharsets.UTF_8));

        // When
        var topic = ReferralKinds.TOPIC;
        await().until(() -> types(topic)
                .containsAll(Set.of(
                        "waymark.referrals.register-declared",
                        "waymark.referrals.early-help-voided",
                        "waymark.referrals.voided")));
        var records = PublishedEvents.on(stack.kafka(), topic);

        // Then
        PublishedEvents.assertRecordsMeetContract(records);
        assertThat(types(topic))
                .hasSize(ReferralEvent.class.getPermittedSubclasses().length
                        + EarlyHelpEvent.class.getPermittedSubclasses().length
                        + 1);
        assertThat(records)
                .allSatisfy(message -> assertThat(
                                new String(message.value(), StandardCharsets.UTF_8) + message.headers())
                        .doesNotContain(
                                "Made Up", "2019-08-07", "No Street", "A12345678901B", "secret", "CYP-CONTRACT"));
    }

    @Test
    void theHttpSideIsTheOneThatIsCheckedIn() {
        HttpContract.assertCheckedIn(service, "referrals");
    }

    private static Set<String> types(String topic) throws UnreadableEvent {
        Set<String> types = new TreeSet<>();
        for (var message : PublishedEvents.on(stack.kafka(), topic)) {
            types.add(CloudEventRecords.read(message).type());
        }
        return types;
    }

    /** @param steps a command and its body on each line; a decision is asked of contacts */
    private static void recordOn(String address, String steps) {
        steps.lines().map(line -> line.split(" ", 2)).forEach(step -> {
            var of = step[0].equals("decision") ? address.replace("/referrals/", "/contacts/") : address;
            var done = service.post(OFFICER, of + "/" + step[0], step[1]);
            assertThat(done.status()).as(step[0] + " " + done.text()).isEqualTo(200);
        });
    }
}
