package waymark.web.visits;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import waymark.casefile.CaseKind;
import waymark.casefile.EventForm;
import waymark.casefile.Outline;
import waymark.casefile.StateForm;
import waymark.casefile.course.Breach;
import waymark.casefile.course.Decision;

/** A kind of case of the tests' own: a visit is planned, may be moved, and is made. */
public sealed interface Visit {
    record Unknown() implements Visit {}

    record Planned(LocalDate plannedOn, String place, Manner manner) implements Visit {}

    record Made(LocalDate plannedOn, String place, Manner manner, LocalDate madeOn) implements Visit {}

    enum Manner {
        AT_HOME,
        AT_SCHOOL
    }

    sealed interface Command {}

    record Plan(LocalDate plannedOn, String place, Manner manner) implements Command {}

    record Make(LocalDate madeOn) implements Command {}

    /** What a source says of a visit. */
    record AsSourced(LocalDate plannedOn, String place, LocalDate madeOn) implements Command {}

    sealed interface Event {
        LocalDate on();
    }

    record VisitPlanned(LocalDate on, String place, Manner manner) implements Event {}

    record VisitMade(LocalDate on) implements Event {}

    CaseKind<Visit, Command, Event> KIND = new CaseKind<>(
            "visits",
            "waymark.visits",
            new EventForm<>("waymark.visits", Event.class, Event::on),
            new StateForm<>(Visit.class),
            new Unknown(),
            Visit::decide,
            Visit::evolve,
            state -> state instanceof Planned,
            other -> new Breach("visit.second", "childRef", "the child has another visit planned"),
            new Breach("visit.reference", "visitRef", "another visit has this reference"),
            List.of(),
            Visit::outline,
            "state.place",
            List.of());

    /** Who goes to a place is the team there. */
    private static Outline outline(Visit state) {
        return switch (state) {
            case Planned(var on, var place, var _) -> new Outline(true, "planned", on, null, "CME-07", place);
            case Made(var on, var place, var _, var madeOn) -> new Outline(false, "made", on, madeOn, "CME-07", place);
            case Unknown() -> throw new IllegalStateException("a case in the store has been opened");
        };
    }

    private static Decision<Event> decide(Visit state, Command command) {
        return switch (command) {
            case Plan plan -> Decision.accept(new VisitPlanned(plan.plannedOn(), plan.place(), plan.manner()));
            case Make make ->
                state instanceof Planned
                        ? Decision.accept(new VisitMade(make.madeOn()))
                        : Decision.refuse("visit.not-planned", null, "there is no visit to make");
            case AsSourced said -> take(state, said);
        };
    }

    private static Decision<Event> take(Visit state, AsSourced said) {
        if (said.plannedOn().getYear() < 2000) {
            return Decision.refuse("visit.too-old", "plannedOn", "must not be before 2000");
        }
        var planned = new VisitPlanned(said.plannedOn(), said.place(), null);
        var events = new ArrayList<Event>();
        boolean replanned = switch (state) {
            case Unknown() -> true;
            case Planned(var on, var place, var _) -> !new VisitPlanned(on, place, null).equals(planned);
            case Made(var on, var place, var _, var _) -> !new VisitPlanned(on, place, null).equals(planned);
        };
        if (replanned) events.add(planned);
        boolean made = state instanceof Made(var _, var _, var _, var on) && on.equals(said.madeOn());
        if (said.madeOn() != null && (replanned || !made)) events.add(new VisitMade(said.madeOn()));
        var warnings = said.madeOn() != null && said.madeOn().isBefore(said.plannedOn())
                ? List.of(new Breach("visit.early", "madeOn", "is before it was planned"))
                : List.<Breach>of();
        return new Decision.Accepted<>(events, warnings);
    }

    private static Visit evolve(Visit state, Event event) {
        return switch (event) {
            case VisitPlanned(var on, var place, var manner) -> new Planned(on, place, manner);
            case VisitMade(var on) ->
                switch (state) {
                    case Unknown() -> throw new IllegalStateException("made before it was planned");
                    case Planned(var plannedOn, var place, var manner) -> new Made(plannedOn, place, manner, on);
                    case Made(var plannedOn, var place, var manner, var _) -> new Made(plannedOn, place, manner, on);
                };
        };
    }
}
