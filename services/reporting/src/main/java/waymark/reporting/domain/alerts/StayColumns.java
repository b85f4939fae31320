package waymark.reporting.domain.alerts;

import static waymark.reporting.domain.Days.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.Moments;
import waymark.reporting.domain.Parts;

/** The times of alerts at their levels, in columns. */
final class StayColumns extends Parts {
    static final Dictionary LEVELS = new Dictionary("1", "2", "3", "4");
    static final Dictionary WAYS = new Dictionary(
            Stay.RAISED,
            Stay.REINSTATED,
            Stay.ESCALATED_BY_TIME,
            Stay.ESCALATED,
            Stay.RESOLVED,
            Stay.SETTLED,
            Stay.WITHDRAWN);

    private char[] level = {};
    private char[] begun = {};
    private int[] from = {};
    private long[] fromAt = {};
    private int[] respondBy = {};
    private int[] acknowledgedOn = {};
    private long[] acknowledgedAt = {};
    private int[] until = {};
    private long[] untilAt = {};
    private char[] ended = {};
    /** When it came there from the level below. */
    private int[] escalatedOn = {};
    /** When it was acknowledged, where the alert did not end by itself. */
    private int[] respondedOn = {};
    /** The first day at whose end it is overdue. */
    private int[] overdueFrom = {};
    /** When nobody needed to acknowledge it any more. */
    private int[] awaitedUntil = {};

    StayColumns() {}

    private StayColumns(StayColumns other) {
        super(other);
        level = other.level.clone();
        begun = other.begun.clone();
        from = other.from.clone();
        fromAt = other.fromAt.clone();
        respondBy = other.respondBy.clone();
        acknowledgedOn = other.acknowledgedOn.clone();
        acknowledgedAt = other.acknowledgedAt.clone();
        until = other.until.clone();
        untilAt = other.untilAt.clone();
        ended = other.ended.clone();
        escalatedOn = other.escalatedOn.clone();
        respondedOn = other.respondedOn.clone();
        overdueFrom = other.overdueFrom.clone();
        awaitedUntil = other.awaitedUntil.clone();
    }

    StayColumns copy() {
        return new StayColumns(this);
    }

    @Override
    protected void lengthen(int slots) {
        if (from.length >= slots) return;
        level = Arrays.copyOf(level, slots);
        begun = Arrays.copyOf(begun, slots);
        from = Arrays.copyOf(from, slots);
        fromAt = Arrays.copyOf(fromAt, slots);
        respondBy = Arrays.copyOf(respondBy, slots);
        acknowledgedOn = Arrays.copyOf(acknowledgedOn, slots);
        acknowledgedAt = Arrays.copyOf(acknowledgedAt, slots);
        until = Arrays.copyOf(until, slots);
        untilAt = Arrays.copyOf(untilAt, slots);
        ended = Arrays.copyOf(ended, slots);
        escalatedOn = Arrays.copyOf(escalatedOn, slots);
        respondedOn = Arrays.copyOf(respondedOn, slots);
        overdueFrom = Arrays.copyOf(overdueFrom, slots);
        awaitedUntil = Arrays.copyOf(awaitedUntil, slots);
    }

    @Override
    protected void empty(int slot) {
        from[slot] = NONE;
        until[slot] = NONE;
        escalatedOn[slot] = NONE;
        respondedOn[slot] = NONE;
        overdueFrom[slot] = NONE;
        awaitedUntil[slot] = NONE;
    }

    void keep(int row, AlertFacts fact) {
        allot(row, fact.stays().size());
        int slot = first(row);
        for (int at = 0; at < fact.stays().size(); at++) {
            var stay = fact.stays().get(at);
            level[slot] = LEVELS.numberOf(Integer.toString(stay.level()));
            begun[slot] = WAYS.numberOf(stay.begun());
            from[slot] = stay.from();
            fromAt[slot] = stay.fromAt();
            respondBy[slot] = stay.respondBy();
            acknowledgedOn[slot] = stay.acknowledgedOn();
            acknowledgedAt[slot] = stay.acknowledgedAt();
            until[slot] = stay.until();
            untilAt[slot] = stay.untilAt();
            ended[slot] = WAYS.numberOf(stay.ended());
            escalatedOn[slot] = stay.escalated() ? stay.from() : NONE;
            respondedOn[slot] = fact.endedByItself(at) ? NONE : stay.acknowledgedOn();
            overdueFrom[slot] = stay.respondBy() == NONE ? NONE : stay.respondBy() + 1;
            awaitedUntil[slot] = stay.acknowledgedOn() == NONE ? stay.until() : stay.acknowledgedOn();
            slot = next(slot);
        }
    }

    List<Stay> of(int row) {
        var stays = new ArrayList<Stay>();
        for (int slot = first(row); slot != Parts.NO_PART; slot = next(slot)) {
            stays.add(new Stay(
                    level(slot),
                    WAYS.valueOf(begun[slot]),
                    from[slot],
                    fromAt[slot],
                    respondBy[slot],
                    acknowledgedOn[slot],
                    acknowledgedAt[slot],
                    until[slot],
                    untilAt[slot],
                    WAYS.valueOf(ended[slot])));
        }
        return List.copyOf(stays);
    }

    int[] from() {
        return from;
    }

    /** None while it is there. */
    int[] until() {
        return until;
    }

    int[] escalatedOn() {
        return escalatedOn;
    }

    int[] respondedOn() {
        return respondedOn;
    }

    int[] overdueFrom() {
        return overdueFrom;
    }

    /** None while it is awaited. */
    int[] awaitedUntil() {
        return awaitedUntil;
    }

    int level(int slot) {
        return Integer.parseInt(LEVELS.valueOf(level[slot]));
    }

    boolean escalatedByTime(int slot) {
        return Stay.ESCALATED_BY_TIME.equals(WAYS.valueOf(begun[slot]));
    }

    int respondBy(int slot) {
        return respondBy[slot];
    }

    /** Whether there is a day by which to respond. */
    boolean timed(int slot) {
        return respondBy[slot] != NONE;
    }

    int acknowledgedOn(int slot) {
        return acknowledgedOn[slot];
    }

    /** Null while it is there. */
    String ended(int slot) {
        return WAYS.valueOf(ended[slot]);
    }

    /** Of one that was acknowledged, from when it came to its level. */
    int minutesToAcknowledge(int slot) {
        return acknowledgedAt[slot] == Moments.NONE ? 0 : AlertFacts.minutes(fromAt[slot], acknowledgedAt[slot]);
    }
}
