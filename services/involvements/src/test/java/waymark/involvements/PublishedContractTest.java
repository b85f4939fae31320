package waymark.involvements;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import waymark.calendar.TurnableClock;
import waymark.events.CloudEventRecords;
import waymark.events.UnreadableEvent;
import waymark.involvements.domain.InvolvementEvent;
import waymark.involvements.events.InvolvementKinds;
import waymark.testing.EmbeddedStack;
import waymark.testing.HttpContract;
import waymark.testing.PublishedEvents;
import waymark.testing.RunningService;

/** What this service promises others: its events keep to their schemas, and its HTTP side is the one that is checked in. */
@Tag("containers-too")
class PublishedContractTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static RunningService service;

    @BeforeAll
    static void start(@TempDir Path folder) {
        var clock = TurnableClock.at(LocalDate.of(2022, 7, 31));
        service = RunningService.start(InvolvementsApplication.class, "involvements", stack, clock, folder, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void everyTypeOfEventIsPublishedInTheFormOfItsSchema() throws UnreadableEvent {
        // Given
        var secrets =
                "{\"name\": \"Made Up\", \"dateOfBirth\": \"2009-08-07\", \"address\": \"1 No Street\", \"upn\": \"A12345678901B\"}";
        var address =
                service.post(OFFICER, "/involvements", """
                {"childRef": "CYP-CONTRACT", "openedOn": "2022-05-02", "schoolYear": "9", "senStatus": "sen-support", "socialCareStatus": "none",
                 "locality": "Chiltern and South Bucks", "referredBy": "other-local-authority", "meetsS436A": true, "reason": "moved-in", "sex": "F",
                 "ethnicity": "WBRI", "missingSince": "2022-04-20", "lastSchool": "825123", "lastDayAttended": "2022-04-19",
                 "groundForLeavingRoll": "moved-away", "schoolMadeEnquiries": false, "personal": %s, "notes": "A secret."}""".formatted(secrets)).header("Location");
        for (var step : new String[][] {
            {"checks", "{\"service\": \"social-care\", \"known\": true, \"teamTold\": true}"},
            {"enquiries", "{\"agency\": \"family\", \"result\": \"no-reply\", \"notes\": \"A secret.\"}"},
            {"reviews", "{}"},
            {"concerns", "{\"concern\": \"crime\", \"referredTo\": \"police\"}"},
            {"circumstances", "{\"socialCareStatus\": \"child-protection\"}"},
            {"assignment", "{\"officer\": \"CME-07\"}"},
            {"closure", "{\"outcome\": \"UNTR\", \"approvedByManager\": true, \"confirmedBy\": \"police\"}"},
            {"reopening", "{}"},
            {"correction", "{\"openedOn\": \"2022-05-03\", \"ethnicity\": \"WOTH\", \"reason\": \"A secret.\"}"},
            {"voiding", "{\"reason\": \"duplicate\", \"notes\": \"A secret.\"}"}
        }) {
            var done = service.post(OFFICER, address + "/" + step[0], step[1]);
            assertThat(done.status()).as(done.text()).isEqualTo(200);
        }
        service.postCsv(
                OFFICER,
                "/involvements/imports?completeFrom=2021-09-01",
                "involvement_ref,child_ref,opened_on\nR-9,CYP-CONTRACT-2,2022-05-05\n"
                        .getBytes(StandardCharsets.UTF_8));

        // When
        var topic = InvolvementKinds.TOPIC;
        await().until(() -> PublishedEvents.on(stack.kafka(), topic).size() >= 14);
        var records = PublishedEvents.on(stack.kafka(), topic);

        // Then
        PublishedEvents.assertRecordsMeetContract(records);
        Set<String> types = new TreeSet<>();
        for (var message : records) types.add(CloudEventRecords.read(message).type());
        assertThat(types).hasSize(InvolvementEvent.class.getPermittedSubclasses().length + 1);
        assertThat(records)
                .allSatisfy(message -> assertThat(
                                new String(message.value(), StandardCharsets.UTF_8) + message.headers())
                        .doesNotContain(
                                "Made Up", "2009-08-07", "No Street", "A12345678901B", "secret", "CYP-CONTRACT"));
    }

    @Test
    void theHttpSideIsTheOneThatIsCheckedIn() {
        HttpContract.assertCheckedIn(service, "involvements");
    }
}
