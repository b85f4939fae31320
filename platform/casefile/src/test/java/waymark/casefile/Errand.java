package waymark.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import waymark.casefile.course.Breach;
import waymark.casefile.course.Decision;

/** A small case to test with: an errand is begun, steps are taken, it is finished, and perhaps resumed. */
sealed interface Errand {
    enum Urgency {
        NONE,
        BEFORE_NOON,
        BY_8_SHARP
    }

    /** @param by when it is to be done, by place */
    record Route(List<String> shops, Map<String, LocalDate> by) {}

    record NotBegun() implements Errand {}

    record UnderWay(LocalDate begunOn, Urgency urgency, Boolean heavy, Route route, List<LocalDate> steps)
            implements Errand {}

    record Finished(LocalDate begunOn, Urgency urgency, List<LocalDate> steps, LocalDate finishedOn)
            implements Errand {}

    sealed interface Command {
        record Begin(LocalDate on, Urgency urgency, Boolean heavy, Route route) implements Command {}

        record Step(LocalDate on) implements Command {}

        record Finish(LocalDate on) implements Command {}

        record Resume(LocalDate on) implements Command {}

        /** What another system says of it: begun then, so many steps on that day, finished then or not. */
        record Report(LocalDate begunOn, int steps, LocalDate finishedOn) implements Command {}
    }

    sealed interface Event {
        record Begun(LocalDate begunOn, Urgency urgency, Boolean heavy, Route route) implements Event {}

        record StepTaken(LocalDate takenOn) implements Event {}

        record Finished(LocalDate finishedOn, boolean inTime, int steps) implements Event {}

        record Resumed(LocalDate resumedOn) implements Event {}
    }

    Breach SECOND = new Breach("errand.second", null, "an errand is under way");
    Breach TAKEN = new Breach("errand.reference-taken", "reference", "another errand has this reference");

    static CaseKind<Errand, Command, Event> kind(String topic) {
        return new CaseKind<>(
                "errands",
                topic,
                new EventForm<>("waymark.errands", Event.class, Errand::effectiveOn),
                new StateForm<>(Errand.class),
                new NotBegun(),
                Errand::decide,
                Errand::evolve,
                UnderWay.class::isInstance,
                open -> new Breach(SECOND.rule(), null, "the errand " + open.reference() + " is under way"),
                TAKEN,
                List.of(),
                Errand::outline,
                "state.urgency",
                List.of(new Link("shops", null)));
    }

    /** The urgent ones have a team of their own. */
    private static Outline outline(Errand state) {
        return switch (state) {
            case UnderWay underWay ->
                new Outline(true, "under-way", underWay.begunOn(), null, "S1", team(underWay.urgency()));
            case Finished finished ->
                new Outline(
                        false, "finished", finished.begunOn(), finished.finishedOn(), "S1", team(finished.urgency()));
            case NotBegun _ -> throw new IllegalStateException("a case in the store has begun");
        };
    }

    private static String team(Urgency urgency) {
        return urgency == null ? null : Json.mapper(null).convertValue(urgency, String.class);
    }

    private static LocalDate effectiveOn(Event event) {
        return switch (event) {
            case Event.Begun begun -> begun.begunOn();
            case Event.StepTaken step -> step.takenOn();
            case Event.Finished finished -> finished.finishedOn();
            case Event.Resumed resumed -> resumed.resumedOn();
        };
    }

    private static Decision<Event> decide(Errand state, Command command) {
        return switch (state) {
            case NotBegun _ ->
                switch (command) {
                    case Command.Begin(LocalDate on, Urgency urgency, Boolean heavy, Route route) ->
                        Decision.accept(new Event.Begun(on, urgency, heavy, route));
                    case Command.Report report ->
                        difference(report, new Event.Begun(report.begunOn(), null, null, null), 0);
                    case Command.Step _, Command.Finish _, Command.Resume _ ->
                        Decision.refuse("errand.not-begun", null, "it has not begun");
                };
            case UnderWay underWay ->
                switch (command) {
                    case Command.Step(LocalDate on) ->
                        on.isBefore(underWay.begunOn())
                                ? Decision.refuse("errand.too-early", "on", "it had not begun")
                                : Decision.accept(new Event.StepTaken(on));
                    case Command.Finish(LocalDate on) ->
                        Decision.accept(
                                new Event.Finished(on, false, underWay.steps().size()));
                    case Command.Report report ->
                        difference(report, null, underWay.steps().size());
                    case Command.Begin _ -> Decision.refuse("errand.begun", null, "it has begun");
                    case Command.Resume _ -> Decision.accept(List.of());
                };
            case Finished _ ->
                switch (command) {
                    case Command.Resume(LocalDate on) -> Decision.accept(new Event.Resumed(on));
                    case Command.Report(LocalDate on, int _, LocalDate finishedOn) ->
                        finishedOn == null ? Decision.accept(new Event.Resumed(on)) : Decision.accept(List.of());
                    case Command.Begin _, Command.Step _, Command.Finish _ ->
                        Decision.refuse("errand.finished", null, "it is finished");
                };
        };
    }

    private static Decision<Event> difference(Command.Report report, Event.Begun begun, int steps) {
        var events = new ArrayList<Event>();
        if (begun != null) events.add(begun);
        events.addAll(Collections.nCopies(Math.max(0, report.steps() - steps), new Event.StepTaken(report.begunOn())));
        if (report.finishedOn() != null) {
            events.add(new Event.Finished(report.finishedOn(), false, report.steps()));
        }
        return Decision.accept(events);
    }

    private static Errand evolve(Errand state, Event event) {
        return switch (event) {
            case Event.Begun(LocalDate on, Urgency urgency, Boolean heavy, Route route) ->
                new UnderWay(on, urgency, heavy, route, List.of());
            case Event.StepTaken(LocalDate on) -> {
                var before = (UnderWay) state;
                var steps = new ArrayList<>(before.steps());
                steps.add(on);
                yield new UnderWay(before.begunOn(), before.urgency(), before.heavy(), before.route(), steps);
            }
            case Event.Finished finished -> {
                var before = (UnderWay) state;
                yield new Finished(before.begunOn(), before.urgency(), before.steps(), finished.finishedOn());
            }
            case Event.Resumed _ -> {
                var before = (Finished) state;
                yield new UnderWay(before.begunOn(), before.urgency(), null, null, before.steps());
            }
        };
    }
}
