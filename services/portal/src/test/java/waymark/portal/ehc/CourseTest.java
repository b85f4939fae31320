package waymark.portal.ehc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import waymark.portal.desk.Doc;
import waymark.portal.ehc.Course.Happening;

/** How a history is read, and what is drawn of it. */
class CourseTest {
    @Test
    void anAskingWaitsUntilItsAdviceCame() {
        // Given
        var course = Story.course("""
                requested        2025-03-03 {}
                advice-requested 2025-04-11 {"body": "health"}
                advice-requested 2025-04-11 {"body": "other"}
                advice-requested 2025-04-14 {"body": "other"}
                advice-received  2025-05-02 {"body": "other", "request": 3}
                """);

        // When
        var outstanding = course.outstandingAdvice();

        // Then
        assertThat(outstanding).extracting(Happening::sequence).containsExactly(2, 4);
    }

    @Test
    void aCorrectionMovesTheDayAndAReopeningTakesTheEndingBack() {
        // Given
        var course = Story.course("""
                requested      2025-03-03 {}
                decision-made  2025-04-09 {"decision": "do-not-assess"}
                corrected      2025-04-10 {"entry": 2, "entryOn": "2025-04-08"}
                reopened       2025-04-11 {}
                corrected      2025-04-12 {"openedOn": "2025-03-01", "primaryNeed": "ASD"}
                """);

        // Then
        assertThat(course.happened().get(0).on()).isEqualTo("2025-03-01");
        assertThat(course.happened().get(1).on()).isEqualTo("2025-04-08");
        assertThat(course.happened().get(1).annulled()).isTrue();
        assertThat(course.disputable("requested")).isEmpty();
        assertThat(course.atOpening("primaryNeed")).isEqualTo("ASD");
    }

    @Test
    void anOrderWaitsUntilItIsCarriedOut() {
        // Given
        var story = """
                requested         2025-03-03 {}
                decision-made     2025-04-09 {"decision": "do-not-assess"}
                appeal-registered 2025-05-01 {"about": "refusal-to-assess"}
                appeal-concluded  2025-07-01 {"appeal": 3, "about": "refusal-to-assess", "outcome": "ordered"}
                """;

        // When
        var ordered = Story.course(story);
        var done = Story.course(story + "order-carried-out 2025-08-01 {\"appeal\": 3}\n");

        // Then
        assertThat(ordered.openAppeals()).isEmpty();
        assertThat(ordered.ordersToCarryOut()).extracting(Happening::sequence).containsExactly(3);
        assertThat(done.ordersToCarryOut()).isEmpty();
    }

    @Test
    void theLineHasEveryStepOnItsDayAndNoneCoversAnother() {
        // Given
        var course = Story.course("""
                requested        2025-03-03 {}
                decision-made    2025-04-09 {"decision": "assess"}
                advice-requested 2025-04-11 {"body": "health"}
                advice-requested 2025-04-11 {"body": "school"}
                advice-requested 2025-04-12 {"body": "parent"}
                """);

        // When
        var line = CourseLine.of(course, List.of(plan("null", "running", 80)), List.of(), LocalDate.of(2025, 5, 2));

        // Then
        assertThat(line.points()).extracting(CourseLine.Point::dayNumber).containsExactly(0L, 37L, 39L, 39L, 40L);
        for (var one : line.points()) {
            assertThat(line.points())
                    .filteredOn(other -> Math.abs(one.x() - other.x()) < 20 && Math.abs(one.y() - other.y()) < 20)
                    .containsExactly(one);
        }
        assertThat(line.today().label()).isEqualTo("today: day 60, week 9");
        assertThat(line.done()).isBetween(line.points().getLast().x(), line.dueAt());
        assertThat(line.limits()).extracting(CourseLine.Limit::label).containsExactly("20 weeks: final plan");
    }

    @Test
    void aLatePlanGoesBeyondTheDueDayAndTodayIsNotOnIt() {
        // Given
        var course = Story.course("""
                requested   2025-03-03 {}
                plan-issued 2026-09-01 {}
                review-held 2026-10-01 {}
                """);

        // When
        var line = CourseLine.of(
                course, List.of(plan("\"2026-09-01\"", "missed", 0)), List.of(), LocalDate.of(2026, 12, 1));

        // Then
        assertThat(line.done()).isGreaterThan(line.dueAt()).isLessThanOrEqualTo(line.end());
        assertThat(line.today()).isNull();
        assertThat(line.points()).hasSize(2);
    }

    @Test
    void aWeeksWorkIsByPersonWithWhatNobodyHasFirst() {
        // Given
        var over = List.of(listed("SEN-1", -3), listed("SEN-2", -2), listed("SEN-1", -1));
        var due = List.of(listed(null, 2), listed("SEN-1", 3));

        // When
        var loads = EhcListController.loads(over, due);

        // Then
        assertThat(loads)
                .extracting(load ->
                        load.account() + " " + load.overdue() + " " + load.due().size())
                .containsExactly("null 0 1", "SEN-1 2 1", "SEN-2 1 0");
    }

    private static Listed listed(String coordinator, int left) {
        var fields = new HashMap<String, Object>();
        fields.put("coordinator", coordinator);
        fields.put("daysLeft", left);
        return Listed.of(new Doc(fields));
    }

    private static Doc plan(String stoppedOn, String state, int left) {
        return Story.doc("""
                {"clock": "ehc-plan", "startedOn": "2025-03-03", "dueOn": "2025-07-21", "stoppedOn": %s, "state": "%s", "daysLeft": %d, "unit": "days"}
                """.formatted(stoppedOn, state, left));
    }
}
