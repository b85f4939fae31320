package waymark.reporting.domain.social;

import static waymark.reporting.domain.Days.NONE;

import java.util.Arrays;
import java.util.List;
import waymark.reporting.domain.Dictionary;
import waymark.reporting.domain.Parts;
import waymark.reporting.domain.social.ReferralCourse.Held;

/** Who had cases on which days, in columns. */
final class HeldColumns extends Parts {
    static final Dictionary WORKERS = new Dictionary();
    static final Dictionary TEAMS = new Dictionary();

    private int[] from = {};
    private int[] until = {};
    private char[] worker = {};
    private char[] team = {};

    HeldColumns() {}

    private HeldColumns(HeldColumns other) {
        super(other);
        from = other.from.clone();
        until = other.until.clone();
        worker = other.worker.clone();
        team = other.team.clone();
    }

    HeldColumns copy() {
        return new HeldColumns(this);
    }

    @Override
    protected void lengthen(int slots) {
        if (from.length >= slots) return;
        from = Arrays.copyOf(from, slots);
        until = Arrays.copyOf(until, slots);
        worker = Arrays.copyOf(worker, slots);
        team = Arrays.copyOf(team, slots);
    }

    @Override
    protected void empty(int slot) {
        from[slot] = NONE;
        until[slot] = NONE;
    }

    void keep(int row, List<Held> all) {
        allot(row, all.size());
        int slot = first(row);
        for (var held : all) {
            from[slot] = held.from();
            until[slot] = held.until();
            worker[slot] = WORKERS.numberOf(held.worker());
            team[slot] = TEAMS.numberOf(held.team());
            slot = next(slot);
        }
    }

    int[] from() {
        return from;
    }

    int[] until() {
        return until;
    }

    /** 0 where nobody has it. */
    int worker(int slot) {
        return worker[slot];
    }

    int team(int slot) {
        return team[slot];
    }
}
