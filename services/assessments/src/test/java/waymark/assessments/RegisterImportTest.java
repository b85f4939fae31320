package waymark.assessments;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.testing.Credentials.OFFICER_ELSEWHERE;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import waymark.assessments.api.RegisterRows;
import waymark.assessments.domain.Codes;
import waymark.calendar.TurnableClock;
import waymark.testing.Credentials;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;
import waymark.web.Localities;

/** The council's register of assessments, sent night after night. It is 31 July 2017. */
class RegisterImportTest {
    private static final String HEADER =
            "assessment_ref,child_ref,requested_on,decision_on,decision,ep_advice_requested_on,ep_advice_received_on,exception,draft_plan_on,outcome_on,outcome,primary_need\n";

    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final AtomicInteger authorities = new AtomicInteger(300);
    private static RunningService service;

    /** Each test is an authority of its own, and so begins with nothing. */
    private final Credentials coordinator = new Credentials(Integer.toString(authorities.incrementAndGet()), "SEN-04");

    @BeforeAll
    static void start(@TempDir Path folder) {
        var clock = TurnableClock.at(LocalDate.of(2017, 7, 31));
        service = RunningService.start(AssessmentsApplication.class, "assessments", stack, clock, folder, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theCouncilsRegisterGoesInWholeAndASecondTimeChangesNothing() {
        // Given
        var register = file("ehc-register-2017-h1.csv");

        // When
        var first = send(register);
        var second = send(register);

        // Then
        assertThat(counts(first)).isEqualTo("done rows=411 accepted=411 changed=0 unchanged=0 rejected=0");
        assertThat(first.get("warnings")).isEmpty();
        assertThat(first.get("errors")).isEmpty();
        assertThat(counts(second)).isEqualTo("done rows=411 accepted=0 changed=0 unchanged=411 rejected=0");
        assertThat(service.get(coordinator, "/assessments?size=1")
                        .json()
                        .get("total")
                        .asInt())
                .isEqualTo(411);
        assertThat(service.get(OFFICER_ELSEWHERE, "/assessments")
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
        var report = "/assessments/imports/" + first.get("id").asString();
        assertThat(service.get(coordinator, report).json()).isEqualTo(first);
        assertThat(service.get(OFFICER_ELSEWHERE, report).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            2017-03-01,,,,,,,,,       | 2017-03-01,2017-04-03,assess,,,,,,,ASD                                | requested circumstances-changed decision-made | assessing
            2017-03-01,,,,,,,,,       | 2017-03-02,2017-04-03,assess,2017-04-04,2017-05-08,,,,,               | requested corrected decision-made advice-requested advice-received | assessing
            2017-03-01,2017-04-03,assess,,,,2017-06-01,2017-07-03,plan-issued, | 2017-03-01,2017-04-03,assess,,,,2017-06-01,2017-07-04,plan-issued, | requested decision-made draft-plan-sent plan-issued corrected | maintained
            2017-03-01,2017-04-03,assess,,,,2017-06-01,2017-07-03,plan-issued, | 2017-03-01,2017-04-03,assess,,,,2017-06-01,,,                     | requested decision-made draft-plan-sent plan-issued reopened | drafted
            2017-03-01,2017-04-03,assess,,,,2017-06-01,2017-07-03,plan-issued, | 2017-03-01,2017-04-03,assess,,,,2017-06-01,2017-06-20,plan-not-issued, | requested decision-made draft-plan-sent plan-issued reopened plan-not-issued | not-issued
            2017-03-01,2017-04-03,do-not-assess,,,,,2017-04-03,not-assessed,   | 2017-03-01,2017-04-05,assess,,,,,,,                               | requested decision-made reopened decision-made | assessing
            2017-03-01,,,,,,,2017-04-03,not-assessed,                          | 2017-03-01,,,,,,,,,                                               | requested decision-made reopened | requested
            2017-03-01,,,,,,,2017-05-01,withdrawn,                             | 2017-03-01,,,,,,,2017-05-02,withdrawn,                            | requested withdrawn corrected | withdrawn
            2017-03-01,,,,,absent-from-area,,,,                                | 2017-03-01,,,,,,,,,                                               | requested exception-recorded exception-withdrawn | requested
            2017-03-01,,,,,absent-from-area,,,,                                | 2017-03-01,,,,,exceptional-circumstances,,,,                      | requested exception-recorded exception-withdrawn exception-recorded | requested
            """)
    void aChangedRowBecomesTheEventsThatMakeTheDifference(String before, String after, String history, String status) {
        // Given
        send(HEADER + "R-1,C-1," + before.strip() + "\n");

        // When
        var answer = send(HEADER + "R-1,C-1," + after.strip() + "\n");

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=1 accepted=1 changed=1 unchanged=0 rejected=0");
        assertThat(answer.get("warnings")).isEmpty();
        assertThat(history("R-1")).isEqualTo(history);
        assertThat(assessment("R-1").get("status").asString()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2017-03-01,2017-02-03,assess,,,,,,,                         | decision_on
            2017-03-01,2017-12-24,assess,,,,,,,                         | decision_on
            2017-12-24,,,,,,,,,                                         | requested_on
            2017-03-01,2017-04-03,,,,,,,,                               | decision_on
            2017-03-01,,assess,,,,,,,                                   | decision
            2017-03-01,2017-04-03,assess,2017-04-01,2017-05-08,,,,,     | ep_advice_requested_on
            2017-03-01,2017-04-03,assess,2017-04-10,2017-04-08,,,,,     | ep_advice_received_on
            2017-03-01,2017-04-03,assess,,2017-05-08,,,,,               | ep_advice_received_on
            2017-03-01,2017-04-03,assess,,,missed-appointment,,,,       | exception
            2017-03-01,,,,,,2017-06-01,,,                               | draft_plan_on
            2017-03-01,2017-04-03,assess,,,,,2017-07-03,plan-issued,    | outcome_on
            2017-03-01,2017-04-03,assess,,,,2017-07-04,2017-07-03,plan-issued, | outcome_on
            2017-03-01,,,,,,,2017-07-03,plan-not-issued,                | outcome_on
            2017-03-01,2017-04-03,assess,,,,,2017-07-03,,               | outcome_on
            2017-03-01,2017-04-03,assess,,,,,,withdrawn,                | outcome
            2017-03-01,2017-04-03,assess,,,,,2017-04-03,not-assessed,   | outcome
            2017-03-01,2017-04-03,do-not-assess,,,,,2017-04-05,not-assessed, | outcome_on
            """)
    void whatBreaksARuleOfTheCourseIsTakenWithAWarningThatNamesItsColumn(String row, String column) {
        // When
        var answer = send(HEADER + "R-1,C-1," + row.strip() + "\n");

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=1 accepted=1 changed=0 unchanged=0 rejected=0");
        assertThat(answer.get("warnings")).isNotEmpty().allSatisfy(warning -> {
            assertThat(warning.get("line").asInt()).isEqualTo(2);
            assertThat(warning.get("column").asString()).isEqualTo(column);
            assertThat(warning.get("reason").asString()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            R-1,C-1,,,,,,,,,,                                | requested_on
            R-1,,2017-03-01,,,,,,,,,                         | child_ref
            ,C-1,2017-03-01,,,,,,,,,                         | assessment_ref
            R-1,C-1,2017-02-30,,,,,,,,,                      | requested_on
            R-1,C-1,1899-12-31,,,,,,,,,                      | requested_on
            R-1,C-1,2100-01-01,,,,,,,,,                      | requested_on
            R-1,C-1,2017-03-01,2017-04-03,perhaps,,,,,,,     | decision
            R-1,C-1,2017-03-01,,,04/04/2017,,,,,,            | ep_advice_requested_on
            R-1,C-1,2017-03-01,,,,,holiday,,,,               | exception
            R-1,C-1,2017-03-01,,,,,,,2017-07-03,issued,      | outcome
            R-1,C-1,2017-03-01,,,,,,,,,AUTISM                | primary_need
            """)
    void whatCannotBeUnderstoodIsRejectedWithItsColumnAndTheReason(String row, String column) {
        // When
        var answer = send(HEADER + row.strip() + "\nR-2,C-2,2017-03-01,,,,,,,,,\n");

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=2 accepted=1 changed=0 unchanged=0 rejected=1");
        assertThat(answer.get("errors")).singleElement().satisfies(error -> {
            assertThat(error.get("line").asInt()).isEqualTo(2);
            assertThat(error.get("column").asString()).isEqualTo(column);
            assertThat(error.get("reason").asString()).isNotBlank();
        });
    }

    @Test
    void aSecondOpenCaseOfAChildIsLetInWithAWarning() {
        // When
        var answer = send(HEADER + "R-1,C-1,2017-03-01,,,,,,,,,\nR-2,C-1,2017-03-02,,,,,,,,,\n");

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=2 accepted=2 changed=0 unchanged=0 rejected=0");
        assertThat(answer.get("warnings")).singleElement().satisfies(warning -> {
            assertThat(warning.get("line").asInt()).isEqualTo(3);
            assertThat(warning.get("reason").asString()).contains("R-1");
        });
    }

    @Test
    void aFileWithoutAColumnLeavesAloneWhatWasRecordedOfIt() {
        // Given
        send(HEADER + "R-1,C-1,2017-03-01,2017-04-03,do-not-assess,,,absent-from-area,,2017-04-03,not-assessed,ASD\n");

        // When
        var answer = send("assessment_ref,child_ref,requested_on,school_year\nR-1,C-1,2017-03-01,4\n");
        var outcomesAlone = send("assessment_ref,child_ref,requested_on,outcome,outcome_on\nR-1,C-1,2017-03-01,,\n");

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=1 accepted=1 changed=1 unchanged=0 rejected=0");
        assertThat(counts(outcomesAlone)).isEqualTo("done rows=1 accepted=1 changed=1 unchanged=0 rejected=0");
        assertThat(history("R-1"))
                .isEqualTo("requested decision-made exception-recorded circumstances-changed reopened");
    }

    @Test
    void anotherDecisionThanTheOneRecordedHereStaysOutWithAWarning() {
        // Given
        send(HEADER + "R-1,C-1,2017-03-01,2017-04-03,assess,,,,,,,\n");

        // When
        var answer = send(HEADER + "R-1,C-1,2017-03-01,2017-04-03,do-not-assess,,,,,2017-04-03,not-assessed,\n");

        // Then
        assertThat(answer.get("warnings").get(0).get("column").asString()).isEqualTo("decision");
        assertThat(history("R-1")).isEqualTo("requested decision-made");
    }

    @Test
    void whatACoordinatorRecordedStaysWhenTheSameRowComesAgain() {
        // Given
        var row = HEADER + "R-1,C-1,2017-03-01,2017-04-03,assess,,,,,,,\n";
        send(row);
        service.post(coordinator, "/assessments/" + id("R-1") + "/withdrawal", "{}");

        // When
        var answer = send(row);

        // Then
        assertThat(counts(answer)).isEqualTo("done rows=1 accepted=0 changed=0 unchanged=1 rejected=0");
        assertThat(history("R-1")).isEqualTo("requested decision-made withdrawn");
    }

    @Test
    void anExceptionOfTheRegisterStandsBesideOneOfABodysClock() {
        // Given
        send(HEADER + "R-1,C-1,2017-03-01,2017-04-03,assess,2017-04-04,,,,,,\n");
        var excused = service.post(
                coordinator,
                "/assessments/" + id("R-1") + "/exceptions",
                "{\"request\": 3, \"code\": \"exceptional-circumstances\", \"evidence\": \"DOC-1\", \"from\": \"2017-04-10\"}");
        assertThat(excused.status()).as(excused.text()).isEqualTo(200);

        // When
        send(HEADER + "R-1,C-1,2017-03-01,2017-04-03,assess,2017-04-04,,exceptional-circumstances,,,,\n");

        // Then
        assertThat(history("R-1"))
                .isEqualTo("requested decision-made advice-requested exception-recorded exception-recorded");
    }

    @Test
    void aUniquePupilNumberIsKeptWithThePersonalDetailsAndInNoEvent() {
        // When
        send("assessment_ref,child_ref,requested_on,upn,coordinator\nR-1,C-1,2017-03-01,A12345678901B,SEN-07\n");

        // Then
        var assessment = assessment("R-1");
        assertThat(assessment.get("personal").get("upn").asString()).isEqualTo("A12345678901B");
        assertThat(assessment.get("coordinator").asString()).isEqualTo("SEN-07");
        assertThat(service.get(coordinator, "/assessments/" + id("R-1") + "/history")
                        .text())
                .doesNotContain("A12345678901B");
    }

    @Test
    void thePageOfTheRegisterNamesItsColumnsAndNoOthers() {
        // Given
        var reader = new RegisterRows(new Codes(List.of(), List.of()), new Localities(List.of()));
        var columns = new ArrayList<>(reader.requiredColumns());
        columns.addAll(reader.optionalColumns());

        // When
        var described = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|")
                .matcher(file("ehc-register.md"))
                .results()
                .map(match -> match.group(1))
                .toList();

        // Then
        assertThat(described).containsExactlyInAnyOrderElementsOf(columns);
    }

    private JsonNode send(String csv) {
        var answer = service.postCsv(
                coordinator, "/assessments/imports?completeFrom=2016-01-01", csv.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private String history(String reference) {
        var types = new StringBuilder();
        for (var event : service.get(coordinator, "/assessments/" + id(reference) + "/history")
                .json()
                .get("history")) {
            types.append(' ').append(event.get("type").asString().replace("waymark.assessments.", ""));
        }
        return types.substring(1);
    }

    private String id(String reference) {
        return assessment(reference).get("id").asString();
    }

    private JsonNode assessment(String reference) {
        return service.get(coordinator, "/assessments?assessmentRef=" + reference)
                .json()
                .get("items")
                .get(0);
    }

    private static String counts(JsonNode report) {
        var counts = new StringBuilder(report.get("state").asString());
        for (var name : new String[] {"rows", "accepted", "changed", "unchanged", "rejected"}) {
            counts.append(' ').append(name).append('=').append(report.get(name).asInt());
        }
        return counts.toString();
    }

    private static String file(String name) {
        try (var file = RegisterImportTest.class.getResourceAsStream("/contracts/registers/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
