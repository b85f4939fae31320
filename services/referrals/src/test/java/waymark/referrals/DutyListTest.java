package waymark.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.calendar.TurnableClock;
import waymark.testing.Credentials;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

/** What a duty team finds on the desk. It is noon on Tuesday, 31 March 2026, and there are eight cases. */
class DutyListTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final Credentials DUTY = new Credentials("825", "SW-01");
    private static RunningService service;

    @BeforeAll
    static void start(@TempDir Path folder) {
        var clock = TurnableClock.at(LocalDate.of(2026, 3, 31));
        service = RunningService.start(ReferralsApplication.class, "referrals", stack, clock, folder, Map.of());
        receive("THIS-EVENING", "2026-03-30T19:00", "6", "Wycombe", "{'childRef': 'C-1'}");
        receive("THIS-AFTERNOON", "2026-03-30T14:30", "2A", "Aylesbury", "{'childRef': 'C-2'}");
        receive("LATE", "2026-03-27T16:40", "2A", "Wycombe", "{'childRef': 'C-3'}");
        receive("OUT", "2026-03-31T11:30", "6", "Wycombe", "{'childRef': 'C-4'}, {'childRef': 'C-5'}");
        var advised = receive("ADVISED", "2026-03-30T09:00", "9", "Wycombe", "{'childRef': 'C-6'}");
        post(advised.replace("/referrals/", "/contacts/") + "/decision", "{'decision': 'information-and-advice'}");
        var assessed = refer("C-7", "REF-A", "2026-02-09", "N1");
        post(assessed + "/allocation", "{'worker': 'SW-12', 'team': 'first-response'}");
        post(assessed + "/assessments", "{'startedOn': '2026-02-10'}");
        // Due on the day on which contacts are due that have an hour: what has none is due at its end.
        var enquiry = refer("C-8", "REF-E", "2026-03-09", "N5");
        post(enquiry + "/allocation", "{'worker': 'SW-13', 'team': 'first-response'}");
        post(enquiry + "/strategy-discussions", "{'heldOn': '2026-03-10', 'outcome': 'section-47'}");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void whatIsDueFirstComesFirstByDayAndHourAndThatOfWhichNothingIsDueLast() {
        // When
        var items = service.get(DUTY, "/referrals").json().get("items");

        // Then
        assertThat(items)
                .extracting(item -> "%s %s %s %s %s"
                        .formatted(
                                item.get("reference").asString(),
                                item.get("nextStep").asString(null),
                                item.get("dueClock").asString(null),
                                item.get("dueAt").asString(null),
                                item.get("daysLeft").asString(null)))
                .containsExactly(
                        "LATE decide-contact contact-24-hours 2026-03-28T16:40:00Z -3",
                        "THIS-AFTERNOON decide-contact contact-24-hours 2026-03-31T13:30:00Z 0",
                        "THIS-EVENING decide-contact contact-24-hours 2026-03-31T18:00:00Z 0",
                        "REF-E hold-conference conference 2026-03-31T22:59:59Z 0",
                        "OUT-1 decide-contact contact-24-hours 2026-04-01T10:30:00Z 1",
                        "OUT-2 decide-contact contact-24-hours 2026-04-01T10:30:00Z 1",
                        "REF-A complete-assessment assessment 2026-04-15T22:59:59Z 15",
                        "ADVISED null null null null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            status=received                      | LATE THIS-AFTERNOON THIS-EVENING OUT-1 OUT-2
            status=open,decided                  | REF-E REF-A ADVISED
            status=closed                        | ''
            nextStep=hold-conference             | REF-E
            dueClock=assessment,conference       | REF-E REF-A
            dueWithin=0&status=open              | REF-E
            dueWithin=1&status=received&source=6 | THIS-EVENING OUT-1 OUT-2
            overdue=true                         | LATE
            overdue=false&status=open            | REF-E REF-A
            decision=information-and-advice      | ADVISED
            plan=none&worker=SW-12               | REF-A
            plan=protection                      | ''
            team=first-response                  | REF-E REF-A
            assigned=true                        | REF-E REF-A
            assigned=false&status=decided        | ADVISED
            source=2A                            | LATE THIS-AFTERNOON
            primaryNeed=N5                       | REF-E
            locality=Aylesbury                   | THIS-AFTERNOON
            sharedContact=OUT                    | OUT-1 OUT-2
            childRef=C-3                         | LATE
            reference=ADVISED                    | ADVISED
            referralRef=REF-A                    | REF-A
            reference=NONE                       | ''
            sort=-openedOn,childRef&size=2       | OUT-1 OUT-2
            sort=-worker&team=first-response     | REF-E REF-A
            sort=referredOn&status=open          | REF-A REF-E
            page=1&size=3                        | REF-E OUT-1 OUT-2
            """)
    void theListIsFilteredSortedAndPaged(String query, String references) {
        // When
        var answer = service.get(DUTY, "/referrals?" + query);

        // Then
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("items"))
                .extracting(item -> item.get("reference").asString())
                .containsExactlyElementsOf(references.isEmpty() ? List.of() : List.of(references.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "status=known, status",
        "nextStep=wait, nextStep",
        "decision=perhaps, decision",
        "plan=any, plan",
        "dueWithin=soon, dueWithin",
        "overdue=yes, overdue",
        "sort=colour, sort",
        "sort=status, sort",
        "page=-1, page",
        "size=0, size",
        "colour=red, colour"
    })
    void aParameterThatCannotBeUsedIsNamed(String query, String parameter) {
        // When
        var refused = service.get(DUTY, "/referrals?" + query);

        // Then
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.json().get("rule").asString()).isEqualTo("request.parameter");
        assertThat(refused.json().get("parameter").asString()).isEqualTo(parameter);
    }

    @Test
    void theListComesAsCsv() {
        // When
        var csv = service.get(DUTY, "/referrals?dueWithin=0&source=2A,3A", "Accept", "text/csv");

        // Then
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.text().lines())
                .containsExactly(
                        "reference,referral_ref,child_ref,status,opened_on,source,decision,referred_on,primary_need,locality,plan,worker,team,next_step,due_clock,due_on,due_at,days_left,closed_on",
                        "LATE,,C-3,received,2026-03-27,2A,,,,Wycombe,none,,,decide-contact,contact-24-hours,2026-03-28,2026-03-28T16:40:00Z,-3,",
                        "THIS-AFTERNOON,,C-2,received,2026-03-30,2A,,,,Aylesbury,none,,,decide-contact,contact-24-hours,2026-03-31,2026-03-31T13:30:00Z,0,",
                        "REF-E,REF-E,C-8,open,2026-03-09,3A,,2026-03-09,N5,,none,SW-13,first-response,hold-conference,conference,2026-03-31,2026-03-31T22:59:59Z,0,");
    }

    private static String receive(String reference, String at, String source, String locality, String children) {
        var body = "{'contactRef': '%s', 'receivedAt': '%s', 'source': '%s', 'locality': '%s', 'children': [%s]}"
                .formatted(reference, at, source, locality, children);
        return location(service.post(DUTY, "/contacts", body.replace('\'', '"'), "Idempotency-Key", reference));
    }

    private static String refer(String child, String reference, String on, String need) {
        return post(
                "/referrals",
                "{'childRef': '%s', 'referralRef': '%s', 'referredOn': '%s', 'source': '3A', 'primaryNeed': '%s'}"
                        .formatted(child, reference, on, need));
    }

    /** @param body with ' for " */
    private static String post(String address, String body) {
        return location(service.post(DUTY, address, body.replace('\'', '"')));
    }

    private static String location(RunningService.Response done) {
        assertThat(done.status()).as(done.text()).isBetween(200, 201);
        return done.header("Location");
    }
}
