package waymark.reporting.domain.ehc;

import static waymark.reporting.domain.Days.NONE;

import java.util.List;
import waymark.reporting.domain.Fact;
import waymark.reporting.domain.course.Circumstances;
import waymark.reporting.domain.course.ClockRun;
import waymark.reporting.domain.course.Span;
import waymark.reporting.domain.course.Step;

/**
 * What reporting holds of one assessment and the plan that came of it, as events make it; {@link Assessments} keeps it in columns. A null text is not recorded.
 *
 * @param requestSource null of a plan that moved in
 * @param steps in the order in which they were recorded; the first is the opening
 * @param spans the days on which the assessment was open and the plan in force, as they follow from the steps
 * @param runs of its clocks, in the order in which they were first started
 */
public record AssessmentFacts(
        String reference,
        String requestSource,
        String sex,
        String ethnicity,
        boolean voided,
        Circumstances circumstances,
        List<Step> steps,
        List<Span> spans,
        List<ClockRun> runs)
        implements Fact {
    private static final int OPENING = 1;

    @Override
    public boolean counts() {
        return !voided;
    }

    /** Of the request, or of the move in. */
    int openedOn() {
        return steps.getFirst().on();
    }

    boolean movedIn() {
        return steps.getFirst().what().equals(Course.MOVED_IN);
    }

    boolean has(String what) {
        for (var step : steps) if (step.what().equals(what)) return true;
        return false;
    }

    /** How the case stood on a day; null before its opening. */
    String statusOn(int day) {
        return Course.statusOn(day, steps);
    }

    static AssessmentFacts evolve(AssessmentFacts fact, AssessmentEvent event, int sequence) {
        if (fact != null) return fact.after(event, sequence).marked(event);
        if (event instanceof AssessmentEvent.Opened(var what, var reference, var openedOn, var opening, var marks)) {
            var steps = List.of(new Step(OPENING, what, openedOn, 0, null, NONE));
            return new AssessmentFacts(
                            reference,
                            opening.requestSource(),
                            opening.sex(),
                            opening.ethnicity(),
                            false,
                            Circumstances.of(opening.circumstances()),
                            steps,
                            Course.spans(steps),
                            List.of())
                    .marked(event);
        }
        throw new IllegalStateException("a case must begin with its opening");
    }

    private AssessmentFacts after(AssessmentEvent event, int sequence) {
        return switch (event) {
            case AssessmentEvent.Opened opened -> throw new IllegalStateException("a case is opened only once");
            case AssessmentEvent.Happened(var what, var on, var of, var code, var marks) ->
                with(Course.with(new Step(sequence, what, on, of, code, NONE), steps));
            case AssessmentEvent.Marked marked -> this;
            case AssessmentEvent.ExceptionWithdrawn(var exception, var marks) ->
                with(Course.withoutException(exception, steps));
            case AssessmentEvent.CircumstancesChanged(var changedOn, var values, var marks) ->
                with(circumstances.changed(changedOn, sequence, values));
            case AssessmentEvent.Reopened reopened -> with(Course.reopened(steps));
            case AssessmentEvent.Corrected(var openedOn, var opening, var marks) ->
                new AssessmentFacts(
                                reference,
                                either(opening.requestSource(), requestSource),
                                either(opening.sex(), sex),
                                either(opening.ethnicity(), ethnicity),
                                voided,
                                circumstances.corrected(opening.circumstances()),
                                steps,
                                spans,
                                runs)
                        .with(Course.corrected(OPENING, openedOn, null, steps));
            case AssessmentEvent.EntryCorrected(var entry, var entryOn, var code, var values, var marks) ->
                with(circumstances.corrected(entry, entryOn, values))
                        .with(Course.corrected(entry, entryOn, code, steps));
            case AssessmentEvent.Voided gone ->
                new AssessmentFacts(reference, requestSource, sex, ethnicity, true, circumstances, steps, spans, runs);
        };
    }

    private AssessmentFacts marked(AssessmentEvent event) {
        return event.marks().isEmpty()
                ? this
                : new AssessmentFacts(
                        reference,
                        requestSource,
                        sex,
                        ethnicity,
                        voided,
                        circumstances,
                        steps,
                        spans,
                        ClockRun.after(runs, event.marks()));
    }

    private static String either(String corrected, String before) {
        return corrected == null ? before : corrected;
    }

    private AssessmentFacts with(List<Step> changed) {
        return new AssessmentFacts(
                reference, requestSource, sex, ethnicity, voided, circumstances, changed, Course.spans(changed), runs);
    }

    private AssessmentFacts with(Circumstances changed) {
        return new AssessmentFacts(reference, requestSource, sex, ethnicity, voided, changed, steps, spans, runs);
    }
}
