package waymark.assessments.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import waymark.assessments.domain.Assessment;
import waymark.assessments.domain.AssessmentCourse;
import waymark.assessments.domain.CaseRecord;
import waymark.assessments.domain.CaseRecord.PlanException;
import waymark.assessments.domain.Standing;
import waymark.assessments.domain.StepKind;
import waymark.casefile.CaseFile;
import waymark.casefile.course.ClockReading;
import waymark.casefile.course.ClockRun;
import waymark.casefile.course.ClockState;
import waymark.casefile.course.Step;

/**
 * The clocks of a case as they stand or stood on a day, with the working.
 *
 * @param asAt by the steps up to this day
 * @param asKnownAt by what had been recorded up to this instant; null for all that is known now
 */
record ClocksView(UUID id, String assessmentRef, LocalDate asAt, Instant asKnownAt, List<Clock> clocks) {
    /**
     * One run of a clock.
     *
     * @param instance number in the history of the step that started it, by which an exception or an answer names it
     * @param subject the body asked, of a body's clock; else null
     * @param dueOn last day in time; an exception never moves it
     * @param stoppedOn the day on which the step was done, or was called for no more; null while it runs
     * @param daysUsed in the clock's {@code unit} from the start; the day of receipt is number 0, or 1 where the clock counts it
     * @param daysLeft in the clock's unit, negative where the due day has passed; null where it does not run
     * @param exception what excuses it, or would if it were missed; or null
     * @param revisedTarget a day agreed besides the statutory one, or null
     * @param source the statute or regulation
     * @param working how the due day comes about and how the clock stands, in words
     */
    record Clock(
            String clock,
            int version,
            int instance,
            String title,
            String subject,
            LocalDate startedOn,
            LocalDate dueOn,
            LocalDate stoppedOn,
            String unit,
            long daysUsed,
            Long daysLeft,
            ClockState state,
            Excusing exception,
            LocalDate revisedTarget,
            String source,
            String working) {}

    /** @param evidence reference of the document that shows it */
    record Excusing(String code, String evidence, LocalDate from, LocalDate until) {}

    static ClocksView of(
            CaseFile<Assessment> file, Assessment known, AssessmentCourse course, LocalDate asAt, Instant asKnownAt) {
        var clocks = switch (known) {
            case Assessment.NotOpened _ -> List.<Clock>of();
            case Assessment.Opened opened when opened.standing() == Standing.VOIDED -> List.<Clock>of();
            case Assessment.Opened opened -> {
                var record = opened.record().upTo(asAt);
                yield course.runs(record, opened.clocks()).stream()
                        .map(run -> clock(run, record, course, asAt))
                        .toList();
            }
        };
        return new ClocksView(file.id(), file.reference(), asAt, asKnownAt, clocks);
    }

    private static Clock clock(ClockRun run, CaseRecord record, AssessmentCourse course, LocalDate asAt) {
        var rule = course.clocks().rule(run.clock(), run.version());
        var target = record.step(run.instance()).map(Step<StepKind>::target).orElse(null);
        var reading = ClockReading.of(run, rule, target, asAt);
        var exception = exception(run, record);
        return new Clock(
                run.clock(),
                run.version(),
                run.instance(),
                rule.title(),
                run.subject(),
                run.startedOn(),
                run.dueOn(),
                run.endedOn(),
                reading.unit(),
                reading.daysUsed(),
                reading.daysLeft(),
                reading.state(),
                exception == null
                        ? null
                        : new Excusing(exception.code(), exception.evidence(), exception.from(), exception.until()),
                revisedTarget(run, record),
                rule.source(),
                reading.working());
    }

    /** What began after the due day excuses nothing. */
    private static PlanException exception(ClockRun run, CaseRecord record) {
        return exceptions(run, record)
                .filter(exception ->
                        exception.from() == null || !exception.from().isAfter(run.dueOn()))
                .findFirst()
                .orElse(null);
    }

    private static LocalDate revisedTarget(ClockRun run, CaseRecord record) {
        return exceptions(run, record)
                .map(PlanException::revisedTarget)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static Stream<PlanException> exceptions(ClockRun run, CaseRecord record) {
        return record.exceptions().stream()
                .filter(exception -> exception.clock().equals(run.clock())
                        && (exception.request() == null || exception.request() == run.instance()));
    }
}
