package waymark.reporting.domain.social;

import static waymark.reporting.domain.Days.NONE;
import static waymark.reporting.domain.social.Details.or;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import waymark.reporting.domain.Days;
import waymark.reporting.domain.Fact;
import waymark.reporting.domain.Moments;
import waymark.reporting.domain.course.ClockRun;
import waymark.reporting.domain.course.Span;
import waymark.reporting.domain.course.Step;

/**
 * What reporting holds of a family's early help: the entries of the case as they stand, with corrections worked in. {@link EarlyHelpCases} keeps it in
 * columns.
 *
 * @param children keys of the family's children but the one whose case it is
 * @param steps in the order in which they were recorded
 */
public record EarlyHelpFacts(
        Opening request, List<UUID> children, List<Step> steps, boolean voided, List<ClockRun> runs) implements Fact {
    /** Its code is the team. */
    public static final String PROGRESSED = "progressed";

    public static final String FAMILY_CONTACTED = "family-contacted";
    /** Its code is the service. */
    public static final String SUPPORT_ARRANGED = "support-arranged";

    /** Its code is the outcome. */
    public static final String CLOSED = "closed";

    /** The family came back through the open door. */
    public static final String RESUMED = "resumed";

    private static final String OPEN = "open";

    /** These have a moment and no day beside it. */
    private static final Set<String> MOMENTS = Set.of(PROGRESSED, FAMILY_CONTACTED);

    @Override
    public boolean counts() {
        return !voided;
    }

    /** Null where there is none. */
    Step last(String what) {
        return ReferralCourse.last(what, steps);
    }

    /** Null where it was not closed. */
    String outcome() {
        var closed = last(CLOSED);
        return closed == null ? null : closed.code();
    }

    String statusOn(int day) {
        if (voided) return "voided";
        return day < request.on() ? null : isOpenOn(day) ? OPEN : CLOSED;
    }

    /** By what happened up to the day the latest of closing and resuming tells. */
    private boolean isOpenOn(int day) {
        boolean open = true;
        for (var step : steps) {
            if (step.on() > day) continue;
            if (step.what().equals(CLOSED)) open = false;
            if (step.what().equals(RESUMED)) open = true;
        }
        return open;
    }

    /** The days on which it was open. */
    List<Span> spans() {
        var days = new ArrayList<>(List.of(request.on()));
        for (var step : steps) days.add(Math.max(request.on(), step.on()));
        var spans = new ArrayList<Span>();
        int openFrom = NONE;
        for (int day : days.stream().sorted().distinct().toList()) {
            boolean open = isOpenOn(day);
            if (open && openFrom == NONE) openFrom = day;
            if (!open && openFrom != NONE) {
                spans.add(new Span(OPEN, openFrom, day));
                openFrom = NONE;
            }
        }
        if (openFrom != NONE) spans.add(new Span(OPEN, openFrom, NONE));
        return spans;
    }

    // Folding

    static EarlyHelpFacts evolve(EarlyHelpFacts fact, EarlyHelpEvent event, int sequence) {
        if (fact != null) return fact.after(event, sequence).marked(event);
        if (event instanceof EarlyHelpEvent.Requested(var on, var at, var children, var details, var marks)) {
            var request = new Opening(sequence, on, at, details);
            return new EarlyHelpFacts(request, children, List.of(), false, List.of()).marked(event);
        }
        throw new IllegalStateException("a case must begin with a request");
    }

    private EarlyHelpFacts after(EarlyHelpEvent event, int sequence) {
        return switch (event) {
            case EarlyHelpEvent.Requested again -> throw new IllegalStateException("a case is opened only once");
            case EarlyHelpEvent.Happened(var what, var on, var code, var marks) -> {
                var all = new ArrayList<>(steps);
                all.add(new Step(sequence, what, on, 0, code, NONE));
                yield with(request, List.copyOf(all));
            }
            case EarlyHelpEvent.Reopened reopened -> {
                var closed = last(CLOSED);
                yield with(
                        request,
                        steps.stream().filter(step -> !step.equals(closed)).toList());
            }
            case EarlyHelpEvent.Corrected by ->
                with(
                        by.entry() == request.sequence() ? corrected(by) : request,
                        steps.stream()
                                .map(step -> step.sequence() == by.entry() ? corrected(step, by) : step)
                                .toList());
            case EarlyHelpEvent.Annulled by ->
                with(
                        request,
                        steps.stream()
                                .filter(step -> step.sequence() != by.entry())
                                .toList());
            case EarlyHelpEvent.Voided gone -> new EarlyHelpFacts(request, children, steps, true, runs);
        };
    }

    private Opening corrected(EarlyHelpEvent.Corrected by) {
        return by.at() == Moments.NONE
                ? request.corrected(request.on(), request.at(), by.details())
                : request.corrected(by.atDay(), by.at(), by.details());
    }

    private static Step corrected(Step step, EarlyHelpEvent.Corrected by) {
        int day = MOMENTS.contains(step.what()) ? by.atDay() : by.on();
        var code = switch (step.what()) {
            case CLOSED -> or(by.outcome(), step.code());
            case PROGRESSED -> or(by.team(), step.code());
            case SUPPORT_ARRANGED -> or(by.service(), step.code());
            default -> step.code();
        };
        return new Step(step.sequence(), step.what(), day == Days.NONE ? step.on() : day, 0, code, NONE);
    }

    private EarlyHelpFacts marked(EarlyHelpEvent event) {
        return event.marks().isEmpty()
                ? this
                : new EarlyHelpFacts(request, children, steps, voided, ClockRun.after(runs, event.marks()));
    }

    private EarlyHelpFacts with(Opening newRequest, List<Step> newSteps) {
        return new EarlyHelpFacts(newRequest, children, newSteps, voided, runs);
    }
}
