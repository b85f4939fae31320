package waymark.web.visits;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import waymark.casefile.CaseKind;
import waymark.casefile.EventForm;
import waymark.casefile.StateForm;
import waymark.casefile.course.Breach;
import waymark.casefile.course.Decision;

/** A kind of case of the tests' own: a visit is planned, may be moved, and is made. */
public sealed interface Visit {
    record Unknown() implements Visit {}

    record Planned(LocalDate plannedOn, String place) implements Visit {}

    record Made(LocalDate plannedOn, String place, LocalDate madeOn) implements Visit {}

    /** What a source says of a visit. */
    record AsSourced(LocalDate plannedOn, String place, LocalDate madeOn) {}

    sealed interface Event {
        LocalDate on();
    }

    record VisitPlanned(LocalDate on, String place) implements Event {}

    record VisitMade(LocalDate on) implements Event {}

    CaseKind<Visit, AsSourced, Event> KIND = new CaseKind<>(
            "visits",
            "waymark.visits",
            new EventForm<>("waymark.visits", Event.class, Event::on),
            new StateForm<>(Visit.class),
            new Unknown(),
            Visit::decide,
            Visit::evolve,
            state -> state instanceof Planned,
            other -> new Breach("visit.second", "childRef", "the child has another visit planned"),
            new Breach("visit.reference", "visitRef", "another visit has this reference"));

    private static Decision<Event> decide(Visit state, AsSourced said) {
        if (said.plannedOn().getYear() < 2000) {
            return Decision.refuse("visit.too-old", "plannedOn", "must not be before 2000");
        }
        var planned = new Planned(said.plannedOn(), said.place());
        var events = new ArrayList<Event>();
        boolean replanned = switch (state) {
            case Unknown() -> true;
            case Planned before -> !before.equals(planned);
            case Made(var on, var place, var _) -> !new Planned(on, place).equals(planned);
        };
        if (replanned) events.add(new VisitPlanned(said.plannedOn(), said.place()));
        boolean made = state instanceof Made(var _, var _, var on) && on.equals(said.madeOn());
        if (said.madeOn() != null && (replanned || !made)) events.add(new VisitMade(said.madeOn()));
        var warnings = said.madeOn() != null && said.madeOn().isBefore(said.plannedOn())
                ? List.of(new Breach("visit.early", "madeOn", "is before it was planned"))
                : List.<Breach>of();
        return new Decision.Accepted<>(events, warnings);
    }

    private static Visit evolve(Visit state, Event event) {
        return switch (event) {
            case VisitPlanned(var on, var place) -> new Planned(on, place);
            case VisitMade(var on) ->
                switch (state) {
                    case Unknown() -> throw new IllegalStateException("made before it was planned");
                    case Planned(var plannedOn, var place) -> new Made(plannedOn, place, on);
                    case Made(var plannedOn, var place, var _) -> new Made(plannedOn, place, on);
                };
        };
    }
}
