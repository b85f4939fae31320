package waymark.assessments.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import waymark.assessments.domain.Assessment.Opened;
import waymark.assessments.events.AssessmentKinds;
import waymark.casefile.CaseKind;
import waymark.casefile.course.Decision;
import waymark.casefile.course.Step;

/** A case to which {@link AnyCourse} happens, told to whoever must mean the same by its events. */
public final class RandomCase {
    private static final CaseKind<Assessment, AssessmentCommand, AssessmentEvent> KIND =
            AssessmentKinds.assessments(Story.COURSE);

    /** An event as it is published: its type with the topic's name, and its data. */
    public record Told(String type, String data) {}

    private final AnyCourse course;
    private Assessment state = KIND.initial();

    public RandomCase(long seed) {
        course = new AnyCourse(seed, true);
    }

    /** What comes of whatever is asked next: no events where that is refused. */
    public List<Told> next() {
        var told = new ArrayList<Told>();
        if (KIND.decide().apply(state, course.next(state)) instanceof Decision.Accepted<AssessmentEvent> accepted) {
            for (var event : accepted.events()) {
                state = KIND.evolve().apply(state, event);
                told.add(new Told(KIND.events().typeOf(event), KIND.events().write(event)));
            }
        }
        return told;
    }

    public boolean voided() {
        return opened().standing() == Standing.VOIDED;
    }

    /** In-kebab-case. */
    public String standing() {
        return Steps.code(opened().standing());
    }

    public boolean overturned() {
        return record().overturned();
    }

    /** On which something happened. */
    public SortedSet<LocalDate> days() {
        var days = new TreeSet<LocalDate>();
        for (var step : record().steps()) days.add(step.on());
        return days;
    }

    /** By the steps up to that day, in-kebab-case; null before the case began. */
    public String standingOn(LocalDate day) {
        return day.isBefore(record().openedOn())
                ? null
                : Steps.code(Standing.after(record().upTo(day).steps()));
    }

    public boolean assessedOn(LocalDate day) {
        return !day.isBefore(record().openedOn())
                && Standing.after(record().upTo(day).steps()).isAssessment();
    }

    /** Whether it is open on that day because a refusal was overturned. */
    public boolean resumedOn(LocalDate day) {
        return assessedOn(day) && record().upTo(day).overturned();
    }

    /** Whether the plan is in force on that day, by the steps that clocks go by. */
    public boolean maintainedOn(LocalDate day) {
        var steps = record().stepsInForce().stream()
                .filter(step -> !step.on().isAfter(day))
                .toList();
        return !day.isBefore(record().openedOn()) && Standing.after(steps) == Standing.MAINTAINED;
    }

    public long plansIssued() {
        return record().steps().stream()
                .map(Step::kind)
                .filter(StepKind.PLAN_ISSUED::equals)
                .count();
    }

    private CaseRecord record() {
        return opened().record();
    }

    private Opened opened() {
        return (Opened) state;
    }
}
