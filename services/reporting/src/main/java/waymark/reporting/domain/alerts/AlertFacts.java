package waymark.reporting.domain.alerts;

import static waymark.reporting.domain.Days.NONE;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import waymark.reporting.domain.Fact;
import waymark.reporting.domain.Moments;
import waymark.reporting.domain.course.Span;

/**
 * What reporting holds of an alert. {@link Alerts} keeps it in columns.
 *
 * @param stays its time at each level, in order; the last one may last
 * @param held who was called upon, in the order in which it changed
 * @param outcome what was done, or why it ended by itself; null while it is open
 */
public record AlertFacts(AlertEvent.Warning warning, List<Stay> stays, List<Held> held, String outcome)
        implements Fact {
    /** Who was called upon from a day on. */
    record Held(int on, int level, String role) {}

    static final String OPEN = "open";
    static final String ACKNOWLEDGED = "acknowledged";

    /** One withdrawn was raised all the same. */
    @Override
    public boolean counts() {
        return true;
    }

    Stay first() {
        return stays.getFirst();
    }

    Stay last() {
        return stays.getLast();
    }

    boolean ended(String how) {
        return how.equals(last().ended());
    }

    /** When it was raised, or last held again. */
    long openedAt() {
        return sinceItOpened().findFirst().orElseThrow().fromAt();
    }

    /** Whether it was resolved by the last day in time of the level at which it was resolved, and no level before had let its own last day pass. */
    boolean resolvedInTime() {
        return ended(Stay.RESOLVED)
                && last().respondBy() != NONE
                && last().until() <= last().respondBy()
                && sinceItOpened().noneMatch(stay -> stay.begun().equals(Stay.ESCALATED_BY_TIME));
    }

    /** Its stays since it was raised, or last held again. */
    private Stream<Stay> sinceItOpened() {
        int opened = stays.size() - 1;
        while (!stays.get(opened).opens()) opened--;
        return stays.subList(opened, stays.size()).stream();
    }

    /** At the day's end; null before it was raised. */
    Held heldOn(int day) {
        return held.stream()
                .filter(one -> one.on() <= day)
                .reduce((before, later) -> later)
                .orElse(null);
    }

    /** At the day's end; null before it was raised. */
    String statusOn(int day) {
        var stay = stays.stream()
                .filter(one -> one.from() <= day)
                .reduce((before, later) -> later)
                .orElse(null);
        if (stay == null) return null;
        boolean over = stay.until() != NONE && stay.until() <= day;
        if (over) return stay.ended();
        return stay.acknowledgedOn() != NONE && stay.acknowledgedOn() <= day ? ACKNOWLEDGED : OPEN;
    }

    /** The days on which it was open. */
    List<Span> spans() {
        var spans = new ArrayList<Span>();
        for (var stay : stays) {
            if (stay.opens()) spans.add(new Span(OPEN, stay.from(), stay.until()));
            else spans.addLast(spans.removeLast().until(stay.until()));
        }
        return spans;
    }

    /** Of each stay, whether the alert ended by itself from there: what people did meanwhile stays out of the figures of how prompt they are. */
    boolean endedByItself(int stay) {
        int at = stay;
        while (at + 1 < stays.size() && stays.get(at + 1).escalated()) at++;
        var how = stays.get(at).ended();
        return Stay.SETTLED.equals(how) || Stay.WITHDRAWN.equals(how);
    }

    // Folding

    static AlertFacts evolve(AlertFacts fact, AlertEvent event) {
        if (fact != null) return fact.after(event);
        if (event instanceof AlertEvent.Raised(var warning, var on, var at, var level, var role, var respondBy)) {
            return new AlertFacts(
                    warning,
                    List.of(Stay.begun(Stay.RAISED, level, on, at, respondBy)),
                    List.of(new Held(on, level, role)),
                    null);
        }
        throw new IllegalStateException("an alert must begin by being raised");
    }

    private AlertFacts after(AlertEvent event) {
        boolean open = last().ended() == null;
        // One that has ended goes with its case to another team: nobody is called upon.
        if (!open && event instanceof AlertEvent.HandedOver) return this;
        if (open == event instanceof AlertEvent.Reinstated) {
            throw new IllegalStateException(open ? "an open alert cannot be reinstated" : "the alert has ended");
        }
        return switch (event) {
            case AlertEvent.Raised again -> throw new IllegalStateException("an alert is raised only once");
            case AlertEvent.Acknowledged(var on, var at) ->
                new AlertFacts(warning, with(last().acknowledged(on, at), null), held, outcome);
            case AlertEvent.HandedOver(var on, var role) ->
                new AlertFacts(warning, stays, held(on, last().level(), role), outcome);
            case AlertEvent.Escalated(var on, var at, var level, var role, var respondBy, var byTime) -> {
                var how = byTime ? Stay.ESCALATED_BY_TIME : Stay.ESCALATED;
                var up = Stay.begun(how, level, on, at, respondBy);
                yield new AlertFacts(warning, with(last().ended(how, on, at), up), held(on, level, role), outcome);
            }
            case AlertEvent.Ended(var how, var on, var at, var why) ->
                new AlertFacts(warning, with(last().ended(how, on, at), null), held, why);
            case AlertEvent.Reinstated(var on, var at, var role, var respondBy) -> {
                var again = Stay.begun(Stay.REINSTATED, last().level(), on, at, respondBy);
                var holders = role == null ? held : held(on, last().level(), role);
                yield new AlertFacts(warning, with(last(), again), holders, null);
            }
        };
    }

    /** @param next null where there is none */
    private List<Stay> with(Stay newest, Stay next) {
        var all = new ArrayList<>(stays);
        all.set(all.size() - 1, newest);
        if (next != null) all.add(next);
        return List.copyOf(all);
    }

    private List<Held> held(int on, int level, String role) {
        var all = new ArrayList<>(held);
        all.add(new Held(on, level, role));
        return List.copyOf(all);
    }

    /** Whole minutes that passed. */
    static int minutes(long from, long to) {
        return Math.toIntExact(Moments.minutes(from, to));
    }
}
