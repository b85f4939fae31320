package waymark.assessments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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

/** What a coordinator finds on the desk. It is 31 December 2025, and there are six cases. */
class WorkListTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final Credentials COORDINATOR = new Credentials("825", "SEN-04");
    private static RunningService service;

    @BeforeAll
    static void start(@TempDir Path folder) {
        var clock = TurnableClock.at(LocalDate.of(2025, 12, 31));
        service = RunningService.start(AssessmentsApplication.class, "assessments", stack, clock, folder, Map.of());
        service.postCsv(COORDINATOR, "/assessments/imports", """
                assessment_ref,child_ref,requested_on,request_source,decision_on,decision,health_advice_requested_on,draft_plan_on,outcome_on,outcome,primary_need,school_year,locality,coordinator
                DECIDE,C-1,2025-12-01,parent,,,,,,,ASD,4,Wycombe,SEN-04
                DECIDE-TODAY,C-2,2025-11-19,school,,,,,,,SEMH,9,Aylesbury,SEN-04
                ADVICE,C-3,2025-09-01,parent,2025-10-01,assess,2025-10-06,,,,ASD,9,Wycombe,SEN-05
                DRAFTED,C-4,2025-08-20,health,2025-10-01,assess,,2025-12-10,,,SLCN,1,Wycombe,SEN-04
                PLAN,C-5,2025-02-03,parent,2025-03-10,assess,,2025-05-01,2025-06-16,plan-issued,HI,13,Aylesbury,SEN-05
                WITHDRAWN,C-6,2025-10-01,parent,,,,,2025-10-20,withdrawn,ASD,4,Wycombe,
                """.getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theCaseWhoseClockIsDueFirstComesFirstAndTheOneOfWhichNothingIsDueLast() {
        // When
        var items = service.get(COORDINATOR, "/assessments").json().get("items");

        // Then
        assertThat(items)
                .extracting(item -> "%s %s %s %s %s"
                        .formatted(
                                item.get("assessmentRef").asString(),
                                item.get("nextStep").asString(null),
                                item.get("dueClock").asString(null),
                                item.get("dueSubject").asString(null),
                                item.get("daysLeft").asString(null)))
                .containsExactly(
                        "ADVICE await-advice ehc-advice health -44",
                        "DECIDE-TODAY decide ehc-decision null 0",
                        "DRAFTED issue-plan ehc-plan null 7",
                        "DECIDE decide ehc-decision null 12",
                        "PLAN hold-review ehc-annual-review null 167",
                        "WITHDRAWN null null null null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            status=requested                     | DECIDE-TODAY DECIDE
            status=requested,drafted             | DECIDE-TODAY DRAFTED DECIDE
            status=withdrawn                     | WITHDRAWN
            coordinator=SEN-05                   | ADVICE PLAN
            assigned=false                       | WITHDRAWN
            assigned=true&status=requested       | DECIDE-TODAY DECIDE
            nextStep=await-advice                | ADVICE
            nextStep=hold-review,issue-plan      | DRAFTED PLAN
            dueClock=ehc-decision                | DECIDE-TODAY DECIDE
            dueWithin=0                          | ADVICE DECIDE-TODAY
            dueWithin=7                          | ADVICE DECIDE-TODAY DRAFTED
            dueWithin=7&overdue=false            | DECIDE-TODAY DRAFTED
            overdue=true                         | ADVICE
            overdue=false&locality=Aylesbury     | DECIDE-TODAY PLAN
            locality=Wycombe                     | ADVICE DRAFTED DECIDE WITHDRAWN
            primaryNeed=SEMH,HI                  | DECIDE-TODAY PLAN
            schoolYear=9                         | ADVICE DECIDE-TODAY
            requestSource=health                 | DRAFTED
            childRef=C-4                         | DRAFTED
            assessmentRef=PLAN                   | PLAN
            assessmentRef=NONE                   | ''
            sort=-openedOn&size=2                | DECIDE DECIDE-TODAY
            sort=-dueOn&status=requested         | DECIDE DECIDE-TODAY
            sort=locality,-schoolYear&dueWithin=20 | DECIDE-TODAY ADVICE DECIDE DRAFTED
            page=1&size=2                        | DRAFTED DECIDE
            """)
    void theListIsFilteredSortedAndPaged(String query, String references) {
        // When
        var answer = service.get(COORDINATOR, "/assessments?" + query);

        // Then
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("items"))
                .extracting(item -> item.get("assessmentRef").asString())
                .containsExactlyElementsOf(references.isEmpty() ? List.of() : List.of(references.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "status=open, status",
        "nextStep=wait, nextStep",
        "requestSource=uncle, requestSource",
        "dueWithin=soon, dueWithin",
        "dueWithin=-1, dueWithin",
        "dueWithin=100000, dueWithin",
        "overdue=yes, overdue",
        "sort=colour, sort",
        "sort=status, sort",
        "page=-1, page",
        "size=0, size",
        "size=1000000, size",
        "size=many, size",
        "colour=red, colour"
    })
    void aParameterThatCannotBeUsedIsNamed(String query, String parameter) {
        // When
        var refused = service.get(COORDINATOR, "/assessments?" + query);

        // Then
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.json().get("rule").asString()).isEqualTo("request.parameter");
        assertThat(refused.json().get("parameter").asString()).isEqualTo(parameter);
    }

    @Test
    void theListComesAsCsv() {
        // When
        var csv = service.get(COORDINATOR, "/assessments?dueWithin=0", "Accept", "text/csv");

        // Then
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.text().lines())
                .containsExactly(
                        "assessment_ref,child_ref,status,opened_on,next_step,due_clock,due_subject,due_on,days_left,coordinator,primary_need,school_year,locality,request_source",
                        "ADVICE,C-3,assessing,2025-09-01,await-advice,ehc-advice,health,2025-11-17,-44,SEN-05,ASD,9,Wycombe,parent",
                        "DECIDE-TODAY,C-2,requested,2025-11-19,decide,ehc-decision,,2025-12-31,0,SEN-04,SEMH,9,Aylesbury,school");
    }
}
