package waymark.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import waymark.calendar.TurnableClock;
import waymark.referrals.api.RegisterRows;
import waymark.referrals.domain.Codes;
import waymark.testing.Credentials;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;
import waymark.web.Localities;

/** The council's register of contacts and referrals, sent night after night. It is 1 July 2017. */
class RegisterImportTest {
    private static final String HEADER =
            "contact_ref,child_ref,contact_at,source,decision_at,decision,referral_ref,referral_on,primary_need,no_further_action,assessment_started_on,assessment_completed_on,assessment_outcome,strategy_discussion_on,section_47_outcome,conference_on,conference_outcome,closed_on,closure_reason\n";
    private static final String REFERRED = "2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-02,N1,false,";

    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final AtomicInteger authorities = new AtomicInteger(600);
    private static RunningService service;

    /** Each test is an authority of its own, and so begins with nothing. */
    private final Credentials worker = new Credentials(Integer.toString(authorities.incrementAndGet()), "DUTY-04");

    @BeforeAll
    static void start(@TempDir Path folder) {
        var clock = TurnableClock.at(LocalDate.of(2017, 7, 1));
        service = RunningService.start(ReferralsApplication.class, "referrals", stack, clock, folder, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theCouncilsRegisterGoesInWholeAndASecondTimeChangesNothing() {
        // Given
        var register = file("referral-register-2017-06.csv");

        // When
        var first = send(register);
        var second = send(register);

        // Then
        assertThat(counts(first)).isEqualTo("done rows=18699 accepted=18699 changed=0 unchanged=0 rejected=0");
        assertThat(first.get("errors")).isEmpty();
        assertThat(first.get("warnings")
                        .valueStream()
                        .collect(Collectors.groupingBy(RegisterImportTest::ruleAndColumn, Collectors.counting())))
                .containsEntry("referral.closed-before-step closed_on", 54L)
                .containsEntry("referral.no-further-action-open referral_on", 4L)
                .doesNotContainKey("referral.second-open -");
        assertThat(counts(second)).isEqualTo("done rows=18699 accepted=0 changed=0 unchanged=18699 rejected=0");
        assertThat(service.get(worker, "/referrals?size=1").json().get("total").asInt())
                .isEqualTo(18_699);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2017-03-01T09:00,6,,,,,,,,,,,,,,,                                             | contact-received
            2017-03-01T09:00,6,2017-03-01T15:00,early-help,,,,,,,,,,,,,                   | contact-received contact-decided
            2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-02,N1,true,,,,,,,,2017-03-03,RC8 | contact-received contact-decided referral-made closed
            2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-02,N1,false,2017-03-03,2017-04-03,section-47,2017-04-03,conference,2017-04-20,protection-plan,2017-06-20,RC7 | contact-received contact-decided referral-made assessment-started assessment-completed strategy-discussion-held enquiry-concluded conference-held protection-plan-begun closed
            2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-02,N1,false,2017-03-03,2017-04-03,section-47,2017-04-03,no-conference-needed,,,, | contact-received contact-decided referral-made assessment-started assessment-completed strategy-discussion-held enquiry-concluded
            """)
    void oneRowMakesTheEventsOfItsCourse(String row, String history) {
        // When
        var answer = send(HEADER + "C-1,P-1," + row.strip() + "\n");

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=1 accepted=1 changed=0 unchanged=0 rejected=0");
        assertThat(history("C-1")).isEqualTo(history);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ,,,,,,,,            | 2017-03-03,,,,,,,,                       | assessment-started
            2017-03-03,,,,,,,,  | 2017-03-03,2017-04-03,child-in-need,,,,,, | assessment-completed
            2017-03-03,2017-04-03,child-in-need,,,,,, | 2017-03-03,2017-04-04,child-in-need,,,,,, | corrected
            2017-03-03,2017-04-03,no-further-action,,,,,2017-04-05,RC8 | 2017-03-03,2017-04-03,no-further-action,,,,,, | reopened
            """)
    void aChangedRowBecomesTheEventsThatMakeTheDifference(String before, String after, String last) {
        // Given
        send(HEADER + "C-1,P-1," + REFERRED + before.strip() + "\n");

        // When
        var answer = send(HEADER + "C-1,P-1," + REFERRED + after.strip() + "\n");

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=1 accepted=1 changed=1 unchanged=0 rejected=0");
        assertThat(history("C-1")).endsWith(" " + last);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2017-03-26T01:30,6,2017-03-27T15:00,early-help,,,,,,,,,,,,,                                | contact_at
            2017-12-26T01:30,6,,,,,,,,,,,,,,,                                                          | contact_at
            2017-03-01T09:00,6,2017-02-01T15:00,early-help,,,,,,,,,,,,,                                | decision_at
            2017-03-01T09:00,6,,early-help,,,,,,,,,,,,,                                                | decision
            2017-03-01T09:00,6,2017-03-01T15:00,,,,,,,,,,,,,,                                          | decision_at
            2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,,,,,,,,,,,,                               | referral_ref
            2017-03-01T09:00,6,2017-03-01T15:00,early-help,R-1,2017-03-02,N1,false,,,,,,,,,            | referral_on
            2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-02-02,N1,false,,,,,,,,,              | referral_on
            2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-02,N1,false,2017-03-01,,,,,,,,    | assessment_started_on
            2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-02,N1,false,,2017-04-03,no-further-action,,,,,, | assessment_completed_on
            2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-02,N1,false,2017-03-03,,no-further-action,,,,,, | assessment_outcome
            2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-02,N1,false,,,,,,2017-04-03,no-plan,, | conference_on
            2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-02,N1,false,,,,,conference,,,,    | section_47_outcome
            2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-02,N1,false,,,,,,,,,RC8           | closure_reason
            2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-02,N1,false,,,,,,,,2017-12-24,RC8 | closed_on
            2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-02,N1,true,,,,,,,,,               | referral_on
            """)
    void whatBreaksARuleOfTheCourseIsTakenWithAWarningThatNamesItsColumn(String row, String column) {
        // When
        var answer = send(HEADER + "C-1,P-1," + row.strip() + "\n");

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=1 accepted=1 changed=0 unchanged=0 rejected=0");
        assertThat(answer.get("warnings")).isNotEmpty().allSatisfy(warning -> {
            assertThat(warning.get("line").asInt()).isEqualTo(2);
            assertThat(warning.get("column").asString()).isEqualTo(column);
            assertThat(warning.get("rule").asString()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            C-1,P-1,,6,,,,,,,,,,,,,,,                  | contact_at
            C-1,P-1,2017-03-01,6,,,,,,,,,,,,,,,        | contact_at
            C-1,,2017-03-01T09:00,6,,,,,,,,,,,,,,,     | child_ref
            C-1,P-1,2017-03-01T09:00,11,,,,,,,,,,,,,,, | source
            C-1,P-1,2017-03-01T09:00,6,2017-03-01T15:00,perhaps,,,,,,,,,,,,, | decision
            C-1,P-1,2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-32,N1,,,,,,,,,, | referral_on
            C-1,P-1,2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-02,N10,,,,,,,,,, | primary_need
            C-1,P-1,2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-02,N1,maybe,,,,,,,,, | no_further_action
            """)
    void whatCannotBeUnderstoodIsRejectedWithItsColumnAndTheReason(String row, String column) {
        // When
        var answer = send(HEADER + row.strip() + "\nC-2,P-2,2017-03-01T09:00,6,,,,,,,,,,,,,,,\n");

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=2 accepted=1 changed=0 unchanged=0 rejected=1");
        assertThat(answer.get("errors")).singleElement().satisfies(error -> {
            assertThat(error.get("line").asInt()).isEqualTo(2);
            assertThat(error.get("column").asString()).isEqualTo(column);
            assertThat(error.get("reason").asString()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource({"CON-P-77, G-1, R-1, contact_ref", "C-1, P-77, R-1, contact_group", "C-1, G-1, p-77, referral_ref"})
    void aRowWhoseReferenceHasTheChildsNumberInItIsRejected(
            String contact, String group, String referral, String column) {
        // When
        var answer = send("""
                contact_ref,child_ref,contact_at,source,contact_group,decision_at,decision,referral_ref,referral_on,primary_need
                %s,P-77,2017-03-01T09:00,6,%s,2017-03-01T10:00,referral,%s,2017-03-01,N1
                """.formatted(contact, group, referral));

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=1 accepted=0 changed=0 unchanged=0 rejected=1");
        assertThat(answer.get("errors"))
                .extracting(error -> error.get("column").asString())
                .containsExactly(column);
    }

    @Test
    void aContactAboutSeveralChildrenIsACaseOfEach() {
        // When
        send("""
                contact_ref,child_ref,contact_at,source,contact_group,locality
                C-1,P-1,2017-03-01T09:00,6,G-1,Aylesbury
                C-2,P-2,2017-03-01T09:00,6,G-1,Wycombe
                """);

        // Then
        assertThat(referral("C-1").get("sharedContact").asString()).isEqualTo("G-1");
        assertThat(referral("C-2").get("sharedContact").asString()).isEqualTo("G-1");
        assertThat(referral("C-2").get("locality").asString()).isEqualTo("Wycombe");
    }

    @Test
    void theWorkerAndThePlansCategoryAreTakenAndTheUpnStaysWithThePersonalDetails() {
        // When
        var answer = send("""
                contact_ref,child_ref,contact_at,source,decision_at,decision,referral_ref,referral_on,primary_need,strategy_discussion_on,section_47_outcome,conference_on,conference_outcome,plan_category,worker,team,child_seen_on,upn
                C-1,P-1,2017-03-01T09:00,6,2017-03-01T15:00,referral,R-1,2017-03-02,N1,2017-03-03,conference,2017-03-20,protection-plan,EMO,SW-12,north,2017-03-06,A12345678901B
                """);

        // Then
        assertThat(answer.get("warnings")).isEmpty();
        var referral = referral("C-1");
        assertThat(referral.get("worker").asString()).isEqualTo("SW-12");
        assertThat(referral.get("team").asString()).isEqualTo("north");
        assertThat(referral.get("category").asString()).isEqualTo("EMO");
        assertThat(referral.get("personal").get("upn").asString()).isEqualTo("A12345678901B");
        assertThat(history("C-1")).contains("allocated child-seen");
    }

    @Test
    void aSecondReferralWhileTheChildsCaseIsOpenIsLetInWithAWarning() {
        // When
        var answer = send(
                HEADER + "C-1,P-1," + REFERRED + ",,,,,,,,\nC-2,P-1," + REFERRED.replace("R-1", "R-2") + ",,,,,,,,\n");

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=2 accepted=2 changed=0 unchanged=0 rejected=0");
        assertThat(answer.get("warnings")).singleElement().satisfies(warning -> {
            assertThat(warning.get("line").asInt()).isEqualTo(3);
            assertThat(warning.get("rule").asString()).isEqualTo("referral.second-open");
        });
    }

    @Test
    void thePageOfTheRegisterNamesItsColumnsAndNoOthers() {
        // Given
        var none = new Codes(List.of(), List.of(), List.of(), List.of(), List.of());
        var reader = new RegisterRows(none, new Localities(List.of()));
        var columns = new ArrayList<>(reader.requiredColumns());
        columns.addAll(reader.optionalColumns());

        // When
        var described = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|")
                .matcher(file("referral-register.md"))
                .results()
                .map(match -> match.group(1))
                .toList();

        // Then
        assertThat(described).containsExactlyInAnyOrderElementsOf(columns);
    }

    private JsonNode send(String csv) {
        var answer = service.postCsv(
                worker,
                "/referrals/imports?completeFrom=2016-04-01",
                csv.getBytes(StandardCharsets.UTF_8),
                "Prefer",
                "wait=120");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private String history(String reference) {
        var id = referral(reference).get("id").asString();
        return service.get(worker, "/referrals/" + id + "/history")
                .json()
                .get("history")
                .valueStream()
                .map(event -> event.get("type").asString().replace("waymark.referrals.", ""))
                .collect(Collectors.joining(" "));
    }

    private JsonNode referral(String reference) {
        return service.get(worker, "/referrals?reference=" + reference)
                .json()
                .get("items")
                .get(0);
    }

    private static String ruleAndColumn(JsonNode warning) {
        return warning.get("rule").asString() + " " + warning.get("column").asString("-");
    }

    private static String counts(JsonNode report) {
        return List.of("rows", "accepted", "changed", "unchanged", "rejected").stream()
                .map(name -> name + "=" + report.get(name).asInt())
                .collect(Collectors.joining(" ", report.get("state").asString() + " ", ""));
    }

    private static String file(String name) {
        try (var file = RegisterImportTest.class.getResourceAsStream("/contracts/registers/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
